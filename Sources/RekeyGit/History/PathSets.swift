/// For every object the paths it is known under, the first ones in their order. Most have one.
struct PathSets: Sendable {
    /// By object number: the only path, `PathTable.none`, or `several`.
    private var first: [UInt32]
    /// In order.
    private var several: [UInt32: [UInt32]] = [:]

    /// Paths that are kept of one object.
    static let most = 64
    private static let several = UInt32.max - 1

    init(count: Int) { first = [UInt32](repeating: PathTable.none, count: count) }

    /// By object number: whether there is a path.
    var isKnown: [Bool] { first.map { $0 != PathTable.none } }

    func isKnown(_ number: UInt32) -> Bool { first[Int(number)] != PathTable.none }

    /// Whether an object is known under no path that `other` is not known under.
    func isPart(_ number: UInt32, of other: UInt32) -> Bool {
        let (mine, others) = (first[Int(number)], first[Int(other)])
        if mine == others, mine != Self.several { return true }
        let known = paths(of: other)
        return paths(of: number).allSatisfy { known.contains($0) }
    }

    func contains(_ path: UInt32, for number: UInt32) -> Bool {
        let only = first[Int(number)]
        return only == Self.several ? several[number]?.contains(path) ?? false : only == path
    }

    /// The path of an object that has just one.
    @inline(__always) func only(of number: UInt32) -> UInt32? {
        guard Int(number) < first.count, first[Int(number)] < Self.several else { return nil }
        return first[Int(number)]
    }

    func paths(of number: UInt32) -> [UInt32] {
        switch first[Int(number)] {
        case PathTable.none: []
        case Self.several: several[number] ?? []
        case let path: [path]
        }
    }

    /// Adds a path; `false` when it is there already, or when it comes after as many as are kept.
    @inline(__always) mutating func insert(_ path: UInt32, for number: UInt32, isBefore: (UInt32, UInt32) -> Bool) -> Bool {
        let only = first[Int(number)]
        if only == PathTable.none {
            first[Int(number)] = path
            return true
        }
        if only == path { return false }
        return insertAnother(path, for: number, isBefore)
    }

    private mutating func insertAnother(_ path: UInt32, for number: UInt32, _ isBefore: (UInt32, UInt32) -> Bool) -> Bool {
        let only = first[Int(number)]
        guard only == Self.several else {
            first[Int(number)] = Self.several
            several[number] = isBefore(only, path) ? [only, path] : [path, only]
            return true
        }
        guard var paths = several[number], !paths.contains(path) else { return false }
        if paths.count == Self.most, let last = paths.last, isBefore(last, path) { return false }
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(paths[middle], path) { low = middle + 1 } else { high = middle }
        }
        paths.insert(path, at: low)
        if paths.count > Self.most { paths.removeLast() }
        several[number] = paths
        return true
    }
}
