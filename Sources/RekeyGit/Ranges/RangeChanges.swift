internal import RekeyCore

/// The versions that a range brings, each once, in order of first appearance.
struct RangeChanges {
    private(set) var changes: [BlobChange] = []
    /// Commits of submodules that it brings.
    private(set) var submodules: Set<Skip> = []
    private var positions: [BlobChange.Key: Int] = [:]
    private let wanted: Set<String>?

    /// - Parameter wanted: blobs that count; `nil` is all of them.
    init(wanted: Set<String>? = nil) { self.wanted = wanted }

    /// Adds what a commit changes against all of its parents.
    mutating func add(_ commit: RangeCommit) {
        for change in commit.changes where change.new.exists {
            if change.new.isSubmodule {
                let path = String(decoding: change.path, as: UTF8.self)
                submodules.insert(Skip(path: path, reason: .submoduleCommit, detail: "commit \(change.new.id)"))
                continue
            }
            let olds = change.comparable
            if !olds.contains(change.new.id) { add(BlobChange.Key(path: change.path, blob: change.new.id), olds, commit.header) }
        }
    }

    /// Adds a version that no commit brings; all of it is new.
    mutating func add(path: [UInt8], blob: String) { add(BlobChange.Key(path: path, blob: blob), [], nil) }

    private mutating func add(_ key: BlobChange.Key, _ olds: [String], _ commit: CommitHeader?) {
        if let wanted, !wanted.contains(key.blob) { return }
        if let position = positions[key] {
            if !changes[position].olds.contains(olds) { changes[position].olds.append(olds) }
        } else {
            positions[key] = changes.count
            changes.append(BlobChange(key: key, olds: [olds], commit: commit))
        }
    }
}
