internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// What is read: one of these, or paths.
struct SourceOptions: ParsableArguments {
    @Flag(help: "Scan what the next commit would add, read from the index.")
    var staged = false

    @Option(help: ArgumentHelp("Scan what these commits add.", valueName: "A..B"))
    var range: String?

    @Option(help: ArgumentHelp("Scan what the commits since REV add.", valueName: "rev"))
    var since: String?

    @Flag(help: "Scan a unified diff: the given file, or standard input.")
    var patch = false

    /// The source that the flags and `paths` name together. Throws a `Trouble` when they exclude each other.
    func source(_ paths: [String]) throws(Trouble) -> ScanRequest.Source {
        let chosen = [staged, range != nil, since != nil, patch].count { $0 }
        guard chosen <= 1 else {
            throw Trouble(
                "more than one source asked for", why: "--staged, --range, --since and --patch exclude each other",
                next: "scan them one by one")
        }
        if patch {
            guard paths.count <= 1 else { throw Trouble("more than one patch file given", next: "scan them one by one") }
            return .patch(paths.first == "-" ? nil : paths.first)
        }
        guard chosen == 0 || paths.isEmpty else {
            throw Trouble("paths do not go with --staged, --range or --since", next: "leave the paths out, or scan them on their own")
        }
        if staged { return .staged }
        if let range { return .range(range.split(separator: " ").map(String.init)) }
        if let since { return .range(["\(since)..HEAD"]) }
        if paths == ["-"] { return .standardInput }
        guard !paths.contains("-") else { throw Trouble("`-` does not go with other paths", next: "scan standard input on its own") }
        return .paths(paths)
    }
}
