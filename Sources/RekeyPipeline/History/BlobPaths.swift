internal import RekeyGit

/// The paths at which versions of files are looked at: where commits and trees have them, and where an index has them.
struct BlobPaths: Sendable {
    let map: HistoryMap
    /// By number of the blob; only what the map does not know.
    private let staged: [UInt32: [[UInt8]]]

    init(_ map: HistoryMap, _ snapshot: RefSnapshot?) {
        self.map = map
        let staged = snapshot?.stagedPaths { !map.paths(of: $0).contains($1) } ?? [:]
        self.staged = Dictionary(staged.compactMap { id, paths in map.numbers.number(of: id).map { ($0, paths) } }) { $0 + $1 }
    }

    /// Those of one blob; empty when nothing names it.
    subscript(blob: UInt32) -> [[UInt8]] { map.pathNumbers(of: blob).map { map.path($0) } + (staged[blob] ?? []) }

    /// The number of the only path of a blob; `nil` when there are others, or none.
    func only(of blob: UInt32) -> UInt32? { staged.isEmpty || staged[blob] == nil ? map.onlyPath(of: blob) : nil }
}
