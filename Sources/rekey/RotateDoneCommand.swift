internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyRotation

/// `rekey rotate done`.
struct RotateDoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done",
        abstract: "Record that a step of a rotation is done, with its proof.",
        discussion: """
            Examples:
              rekey rotate done contain.tell --evidence "issue 17"
              rekey rotate done verify.new-key-answers --evidence 200 --rotation f3a91c2b7d10
              rekey rotate done clean.history --skip --evidence "kept: the old key is dead, decided by Ann"
              rekey rotate done verify.new-key-answers --reopen

            Evidence is a sentence, an ID or a link, never a secret: what looks like one is refused.
            """)

    @Argument(help: "ID of the step, as rekey rotate steps shows it.")
    var step: String

    @Option(help: ArgumentHelp("The proof: what the plan asks to write down.", valueName: "text"))
    var evidence = ""

    @Flag(help: "The step is left out; --evidence says why.")
    var skip = false

    @Flag(help: "The step is open again.")
    var reopen = false

    @Option(help: ArgumentHelp("Who did it. Default: the user that git knows.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("ID of the rotation, where there are several.", valueName: "id"))
    var rotation: String?

    func run() throws {
        guard !(skip && reopen) else { throw Trouble("--skip does not go with --reopen", next: "give one of them") }
        var mark = RotateSession.Mark(step: step)
        mark.state = skip ? .skipped : reopen ? .open : .done
        mark.evidence = evidence
        mark.by = by
        mark.rotation = rotation
        try RotateSession(Surroundings.current()).mark(mark)
    }
}

/// `rekey rotate status`.
struct RotateStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show which steps are open, done or skipped, by whom and with which proof.",
        discussion: """
            Examples:
              rekey rotate status                    all rotations of the repository
              rekey rotate status f3a91c2b7d10 --format json

            Exit status: 0 every step is done or skipped, 1 steps are open.
            """)

    @Argument(help: "ID of the rotation. Default: all.")
    var id: String?

    @Option(help: "Form of the answer: text or json.")
    var format: RotationFormat = .text

    func run() throws {
        guard format != .markdown else { throw Trouble("no Markdown form of the status", next: "use: rekey rotate report") }
        let status = try RotateSession(Surroundings.current()).status(id, format)
        if status != .success { throw StatusError(status: status) }
    }
}

/// `rekey rotate report`.
struct RotateReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the evidence of a rotation as Markdown, for auditors and the incident issue.",
        discussion: """
            Examples:
              rekey rotate report f3a91c2b7d10
              rekey rotate report --output evidence.md
            """)

    @Argument(help: "ID of the rotation. Default: the only one.")
    var id: String?

    @Option(help: ArgumentHelp("Write it to a file instead of standard output.", valueName: "file"))
    var output: String?

    func run() throws { try RotateSession(Surroundings.current()).report(id, output: output) }
}
