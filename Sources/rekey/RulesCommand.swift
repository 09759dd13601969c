internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyReport

/// `rekey rules`.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "The catalogue: list it, show one rule, check rules against their own examples.",
        discussion: """
            Examples:
              rekey rules list --provider supabase
              rekey rules show supabase.secret-key    all fields, in the form of a rule file
              rekey rules check                       every rule that a scan from here would use
              rekey rules check .rekey.toml           a rule file on its own
            """,
        subcommands: [RulesListCommand.self, RulesShowCommand.self, RulesCheckCommand.self])
}

/// `rekey rules list`.
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the rules that a scan from here would use.")

    @Option(help: ArgumentHelp("Only rules of this provider, such as supabase.", valueName: "name"))
    var provider: String?

    @Option(help: "Form of the list: text or json.")
    var format: RuleList.Format = .text

    @Option(help: ArgumentHelp("Configuration to use instead of .rekey.toml at the repository root.", valueName: "file"))
    var config: String?

    func run() throws { try RulesSession(configuration: config, Surroundings.current()).list(provider: provider, as: format) }
}

/// `rekey rules show`.
struct RulesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show every field of one rule.")

    @Argument(help: "ID of the rule.")
    var id: String

    @Option(help: "Form: toml, as in a rule file, or json.")
    var format: RuleSheet.Format = .toml

    @Option(help: ArgumentHelp("Configuration to use instead of .rekey.toml at the repository root.", valueName: "file"))
    var config: String?

    func run() throws { try RulesSession(configuration: config, Surroundings.current()).show(id, as: format) }
}

/// `rekey rules check`.
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check rules, and run their own examples and counterexamples.",
        discussion: """
            With --cost no example runs. The folder is scanned on one thread several times, and every rule that had work is listed with its share
            of the fastest, the dearest first.

            Exit status: 0 when all come out as they say, 2 when one does not or a file is not usable.
            """)

    @Argument(help: "Rule files or configurations. Default: the rules that a scan from here would use.")
    var files: [String] = []

    @Option(help: ArgumentHelp("Show what each rule costs in a scan of this folder.", valueName: "dir"))
    var cost: String?

    @Option(help: ArgumentHelp("Configuration to use instead of .rekey.toml at the repository root.", valueName: "file"))
    var config: String?

    func validate() throws {
        if cost != nil, !files.isEmpty { throw ValidationError("--cost takes its rules from the configuration, not from rule files") }
    }

    func run() throws {
        let surroundings = Surroundings.current()
        if let cost { return try RuleCostSession(configuration: config, surroundings).run(cost) }
        let status =
            try files.isEmpty
            ? RulesSession(configuration: config, surroundings).check() : RuleFileCheck(surroundings).run(files)
        if status != .success { throw StatusError(status: status) }
    }
}

extension RuleList.Format: ExpressibleByArgument {}

extension RuleSheet.Format: ExpressibleByArgument {}
