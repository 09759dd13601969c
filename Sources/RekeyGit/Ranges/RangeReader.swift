internal import RekeyCore

/// Lends everything that a list of commits brings, and what tags add to it.
struct RangeReader {
    private let process: GitProcess
    private let stream: BlobStream
    var account: Account
    /// Full names of refs that count.
    var refs: [[UInt8]] = []
    /// Objects that count; `nil` is all of them.
    private let wanted: Set<String>?

    init(_ process: GitProcess, _ stream: BlobStream, _ account: Account, wanted: Set<String>? = nil) {
        self.process = process
        self.stream = stream
        self.account = account
        self.wanted = wanted
    }

    /// Calls `body` for texts, then for versions of files. Throws `GitError`, or what `body` throws.
    ///
    /// - Parameter ends: trees and blobs that refs or tags hold by themselves; commits among them are passed over.
    mutating func read(
        _ commits: [RangeCommit], _ tags: [TagWalk.Tag], _ ends: [NamedObject], _ body: (Chunk) throws -> Void
    ) throws {
        var texts = RangeTexts(stream, account)
        try texts.read(commits, body)
        try texts.read(tags.filter { wanted?.contains($0.id) ?? true }, body)
        try texts.readNames(commits, body)
        account = texts.account
        try RangeTexts.lend(names: refs, "ref name", Provenance(kind: .range, path: []), body)
        let held = try held(by: ends)
        try RangeTexts.lend(names: held.filter(\.isInTree).map(\.path), "file name", Provenance(kind: .range, path: []), body)
        var changes = RangeChanges(wanted: wanted)
        for commit in commits { changes.add(commit) }
        for file in held { changes.add(path: file.path, blob: file.blob) }
        account.skips += changes.submodules.sorted()
        var reader = ChangeReader(.range, stream, account)
        try reader.read(changes.changes, body)
        account = reader.account
    }

    /// A blob, and where it lies in a tree, or the ref that leads to it.
    private struct HeldFile {
        var path: [UInt8]
        var blob: String
        var isInTree: Bool
    }

    private func held(by ends: [NamedObject]) throws(GitError) -> [HeldFile] {
        var files: [HeldFile] = []
        var seen: Set<String> = []
        for object in ends where seen.insert(object.id).inserted {
            switch object.kind {
            case .blob: files.append(HeldFile(path: Array(object.ref.utf8), blob: object.id, isInTree: false))
            case .tree:
                let entries = try KeptVersions.entries(
                    process.output(["ls-tree", "-r", "-z", "--full-tree", object.id]), command: "ls-tree")
                files += entries.map { HeldFile(path: $0.path, blob: $0.blob, isInTree: true) }
            case .commit, .tag: continue
            }
        }
        return files
    }
}
