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

    @Flag(help: "Scan every object of the repository, reachable or not.")
    var history = false

    @Flag(help: "Scan a unified diff: the given file, or standard input.")
    var patch = false

    @Flag(help: ArgumentHelp("With --history: scan every version whole, not only where it differs from the one it is stored with."))
    var noDeltaShortcut = false

    @Option(help: ArgumentHelp("With --history: end after so many seconds with what was found.", valueName: "seconds"))
    var timeLimit: Int?

    @Option(help: ArgumentHelp("With --history: end when this much memory is in use.", valueName: "MiB"))
    var memory: Int?

    /// The source that the flags and `paths` name together. Throws a `Trouble` when they exclude each other.
    func source(_ paths: [String]) throws(Trouble) -> ScanRequest.Source {
        let chosen = [staged, range != nil, since != nil, history, patch].count { $0 }
        guard chosen <= 1 else {
            throw Trouble(
                "more than one source asked for", why: "--staged, --range, --since, --history and --patch exclude each other",
                next: "scan them one by one")
        }
        if patch {
            guard paths.count <= 1 else { throw Trouble("more than one patch file given", next: "scan them one by one") }
            return .patch(paths.first == "-" ? nil : paths.first)
        }
        guard chosen == 0 || paths.isEmpty else {
            throw Trouble("paths do not go with --staged, --range, --since or --history", next: "leave the paths out, or scan them on their own")
        }
        guard history || !(noDeltaShortcut || timeLimit != nil || memory != nil) else {
            throw Trouble("--no-delta-shortcut, --time-limit and --memory belong to --history")
        }
        if history { return .history(try historyOptions()) }
        if staged { return .staged }
        if let range { return .range(range.split(separator: " ").map(String.init)) }
        if let since { return .range(["\(since)..HEAD"]) }
        if paths == ["-"] { return .standardInput }
        guard !paths.contains("-") else { throw Trouble("`-` does not go with other paths", next: "scan standard input on its own") }
        return .paths(paths)
    }

    private func historyOptions() throws(Trouble) -> HistoryOptions {
        var options = HistoryOptions()
        options.usesDeltaShortcut = !noDeltaShortcut
        if let timeLimit, timeLimit < 1 { throw Trouble("--time-limit is \(timeLimit)", why: "it is a number of seconds from 1 on") }
        if let memory, memory < 1 { throw Trouble("--memory is \(memory)", why: "it is a number of MiB from 1 on") }
        options.timeLimitSeconds = timeLimit
        options.memoryMiB = memory
        return options
    }
}
