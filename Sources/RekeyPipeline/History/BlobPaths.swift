internal import RekeyGit

/// The paths at which versions of files are looked at: where commits and trees have them, and where an index has them.
struct BlobPaths: Sendable {
    private let map: HistoryMap
    /// Only what the map does not know.
    private let staged: [ObjectID: [[UInt8]]]

    init(_ map: HistoryMap, _ snapshot: RefSnapshot?) {
        self.map = map
        staged = snapshot?.stagedPaths { !map.paths(of: $0).contains($1) } ?? [:]
    }

    /// Those of one blob; empty when nothing names it.
    subscript(blob: ObjectID) -> [[UInt8]] {
        let known = map.paths(of: blob)
        return staged.isEmpty ? known : known + (staged[blob] ?? [])
    }
}
