/// What the receiving side of a push is known to have already.
struct KnownRevisions: Equatable {
    /// Options for `git log` and `git rev-list`.
    let words: [String]
    /// Revisions for their standard input, each with `^` before it.
    let excluded: [String]

    /// - Parameter isHere: whether this repository has an object.
    init(_ push: Push, isHere: (String) -> Bool) {
        switch push.side {
        case .receiving:
            words = ["--not", "--all"]
            excluded = []
        case .sending(let remote):
            excluded = Set(push.refs.filter { !$0.isNew && isHere($0.old) }.map(\.old)).sorted().map { "^" + $0 }
            words = remote.map { Self.branches(of: $0, push.refs) } ?? []
        }
    }

    /// The branches of a remote as this repository remembers them.
    ///
    /// Those that the push changes are left out, for the remote has just said what they lead to: a branch that was deleted or rewritten
    /// there may not have any more what it is remembered to have.
    private static func branches(of remote: String, _ refs: [Push.Ref]) -> [String] {
        let heads = "refs/heads/"
        let told = refs.filter { $0.name.hasPrefix(heads) }.map { String($0.name.dropFirst(heads.count)) }
        let left = Set(told).sorted() + ["HEAD"]
        // Why: the words of a command have room for only so many; without them more is read than needed, and nothing is missed.
        guard left.count <= mostBranches else { return [] }
        let name = escaped(remote)
        return left.map { "--exclude=\(name)/\(escaped($0))" } + ["--not", "--remotes=\(name)/*"]
    }

    private static let mostBranches = 5_000

    /// As a pattern that matches the text itself. Source: git's wildmatch.c.
    private static func escaped(_ text: String) -> String {
        String(text.flatMap { "*?[\\".contains($0) ? ["\\", $0] : [$0] })
    }
}
