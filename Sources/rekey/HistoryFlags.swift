internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// How `--history` goes about it.
struct HistoryFlags: ParsableArguments {
    @Flag(help: "Scan every object of the repository, reachable or not.")
    var history = false

    @Flag(help: "With --history: scan every version whole, not only where it differs from the one it is stored with.")
    var noDeltaShortcut = false

    @Option(help: ArgumentHelp("With --history: end after so many seconds with what was found.", valueName: "seconds"))
    var timeLimit: Int?

    @Option(help: ArgumentHelp("With --history: end when so much memory is in use.", valueName: "MiB"))
    var memory: Int?

    /// `nil` without `--history`. Throws a `Trouble` for limits that are none, and for options that need it.
    func options() throws(Trouble) -> HistoryOptions? {
        guard history else {
            guard !noDeltaShortcut, timeLimit == nil, memory == nil else {
                throw Trouble("--no-delta-shortcut, --time-limit and --memory belong to --history")
            }
            return nil
        }
        var options = HistoryOptions()
        options.usesDeltaShortcut = !noDeltaShortcut
        if let timeLimit, timeLimit < 1 { throw Trouble("--time-limit is \(timeLimit)", why: "it is a number of seconds from 1 on") }
        if let memory, memory < 1 { throw Trouble("--memory is \(memory)", why: "it is a number of MiB from 1 on") }
        options.timeLimitSeconds = timeLimit
        options.memoryMiB = memory
        return options
    }
}
