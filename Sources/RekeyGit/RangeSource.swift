package import RekeyCore

/// What the commits of a range add.
package enum RangeSource {
    /// Calls `body` once for every distinct pair of blob and path that adds lines, oldest commit first.
    ///
    /// New lines are decided as in `StagedSource`; in a merge only lines that no parent has are new. A version that several commits bring
    /// is reported with the oldest of them, and whatever is new in any of them is marked. Where a shallow clone cuts the range, the
    /// commit at the cut counts as new as a whole and the account says that history is missing.
    /// Throws `GitError` (`.badRevision` for a revision that is not there), or what `body` throws.
    ///
    /// - Parameter revisions: as `git rev-list` takes them: `["A..B"]`, `["NEW", "--not", "--remotes"]`. Of options only `--not`, `--all`,
    ///   `--branches`, `--tags` and `--remotes`, the last three also with `=PATTERN`.
    package static func read(
        _ repository: Repository, revisions: [String], limits: GitLimits = GitLimits(), _ body: (Chunk) throws -> Void
    ) throws -> Account {
        for word in revisions where !isAllowed(word) { throw GitError.badRevision(word) }
        guard !revisions.isEmpty else { throw GitError.badRevision("(none given)") }
        let process = try GitProcess(repository)
        let commits = try RangeLog.read(process, revisions)
        var account = Account(asked: "commits \(revisions.joined(separator: " ")) of \(repository.displayPath)")
        account.commits = commits.count
        account.skips = cuts(repository, commits)
        let changes = changes(commits, &account)
        var reader = ChangeReader(.range, BlobStream(process: process, limit: limits.blobBytes), account)
        try reader.read(changes, body)
        return reader.account
    }

    /// Whether a word may be given to git: a revision, or an option that only names revisions.
    private static func isAllowed(_ word: String) -> Bool {
        guard word.hasPrefix("-") else { return !word.isEmpty && !word.utf8.contains(0) }
        let hasPattern = ["--branches=", "--tags=", "--remotes="].contains { word.hasPrefix($0) }
        return hasPattern || ["--not", "--all", "--branches", "--tags", "--remotes"].contains(word)
    }

    /// A skip for every commit of the range whose parents a shallow clone left out.
    private static func cuts(_ repository: Repository, _ commits: [RangeCommit]) -> [Skip] {
        let shallow = repository.shallowCommits
        guard !shallow.isEmpty else { return [] }
        return commits.filter { shallow.contains($0.header.id) }.map { commit in
            Skip(
                path: "commit \(commit.header.id)", reason: .gitError,
                detail: "the history before it is not in this shallow clone; to get it, run: git fetch --unshallow")
        }
    }

    /// The versions to read, each once, in order of first appearance.
    private static func changes(_ commits: [RangeCommit], _ account: inout Account) -> [BlobChange] {
        var changes: [BlobChange] = []
        var positions: [BlobChange.Key: Int] = [:]
        var submodules: Set<Skip> = []
        for commit in commits {
            for change in commit.changes where change.new.exists {
                if change.new.isSubmodule {
                    let path = String(decoding: change.path, as: UTF8.self)
                    submodules.insert(Skip(path: path, reason: .submoduleCommit, detail: "commit \(change.new.id)"))
                    continue
                }
                let olds = change.comparable
                if olds.contains(change.new.id) { continue }
                let key = BlobChange.Key(path: change.path, blob: change.new.id)
                if let position = positions[key] {
                    if !changes[position].olds.contains(olds) { changes[position].olds.append(olds) }
                } else {
                    positions[key] = changes.count
                    changes.append(BlobChange(key: key, olds: [olds], commit: commit.header))
                }
            }
        }
        account.skips += submodules.sorted()
        return changes
    }
}
