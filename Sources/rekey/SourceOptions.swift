internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// What is read: one of these, or paths.
struct SourceOptions: ParsableArguments {
    @Flag(help: "Scan what the next commit would add, read from the index.")
    var staged = false

    @Option(help: ArgumentHelp("Scan what these commits add; A...B is what either side adds.", valueName: "A..B"))
    var range: String?

    @Option(help: ArgumentHelp("Scan what the commits since REV add, up to HEAD or to what --branch or --all-refs says.", valueName: "rev"))
    var since: String?

    @Option(help: ArgumentHelp("Scan what the commits of this branch add; may be repeated.", valueName: "name"))
    var branch: [String] = []

    @Flag(help: "Scan what the commits of all refs add: branches, remote branches, tags, stash, notes.")
    var allRefs = false

    @OptionGroup var history: HistoryFlags

    @Flag(help: "Scan a unified diff: the given file, or standard input.")
    var patch = false

    @Option(
        help: ArgumentHelp("Scan a container image that docker or podman has here: all layers and the configuration.", valueName: "ref"))
    var image: String?

    @Flag(help: "Scan a file, or standard input, while it grows; findings come as they are found, until Ctrl-C.")
    var follow = false

    @Flag(help: "For pre-push hooks: scan what a push adds; ref lines on standard input, remote and address as arguments.")
    var pushed = false

    @Flag(help: "For pre-receive hooks: scan what a push brings; ref lines on standard input.")
    var received = false

    /// The source that the flags and `paths` name together. Throws a `Trouble` when they exclude each other.
    func source(_ paths: [String]) throws(Trouble) -> ScanRequest.Source {
        let isRange = since != nil || !branch.isEmpty || allRefs
        let history = try history.options()
        let chosen = [staged, range != nil, isRange, history != nil, patch, pushed, received, image != nil, follow].count { $0 }
        guard chosen <= 1 else {
            throw Trouble(
                "more than one source asked for",
                why: """
                    --staged, --range, --history, --patch, --image, --follow, --pushed and --received go with no other source; --since goes \
                    with --branch or --all-refs
                    """,
                next: "scan them one by one")
        }
        if patch {
            guard paths.count <= 1 else { throw Trouble("more than one patch file given", next: "scan them one by one") }
            return .patch(paths.first == "-" ? nil : paths.first)
        }
        if follow {
            guard let path = paths.first, paths.count == 1 else {
                throw Trouble("--follow takes one file", why: "\(paths.count) are given", next: "name a log, or `-` for standard input")
            }
            return .following(path == "-" ? nil : path)
        }
        if pushed { return try push(paths) }
        guard chosen == 0 || paths.isEmpty else {
            throw Trouble(
                "paths do not go with --staged, --range, --since, --branch, --all-refs, --history, --image or --received",
                next: "leave the paths out, or scan them on their own")
        }
        if let history { return .history(history) }
        if staged { return .staged }
        if let image { return .image(image) }
        if received { return .received }
        if let range { return .range(range.split(separator: " ").map(String.init)) }
        if isRange { return try .range(revisions()) }
        if paths == ["-"] { return .standardInput }
        guard !paths.contains("-") else { throw Trouble("`-` does not go with other paths", next: "scan standard input on its own") }
        return .paths(paths)
    }

    /// What `--since`, `--branch` and `--all-refs` say together.
    private func revisions() throws(Trouble) -> [String] {
        guard branch.isEmpty || !allRefs else {
            throw Trouble("--branch does not go with --all-refs", why: "all refs hold every branch", next: "leave --branch out")
        }
        if let name = branch.first(where: { $0.isEmpty || $0.hasPrefix("-") || $0.contains("..") || $0.contains(" ") }) {
            throw Trouble(
                "no name of a branch: \(name)", why: "--branch takes one name, as `git branch --all` shows it",
                next: "give each branch its own --branch; for commits between two revisions use --range A..B")
        }
        if let since, since.isEmpty || since.hasPrefix("-") || since.contains("..") {
            throw Trouble("no revision: \(since)", why: "--since takes one commit, tag or branch", next: "for two of them use --range A..B")
        }
        let tips = allRefs ? ["--all"] : branch.map { "--branch=\($0)" }
        guard let since else { return tips }
        return tips.isEmpty ? ["\(since)..HEAD"] : tips + ["--not", since]
    }

    /// The words that git gives to a pre-push hook: the remote's name and its address, which are the same for a bare address.
    private func push(_ words: [String]) throws(Trouble) -> ScanRequest.Source {
        guard words.count <= 2 else {
            throw Trouble(
                "--pushed takes a remote and its address", why: "\(words.count) words are given", next: "call it as hooks/pre-push does")
        }
        return .pushed(remote: words.count == 2 && words[0] == words[1] ? nil : words.first)
    }
}
