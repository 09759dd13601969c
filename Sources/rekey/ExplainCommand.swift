internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why something is reported and what to do, or why nothing is.",
        discussion: """
            Examples:
              rekey explain supabase.secret-key       what a rule looks for, and what to do when it finds something
              rekey explain f3a91c2b7d10              a finding by the ID in the report; the work tree is scanned again
              rekey explain f3a91c2b7d10 --staged     the same for what the next commit would add
              rekey explain --text - --path .env      which rule finds something in standard input, or what stopped the closest
            """)

    @Argument(help: "ID of a finding, or of a rule.")
    var id: String?

    @Argument(help: "Files and folders to look for the finding in. Default: where you stand.")
    var paths: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Explain this text instead; `-` is standard input, which keeps it out of the shell history.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("Read the text as if it stood in this file.", valueName: "name"))
    var path: String?

    @OptionGroup var source: SourceOptions

    @Option(help: ArgumentHelp("Configuration to use instead of .rekey.toml at the repository root.", valueName: "file"))
    var config: String?

    @Flag(help: "Read files that .gitignore excludes, too.")
    var includeIgnored = false

    func run() throws {
        guard let text else { return try explainID() }
        guard id == nil, paths.isEmpty else { throw Trouble("--text does not go with an ID", next: "ask for one after the other") }
        var request = ScanRequest(source: .paths([]))
        request.configuration = config
        let session = try ExplainSession(request, Surroundings.current())
        if text == "-" { return try session.explain(text: ExplainSession.input(), path: path ?? "") }
        Console.note(
            "rekey: other users see arguments while a program runs, and the shell keeps them in its history; for a real secret use: rekey explain --text -"
        )
        try session.explain(text: Array(text.utf8), path: path ?? "")
    }

    private func explainID() throws {
        guard let id else {
            throw Trouble("nothing to explain", next: "give the ID of a finding or a rule, or a text with: rekey explain --text -")
        }
        guard path == nil else { throw Trouble("--path goes with --text only", next: "give paths to look in after the ID") }
        var request = ScanRequest(source: try source.source(paths))
        request.configuration = config
        request.includesIgnored = includeIgnored
        try ExplainSession(request, Surroundings.current()).explain(id)
    }
}
