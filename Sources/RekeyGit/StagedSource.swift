package import RekeyCore

/// What the next commit would add, read from the index and never from the work tree.
package enum StagedSource {
    /// Calls `body` with a chunk for every staged path that adds lines; gives what was read and what was not.
    ///
    /// A chunk holds the whole new content; its `added` ranges are the lines that are new by content: a line is not new when the old
    /// version (of the rename source too) holds an equal line not yet used up, so a moved line and a changed line end are not new.
    /// Objects are read, so attributes such as `-diff` and `binary` hide nothing. A change of type makes everything new; the content of
    /// a symbolic link is its target. While a merge is in progress, only lines that none of the merged commits has are new.
    /// Throws `GitError` when git cannot read the index, or what `body` throws.
    package static func read(
        _ repository: Repository, limits: GitLimits = GitLimits(), _ body: (Chunk) throws -> Void
    ) throws -> Account {
        let process = try GitProcess(repository)
        var account = Account(asked: "staged changes of \(repository.displayPath)")
        let changes = try changes(repository, process, &account)
        var reader = ChangeReader(.staged, BlobStream(process: process, limit: limits.blobBytes), account)
        try reader.read(changes, body)
        return reader.account
    }

    /// The staged versions whose content is not that of a parent.
    private static func changes(
        _ repository: Repository, _ process: GitProcess, _ account: inout Account
    ) throws(GitError) -> [BlobChange] {
        let raw = try differencesToHead(process)
        let merged = raw.isEmpty ? [] : try mergeHeads(repository).map { id throws(GitError) in try differences(process, to: id) }
        let others = merged.map { Dictionary($0.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }) }
        var changes: [BlobChange] = []
        var unmerged: Set<[UInt8]> = []
        for change in raw {
            if change.isUnmerged {
                if unmerged.insert(change.path).inserted { account.skips.append(unmergedSkip(change)) }
                continue
            }
            guard change.new.exists else { continue }
            if change.new.isSubmodule {
                account.skips.append(
                    Skip(path: displayed(change.path), reason: .submoduleCommit, detail: "commit \(change.new.id)"))
                continue
            }
            var olds = change.comparable
            var isMergedAsIs = false
            for other in others {
                if let difference = other[change.path] { olds += difference.comparable } else { isMergedAsIs = true }
            }
            if isMergedAsIs || olds.contains(change.new.id) {
                account.files += 1
            } else {
                changes.append(BlobChange(key: .init(path: change.path, blob: change.new.id), olds: [olds]))
            }
        }
        return changes.filter { !unmerged.contains($0.key.path) }
    }

    private static func unmergedSkip(_ change: RawChange) -> Skip {
        Skip(path: displayed(change.path), reason: .gitError, detail: "unmerged: resolve the conflict, stage the file, then scan again")
    }

    private static func displayed(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    /// Compares with `HEAD`, or with the empty tree when nothing was committed yet.
    private static func differencesToHead(_ process: GitProcess) throws(GitError) -> [RawChange] {
        do {
            return try differences(process, to: "HEAD")
        } catch GitError.badRevision {
            // Why: the empty tree has another ID in a SHA-256 repository, so git is asked for it.
            let id = try process.output(["hash-object", "-t", "tree", "--stdin"])
            return try differences(process, to: String(decoding: PathBytes.trimmed(id), as: UTF8.self))
        }
    }

    private static func differences(_ process: GitProcess, to tree: String) throws(GitError) -> [RawChange] {
        let options = [
            "--cached", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-relative", "--ita-invisible-in-index",
            "--ignore-submodules=none",
        ]
        do {
            return try RawDiff.all(process.output(["diff-index"] + options + ["-M", tree, "--"]), command: "diff-index")
        } catch GitError.failed {
            // Why: finding renames reads blobs; without some of them (a partial clone) the plain comparison still works.
            return try RawDiff.all(process.output(["diff-index"] + options + ["--no-renames", tree, "--"]), command: "diff-index")
        }
    }

    /// The commits that a merge in progress joins to `HEAD`.
    private static func mergeHeads(_ repository: Repository) -> [String] {
        let file = FileSystem.read(PathBytes.join(repository.gitDirectory, "MERGE_HEAD"), limit: 1 << 16) ?? []
        return file.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.count >= 40 && $0.utf8.allSatisfy(\.isASCIIHexDigit) }
    }
}
