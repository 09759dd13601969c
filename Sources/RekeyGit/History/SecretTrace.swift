/// The way of one secret through the commits: which have it, where it came, where it went.
struct SecretTrace {
    /// By position: the commit's tree has it.
    private(set) var isHeld: [Bool]
    private let messages: Set<Int>
    /// By position: the position of the last commit that removed it, there or before; -1 for none.
    private(set) var lastRemovals: [Int32]
    /// By position: the commit has it in its message, or comes after one that has. Empty when no message has it.
    private(set) var isTold: [Bool] = []
    /// The position of the first commit that has it.
    private(set) var first: Int?
    /// Commits that have it.
    private(set) var count = 0

    /// - Parameters:
    ///   - isHeld: by position: whether the commit's tree has it.
    ///   - messages: positions of the commits whose message has it.
    init(_ graph: CommitGraph, isHeld: [Bool], messages: Set<Int>) {
        self.isHeld = isHeld
        self.messages = messages
        lastRemovals = [Int32](repeating: -1, count: graph.count)
        if !messages.isEmpty { isTold = [Bool](repeating: false, count: graph.count) }
        for position in 0..<graph.count {
            let parents = graph.parents(of: position)
            if isHeld[position] {
                for parent in parents { lastRemovals[position] = max(lastRemovals[position], lastRemovals[Int(parent)]) }
            } else {
                lastRemovals[position] = removal(at: position, parents)
            }
            let isInMessage = isInMessage(position)
            if !messages.isEmpty { isTold[position] = isInMessage || parents.contains { isTold[Int($0)] } }
            guard isHeld[position] || isInMessage else { continue }
            if first == nil { first = position }
            count += 1
        }
    }

    /// Whether the message of a commit has it.
    func isInMessage(_ position: Int) -> Bool { !messages.isEmpty && messages.contains(position) }

    /// The last removal on the way to a commit that does not have it.
    ///
    /// A merge removed it itself if no parent lacks it, or if it had come back since it went from those that lack it; else a parent's
    /// removal counts, for that is what was merged.
    private func removal(at position: Int, _ parents: ArraySlice<UInt32>) -> Int32 {
        var last: Int32 = -1
        var lastOfHolders: Int32 = -1
        var isHeldBefore = false
        for parent in parents where isHeld[Int(parent)] {
            isHeldBefore = true
            lastOfHolders = max(lastOfHolders, lastRemovals[Int(parent)])
        }
        for parent in parents where !isHeld[Int(parent)] { last = max(last, lastRemovals[Int(parent)]) }
        guard isHeldBefore else { return last }
        return last > lastOfHolders ? last : Int32(truncatingIfNeeded: position)
    }
}
