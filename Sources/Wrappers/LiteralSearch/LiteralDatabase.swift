internal import CLiteralSearch

/// A set of literals ready to be sought by any number of threads; each has its own `Scratch`.
///
/// The search looks up four bytes at every other offset of a text in two sets of bits that say which four bytes are sought, and compares the
/// literals that have such a part there. docs/performance.md says why it is not a library's.
package final class LiteralDatabase: Sendable {
    /// Which parts are sought.
    let sets: GramSets
    /// By list number: where its candidates begin in `candidates`; they end where those of the next list begin.
    let lists: [UInt16]
    let candidates: [Candidate]
    /// `LiteralList.text`.
    let text: [UInt8]

    /// A literal at one of its parts.
    struct Candidate {
        /// The part's four bytes under `mask`, the first one lowest. `mask` leaves out bytes that may be any, and the case of letters.
        var value: UInt32
        var mask: UInt32
        /// Where the literal begins in `text`, times two, plus 1 where case is ignored.
        var start: UInt32
        var literal: UInt16
        /// Bytes of the literal before the part, plus 1.
        var lead: UInt8
        /// Of the literal.
        var length: UInt8
    }

    /// The most literals of one database: both parts of each have a number of 16 bits.
    package static let mostLiterals = Int(UInt16.max) / 2

    /// Throws `.noLiterals` and `.tooMany`.
    package init(_ list: LiteralList) throws(LiteralError) {
        guard !list.entries.isEmpty else { throw .noLiterals }
        guard list.entries.count <= Self.mostLiterals else { throw .tooMany }
        var sets = GramSets()
        var placed = PlacedCandidates(literals: list.entries.count)
        var start = 0
        for (literal, entry) in list.entries.enumerated() {
            for lead in [entry.parts.even, entry.parts.odd] {
                let part = LiteralPart(of: list.text.span.extracting(start..<start + Int(entry.length)), at: Int(lead), entry.ignoresCase)
                part.mark(&sets)
                let candidate = Candidate(
                    value: part.value, mask: part.mask, start: UInt32(truncatingIfNeeded: start) << 1 | (entry.ignoresCase ? 1 : 0),
                    literal: UInt16(truncatingIfNeeded: literal), lead: UInt8(truncatingIfNeeded: lead + 1), length: entry.length)
                placed.add(candidate, list: part.list)
            }
            start += Int(entry.length)
        }
        self.sets = sets
        (lists, candidates) = placed.sorted()
        text = list.text
    }

    /// What a search reads, without checks; good as long as it is lent.
    @unsafe struct Tables {
        let sets: rekey_gram_sets
        let lists: UnsafeBufferPointer<UInt16>
        let candidates: UnsafeBufferPointer<Candidate>
        let text: UnsafeBufferPointer<UInt8>
    }

    func lend(_ body: (Tables) throws -> Void) rethrows {
        try unsafe sets.lend { sets in
            try unsafe lists.withUnsafeBufferPointer { lists in
                try unsafe candidates.withUnsafeBufferPointer { candidates in
                    try unsafe text.withUnsafeBufferPointer { text in
                        try unsafe body(Tables(sets: sets, lists: lists, candidates: candidates, text: text))
                    }
                }
            }
        }
    }

    /// Chooses the parts and makes the set ready.
    package convenience init(_ literals: [Literal]) throws(LiteralError) { try self.init(LiteralList(literals)) }
}

/// Candidates with the lists that they belong to.
private struct PlacedCandidates {
    private var candidates: [LiteralDatabase.Candidate] = []
    private var lists: [Int] = []

    init(literals: Int) {
        candidates.reserveCapacity(2 * literals)
        lists.reserveCapacity(2 * literals)
    }

    mutating func add(_ candidate: LiteralDatabase.Candidate, list: Int) {
        candidates.append(candidate)
        lists.append(list)
    }

    /// Where each list begins, with the end of the last one, and the candidates in the order of their lists.
    func sorted() -> (starts: [UInt16], candidates: [LiteralDatabase.Candidate]) {
        var starts = [UInt16](repeating: 0, count: LiteralPart.listCount + 1)
        for list in lists { starts[list + 1] += 1 }
        for list in 1..<starts.count { starts[list] += starts[list - 1] }
        var next = starts
        var sorted = candidates
        for (candidate, list) in zip(candidates, lists) {
            sorted[Int(next[list])] = candidate
            next[list] += 1
        }
        return (starts, sorted)
    }
}
