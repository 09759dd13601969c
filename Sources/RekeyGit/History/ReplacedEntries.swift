internal import RekeyCore

/// Which stretches of a tree's base its changed entries stand in place of.
struct ReplacedEntries {
    /// Changed entries that follow each other, or the place between two entries where others are gone.
    struct Stretch {
        /// Changed entries up to its end, from the first one of the tree on.
        var lent: Int
        /// What stood there in the base; `nil` where the delta puts its parts in another order.
        var base: Range<Int>?
    }

    /// Ascending.
    private(set) var stretches: [Stretch] = []
    /// Changed entries so far.
    var lent = 0
    /// Bytes of the base.
    private let baseCount: Int
    /// Where in the base the open stretch began.
    private var start: Int?

    init(baseCount: Int) { self.baseCount = baseCount }

    /// Begins a stretch with the entry at `place`, unless one is open. `change` is the first one that reaches behind `place`.
    @inline(__always) mutating func open(at place: Int, _ changes: Span<TextChange>, _ change: Int) {
        if start == nil { start = Self.source(of: place, changes, change) }
    }

    /// Ends the stretch that is open before the entry at `place`, which did not change.
    @inline(__always) mutating func close(at place: Int, _ changes: Span<TextChange>, _ change: Int) {
        if let start { add(start, Self.source(of: place, changes, change)) }
    }

    /// Ends the last stretch where the tree ends; what the base has behind it is gone.
    mutating func closeAll(at place: Int, _ changes: Span<TextChange>, _ change: Int) {
        if change < changes.count { open(at: place, changes, change) }
        if let start { add(start, baseCount) }
    }

    private mutating func add(_ first: Int, _ end: Int) {
        stretches.append(Stretch(lent: lent, base: first <= end ? first..<end : nil))
        start = nil
    }

    /// Where in the base that stands which the tree has at `place`, behind `count` of its changes.
    private static func source(of place: Int, _ changes: Span<TextChange>, _ count: Int) -> Int {
        count == 0 ? place : place &- changes[count &- 1].range.upperBound &+ changes[count &- 1].source
    }
}
