/// All commits of a history, parents before children. A commit's **position** is its place in that order.
///
/// Of commits that could come next the oldest comes first, then the one with the smaller ID: the order follows from the commits alone.
struct CommitGraph: Sendable {
    /// By position.
    private(set) var commits: [HistoryNotes.Commit] = []
    /// By position: where its parents are in `parents`.
    private var ranges: [Range<UInt32>] = []
    /// Positions.
    private var parents: [UInt32] = []
    /// By object number: its position; `ObjectNumbers.none` for what is no commit.
    private var positions: [UInt32]

    init(_ map: HistoryMap) {
        positions = [UInt32](repeating: ObjectNumbers.none, count: map.numbers.count)
        var waiting = Waiting(map)
        while let next = waiting.next() {
            let commit = map.commits[next]
            let start = UInt32(truncatingIfNeeded: parents.count)
            // Why a check: of commits that are each other's parents, which only a false index can name, one comes before its parent.
            for parent in commit.parents {
                let position = positions[Int(map.parents[Int(parent)])]
                if position != ObjectNumbers.none, !parents[Int(start)...].contains(position) { parents.append(position) }
            }
            positions[Int(commit.number)] = UInt32(truncatingIfNeeded: commits.count)
            commits.append(commit)
            ranges.append(start..<UInt32(truncatingIfNeeded: parents.count))
        }
    }

    var count: Int { commits.count }

    /// The positions of the parents that are here, each once.
    @inline(__always) func parents(of position: Int) -> ArraySlice<UInt32> {
        let range = ranges[position]
        return parents[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    /// `nil` for what is no commit.
    func position(of number: UInt32) -> Int? {
        guard Int(number) < positions.count, positions[Int(number)] != ObjectNumbers.none else { return nil }
        return Int(positions[Int(number)])
    }

    /// The commits whose parents have all been taken, in a heap.
    private struct Waiting {
        private let map: HistoryMap
        private var heap: [Int] = []
        /// By commit: parents that have not been taken.
        private var open: [Int]
        /// The children of commit n are `children[starts[n]..<starts[n + 1]]`.
        private var starts: [Int]
        private var children: [Int]
        private var isTaken: [Bool]
        private var nextLeft = 0

        init(_ map: HistoryMap) {
            self.map = map
            var indices = [UInt32](repeating: ObjectNumbers.none, count: map.numbers.count)
            for (index, commit) in map.commits.enumerated() { indices[Int(commit.number)] = UInt32(truncatingIfNeeded: index) }
            open = [Int](repeating: 0, count: map.commits.count)
            starts = [Int](repeating: 0, count: map.commits.count + 2)
            isTaken = [Bool](repeating: false, count: map.commits.count)
            let parents = map.parents.map { indices[Int($0)] }
            for parent in parents where parent != ObjectNumbers.none { starts[Int(parent) + 2] += 1 }
            for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
            children = [Int](repeating: 0, count: starts.last ?? 0)
            for (index, commit) in map.commits.enumerated() {
                for parent in commit.parents.map({ parents[Int($0)] }) where parent != ObjectNumbers.none {
                    children[starts[Int(parent) + 1]] = index
                    starts[Int(parent) + 1] += 1
                    open[index] += 1
                }
            }
            for index in open.indices where open[index] == 0 { push(index) }
        }

        mutating func next() -> Int? {
            guard let commit = pop() ?? left() else { return nil }
            isTaken[commit] = true
            for child in children[starts[commit]..<starts[commit + 1]] where !isTaken[child] {
                open[child] -= 1
                if open[child] == 0 { push(child) }
            }
            return commit
        }

        /// A commit of a loop, once nothing else is left.
        private mutating func left() -> Int? {
            while nextLeft < isTaken.count, isTaken[nextLeft] { nextLeft += 1 }
            return nextLeft < isTaken.count ? nextLeft : nil
        }

        private func isBefore(_ left: Int, _ right: Int) -> Bool {
            (map.commits[left].seconds, left) < (map.commits[right].seconds, right)
        }

        private mutating func push(_ commit: Int) {
            heap.append(commit)
            var place = heap.count - 1
            while place > 0, isBefore(heap[place], heap[(place - 1) / 2]) {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        }

        private mutating func pop() -> Int? {
            while let first = heap.first {
                let last = heap.removeLast()
                if !heap.isEmpty {
                    heap[0] = last
                    sink()
                }
                if !isTaken[first] { return first }
            }
            return nil
        }

        private mutating func sink() {
            var place = 0
            while case let child = place * 2 + 1, child < heap.count {
                let least = child + 1 < heap.count && isBefore(heap[child + 1], heap[child]) ? child + 1 : child
                guard isBefore(heap[least], heap[place]) else { return }
                heap.swapAt(place, least)
                place = least
            }
        }
    }
}
