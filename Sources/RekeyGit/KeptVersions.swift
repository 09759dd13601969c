package import RekeyCore

/// Every version of every file that a repository keeps: in the commits of all refs and reflogs, and in the index.
///
/// Making one asks git for names only; contents are read by `read`. Objects that no ref, reflog or index leads to are not seen.
package struct KeptVersions: Sendable {
    /// A version of a file: a blob, and the first path it was found under.
    package struct Version: Sendable, Hashable {
        package var blob: String
        package var path: [UInt8]
    }

    /// A commit, as far as reports need it.
    package struct Commit: Sendable, Hashable {
        package var id: String
        /// Name and address.
        package var author: String
        /// ISO 8601.
        package var date: String
    }

    /// A branch, local or remote, and the wanted versions that its newest commit holds.
    package struct Branch: Sendable, Hashable {
        /// Without `refs/heads/` or `refs/remotes/`.
        package var name: String
        package var versions: [Version]
    }

    private let process: GitProcess
    private let commits: [Commit]
    /// Indices of the commits that bring a blob, oldest first.
    private let bringers: [String: [Int]]
    private let index: [Version]
    private let versions: [Version]
    /// What a shallow clone left out.
    package let skips: [Skip]

    /// Branches whose newest commit is looked at; a repository with more is told so.
    package static let mostBranches = 500

    /// Lists the versions.
    package init(_ repository: Repository) throws(GitError) {
        let process = try GitProcess(repository)
        let log = try RangeLog.read(process, ["--all", "--reflog"], findsRenames: false)
        var bringers: [String: [Int]] = [:]
        var versions: [Version] = []
        for (number, commit) in log.enumerated() {
            for change in commit.changes where change.new.exists && !change.new.isSubmodule {
                if bringers[change.new.id] == nil { versions.append(Version(blob: change.new.id, path: change.path)) }
                if bringers[change.new.id]?.last != number { bringers[change.new.id, default: []].append(number) }
            }
        }
        let index = try Self.entries(process.output(["ls-files", "-z", "--stage", "--full-name"]), command: "ls-files")
        var staged: Set<String> = []
        for entry in index where bringers[entry.blob] == nil && staged.insert(entry.blob).inserted { versions.append(entry) }
        self.process = process
        commits = log.map { Commit(id: $0.header.id, author: $0.header.author, date: $0.header.date) }
        self.bringers = bringers
        self.index = index
        self.versions = versions
        skips =
            repository.isShallow
            ? [Skip(path: "history", reason: .gitError, detail: "this clone is shallow; to get the rest, run: git fetch --unshallow")] : []
    }

    /// Lends the content of every version once, oldest commit first, the index last, until `body` gives `false`; gives what could not be
    /// read. Throws `GitError`, or what `body` throws.
    package func read(limits: GitLimits = GitLimits(), _ body: (Version, [UInt8]) throws -> Bool) throws -> [Skip] {
        struct Stop: Error {}
        var skips: [Skip] = []
        var next = versions.startIndex
        do {
            try BlobStream(process: process, limit: limits.blobBytes).read(versions.map(\.blob)) { answer in
                let version = versions[next]
                next += 1
                let path = String(decoding: version.path, as: UTF8.self)
                switch answer {
                case .content(let bytes): if try !body(version, bytes) { throw Stop() }
                case .overSizeLimit(let count):
                    skips.append(Skip(path: path, reason: .overSizeLimit, detail: "blob \(version.blob), \(count) bytes"))
                case .missing: skips.append(Skip(path: path, reason: .missingObject, detail: "blob \(version.blob)"))
                case .damaged: skips.append(Skip(path: path, reason: .gitError, detail: "blob \(version.blob) is damaged"))
                }
            }
        } catch is Stop {}
        return skips
    }

    /// The commits that bring one of the blobs, each once, oldest first.
    package func commits(bringing blobs: Set<String>) -> [Commit] {
        Set(blobs.flatMap { bringers[$0] ?? [] }).sorted().map { commits[$0] }
    }

    /// The paths of the index that hold one of the blobs, in its order.
    package func index(holding blobs: Set<String>) -> [Version] { index.filter { blobs.contains($0.blob) } }

    /// The branches whose newest commit holds one of the blobs, by name, and whether there were more branches than are looked at.
    package func branches(holding blobs: Set<String>) throws(GitError) -> (branches: [Branch], isCut: Bool) {
        guard !blobs.isEmpty else { return ([], false) }
        let output = try process.output(["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads", "refs/remotes"])
        var trees: [String: [Version]] = [:]
        var branches: [Branch] = []
        for line in output.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 2, !words[1].hasSuffix("/HEAD") else { continue }
            if trees[words[0]] == nil {
                guard trees.count < Self.mostBranches else { return (branches, true) }
                trees[words[0]] = try Self.entries(process.output(["ls-tree", "-r", "-z", "--full-tree", words[0]]), command: "ls-tree")
                    .filter { blobs.contains($0.blob) }
            }
            guard let versions = trees[words[0]], !versions.isEmpty else { continue }
            branches.append(Branch(name: Self.shortName(words[1]), versions: versions))
        }
        return (branches, false)
    }

    private static func shortName(_ ref: String) -> String {
        for lead in ["refs/heads/", "refs/remotes/"] where ref.hasPrefix(lead) { return String(ref.dropFirst(lead.count)) }
        return ref
    }

    /// Reads `MODE ID STAGE TAB PATH` of ls-files and `MODE TYPE ID TAB PATH` of ls-tree. Source: git-ls-files(1), git-ls-tree(1).
    static func entries(_ output: [UInt8], command: String) throws(GitError) -> [Version] {
        let fields = ZeroTerminated(output)
        guard !fields.isCut else { throw .malformedOutput(command: command) }
        var entries: [Version] = []
        for field in fields {
            guard let tab = field.firstIndex(of: 0x09) else { throw .malformedOutput(command: command) }
            let words = field[..<tab].split(separator: 0x20)
            guard words.count == 3 else { throw .malformedOutput(command: command) }
            // Why: a submodule's ID is a commit of another repository.
            if words[0].starts(with: "160000".utf8) { continue }
            let id = String(decoding: command == "ls-tree" ? words[2] : words[1], as: UTF8.self)
            entries.append(Version(blob: id, path: Array(field[(tab + 1)...])))
        }
        return entries
    }
}
