/// Turns names of branches into refs, so that a tag or a file of the same name is not meant.
enum BranchNames {
    /// The word that names a branch among revisions.
    static let prefix = "--branch="

    /// The revisions with `refs/heads/NAME`, or else `refs/remotes/NAME`, for every `--branch=NAME`. Throws `.badRevision`.
    static func resolved(_ revisions: [String], _ process: GitProcess) throws(GitError) -> [String] {
        guard revisions.contains(where: { $0.hasPrefix(prefix) }) else { return revisions }
        let output = try process.output(["for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"])
        let refs = Set(output.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
        var resolved: [String] = []
        for word in revisions {
            guard word.hasPrefix(prefix) else {
                resolved.append(word)
                continue
            }
            let name = String(word.dropFirst(prefix.count))
            guard let ref = ["refs/heads/\(name)", "refs/remotes/\(name)"].first(where: refs.contains) else { throw .badRevision(name) }
            resolved.append(ref)
        }
        return resolved
    }
}
