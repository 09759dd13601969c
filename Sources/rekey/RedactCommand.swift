internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyPolicy

/// `rekey redact`.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Copy standard input to standard output with secrets replaced, as it comes.",
        discussion: """
            Examples:
              docker compose logs -f 2>&1 | rekey redact
              kubectl logs -f deploy/api | rekey redact | tee shared.log
              rekey redact < ci.log > clean.log
              printenv | rekey redact --fail-on medium > environment.txt

            Each secret becomes [rekey:RULE:ID], with the ID that `rekey scan` shows; no other byte is changed. Findings of low severity \
            and above are replaced, with --fail-on info those of info, too. Whole lines leave at once; lines of a secret that may go on, \
            such as a private key, and beginnings of lines wait for --max-delay.

            Exit status: 0 whatever was replaced, 1 with --fail-on when such a finding was, 2 usage error, 3 when the input could not be read to \
            its end. docs/logs.md says what can be missed.
            """)

    @Option(
        help: ArgumentHelp(
            "Exit with 1 when something of this severity or above was replaced: critical, high, medium, low, info, never.",
            valueName: "severity"))
    var failOn: Gate.Threshold?

    @Option(help: ArgumentHelp("How long bytes wait for the rest of their line or secret; default: 2.", valueName: "seconds"))
    var maxDelay: Double?

    @Option(help: ArgumentHelp("Configuration to use instead of .rekey.toml at the repository root.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Use only this rule, or provider.*; may be repeated.", valueName: "id"))
    var onlyRule: [String] = []

    @Option(help: ArgumentHelp("Leave this rule out, or provider.*; may be repeated.", valueName: "id"))
    var excludeRule: [String] = []

    @Flag(name: .shortAndLong, help: "Say on standard error at the end how often which rule was replaced.")
    var verbose = false

    func run() throws {
        var request = RedactRequest()
        if let failOn { request.failOn = failOn }
        if let maxDelay {
            guard maxDelay >= 0, maxDelay <= 3_600 else {
                throw Trouble("--max-delay is \(maxDelay)", why: "it may be 0 to 3600 seconds")
            }
            request.maximumDelaySeconds = maxDelay
        }
        request.configuration = config
        request.onlyRules = onlyRule
        request.excludedRules = excludeRule
        request.isVerbose = verbose
        let status = try RedactSession(request, Surroundings.current()).run()
        if status != .success { throw StatusError(status: status) }
    }
}
