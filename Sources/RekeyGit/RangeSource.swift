package import RekeyCore

/// What the commits of a range add.
package enum RangeSource {
    /// Calls `body` for every text that is new in the range: first what commits and tags say and what files are called, then every
    /// distinct pair of blob and path that adds lines, oldest commit first.
    ///
    /// New lines are decided as in `StagedSource`; in a merge only lines that no parent has are new. A version that several commits bring
    /// is reported with the oldest of them, and whatever is new in any of them is marked. The message and the header of every commit
    /// count, the names that no parent has, and annotated tags of these commits; with `--all` also tags of trees and blobs, what
    /// they hold, and the names of refs. Such texts have no path, and an `entry` that names them. Where a shallow clone cuts the range, the commit at the cut
    /// counts as new as a whole and the account says that history is missing.
    /// Throws `GitError` (`.badRevision` for a revision that is not there), or what `body` throws.
    ///
    /// - Parameter revisions: as `git rev-list` takes them: `["A..B"]`, `["NEW", "--not", "--remotes"]`. Of options only `--not`, `--all`,
    ///   `--branches`, `--tags` and `--remotes`, the last three also with `=PATTERN`; and `--branch=NAME`, which is the branch and
    ///   nothing else of that name.
    package static func read(
        _ repository: Repository, revisions: [String], limits: GitLimits = GitLimits(), _ body: (Chunk) throws -> Void
    ) throws -> Account {
        for word in revisions where !isAllowed(word) { throw GitError.badRevision(word) }
        guard !revisions.isEmpty else { throw GitError.badRevision("(none given)") }
        let process = try GitProcess(repository)
        let commits = try RangeLog.read(process, BranchNames.resolved(revisions, process))
        let missing = MissingHistory(repository, process)
        var account = Account(asked: "commits \(revisions.joined(separator: " ")) of \(repository.displayPath)")
        account.commits = commits.count
        account.skips = missing.cuts(commits)
        let stream = BlobStream(process: process, limit: limits.blobBytes)
        let takesAll = revisions.contains("--all")
        let walk = try tags(of: takesAll ? nil : commits, process, stream)
        account.skips += walk.skips
        var reader = RangeReader(process, stream, account)
        if takesAll { reader.refs = try process.output(["for-each-ref", "--format=%(refname)"]).split(separator: 0x0A).map { Array($0) } }
        try reader.read(commits, walk.tags, takesAll ? walk.ends : [], body)
        reader.account.skips = missing.explained(reader.account.skips)
        return reader.account
    }

    /// Whether a word may be given to git: a revision, or an option that only names revisions.
    private static func isAllowed(_ word: String) -> Bool {
        guard word.hasPrefix("-") else { return !word.isEmpty && !word.utf8.contains(0) }
        let hasPattern = [BranchNames.prefix, "--branches=", "--tags=", "--remotes="].contains { word.hasPrefix($0) }
        return hasPattern || ["--not", "--all", "--branches", "--tags", "--remotes"].contains(word)
    }

    /// The annotated tags of these commits, or with `nil` all there are and what they hold.
    private static func tags(of commits: [RangeCommit]?, _ process: GitProcess, _ stream: BlobStream) throws -> TagWalk {
        var walk = TagWalk()
        let objects = try NamedObject.all(process)
        try walk.follow(commits == nil ? objects : objects.filter { $0.kind == .tag }, stream)
        guard let commits else { return walk }
        let ids = Set(commits.map(\.header.id))
        walk.keepTags { tag in tag.end.map { ids.contains($0.id) } ?? false }
        return walk
    }
}
