/// Finds the paths of every tree and blob, from root trees downwards.
///
/// An entry that was noted only with another tree, because both share its bytes, counts for a tree as long as each of the tree's paths is
/// also one of the other's. Where it is not, as after a folder was renamed or copied, the tree is read as a whole.
struct PathSpread {
    private(set) var notes: JoinedNotes
    private(set) var paths = PathTable()
    private(set) var places: PathSets
    private let numbers: ObjectNumbers
    private let format: ObjectFormat
    private var waiting = WaitingPaths()
    /// Trees whose paths have not been compared with those of their bases.
    private var unchecked: [UInt32] = []
    /// Objects whose paths are settled.
    private var settled: [Bool] = []
    /// Trees that were read as a whole.
    private(set) var readings = 0

    init(_ notes: JoinedNotes, _ numbers: ObjectNumbers, _ format: ObjectFormat) {
        self.notes = notes
        self.numbers = numbers
        self.format = format
        places = PathSets(count: numbers.count)
    }

    /// Everything below these root trees gets its paths, unless an earlier call settled them.
    mutating func spread(from roots: some Sequence<UInt32>, _ reader: inout ObjectReader) {
        for root in roots where notes.isTree(root) { put(root, 0) }
        spreadAll()
        while !unchecked.isEmpty {
            let found = unchecked.filter { isMoved($0) }
            unchecked = []
            readAgain(Set(found), &reader)
            spreadAll()
        }
        settled = places.isKnown
    }

    /// The trees without a path that no other tree holds; of those that are left then, the first.
    func nextRoots() -> [UInt32] {
        var isHeld = [Bool](repeating: false, count: numbers.count)
        var lost: [UInt32] = []
        for number in 0..<UInt32(truncatingIfNeeded: numbers.count) where notes.isTree(number) && !places.isKnown(number) {
            lost.append(number)
            notes.forEachEntry(of: number) { if $0.child != ObjectNumbers.none { isHeld[Int($0.child)] = true } }
        }
        let roots = lost.filter { !isHeld[Int($0)] }
        return roots.isEmpty ? Array(lost.prefix(1)) : roots
    }

    private mutating func put(_ number: UInt32, _ path: UInt32) {
        if !settled.isEmpty, settled[Int(number)] { return }
        guard places.insert(path, for: number, isBefore: { paths.isBefore($0, $1, notes.names) }), notes.isTree(number) else { return }
        waiting.add(number, path, length: paths.length(path))
        unchecked.append(number)
    }

    private mutating func spreadAll() {
        var found: [(child: UInt32, path: UInt32)] = []
        while let (tree, folder) = waiting.next() {
            // Why: a shorter path may have taken its place.
            guard places.contains(folder, for: tree) else { continue }
            found.removeAll(keepingCapacity: true)
            notes.forEachEntry(of: tree) { entry in
                guard let path = paths.path(of: entry.name, in: folder, notes.names), entry.child != ObjectNumbers.none else { return }
                found.append((entry.child, path))
            }
            for (child, path) in found { put(child, path) }
        }
    }

    /// Whether the tree has a path at which the entries that it shares with its base are not known.
    private func isMoved(_ tree: UInt32) -> Bool {
        guard let base = notes.base(of: tree) else { return false }
        return !places.isPart(tree, of: base)
    }

    private mutating func readAgain(_ trees: Set<UInt32>, _ reader: inout ObjectReader) {
        for tree in trees.sorted(by: { numbers.readingOrder($0) < numbers.readingOrder($1) }) {
            _ = notes.readWhole(tree, numbers, format, &reader)
            readings += 1
            for path in places.paths(of: tree) { waiting.add(tree, path, length: paths.length(path)) }
        }
    }
}

/// Trees with a path that has not been handed on to what they hold; the shortest path comes first.
///
/// Why: a path is longer than those of the folders it goes through. So the first paths of an object are known before they are handed on,
/// and a tree that is in itself a million times over, which a few kilobytes can hold, costs no more than as many paths as are kept.
private struct WaitingPaths {
    /// By length.
    private var paths: [[(tree: UInt32, path: UInt32)]] = []
    /// No shorter one waits.
    private var shortest = 0

    mutating func add(_ tree: UInt32, _ path: UInt32, length: Int) {
        while paths.count <= length { paths.append([]) }
        paths[length].append((tree, path))
        shortest = min(shortest, length)
    }

    mutating func next() -> (tree: UInt32, path: UInt32)? {
        while shortest < paths.count {
            if let next = paths[shortest].popLast() { return next }
            shortest += 1
        }
        return nil
    }
}
