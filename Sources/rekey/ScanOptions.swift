internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyPolicy
internal import RekeyReport

/// Options that mean the same for every source.
struct ScanOptions: ParsableArguments {
    @Option(help: "Form of the report: text, json or jsonl.")
    var format: ReportFormat = .text

    @Option(help: ArgumentHelp("Write the report to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 1 from this severity on: critical, high, medium, low, info, never. Default: medium.", valueName: "severity"))
    var failOn: Gate.Threshold?

    @Option(help: ArgumentHelp("Configuration to use instead of .rekey.toml at the repository root.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Archives inside each other that are opened. Default: 4; 0 opens none.", valueName: "n"))
    var maxDepth: Int?

    @Flag(help: "What limits leave out of archives is listed, but does not make the scan incomplete.")
    var allowLimits = false

    @Option(help: "Threads; default: one a processor.")
    var jobs: Int?

    @Flag(help: "Read files that .gitignore excludes, too.")
    var includeIgnored = false

    @Option(help: ArgumentHelp("Use only this rule, or provider.*; may be repeated.", valueName: "id"))
    var onlyRule: [String] = []

    @Option(help: ArgumentHelp("Leave this rule out, or provider.*; may be repeated.", valueName: "id"))
    var excludeRule: [String] = []

    @Flag(help: "Let an incomplete scan win over findings: exit with 3 rather than 1.")
    var strict = false

    @Flag(name: .shortAndLong, help: "Say nothing when nothing was found.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Show every place, every skipped input, every suppressed finding.")
    var verbose = false

    @Flag(help: "No colour, even on a terminal. NO_COLOR in the environment means the same.")
    var noColor = false

    @Flag(help: ArgumentHelp("Add the SHA-256 of each secret to JSON. For scoring against labelled sets only.", visibility: .hidden))
    var withDigest = false

    func apply(to request: inout ScanRequest) throws {
        if let jobs, jobs < 1 || jobs > 256 { throw Trouble("--jobs is \(jobs)", why: "it may be 1 to 256") }
        if let maxDepth, maxDepth < 0 || maxDepth > ScanRequest.deepestArchive {
            throw Trouble("--max-depth is \(maxDepth)", why: "it may be 0 to \(ScanRequest.deepestArchive)")
        }
        request.archiveDepth = maxDepth
        request.allowsLimits = allowLimits
        request.format = format
        request.output = output
        request.failOn = failOn
        request.configuration = config
        request.jobs = jobs
        request.includesIgnored = includeIgnored
        request.onlyRules = onlyRule
        request.excludedRules = excludeRule
        request.isStrict = strict
        request.isQuiet = quiet
        request.isVerbose = verbose
        if noColor { request.usesColor = false }
        request.addsDigests = withDigest
    }
}

extension ReportFormat: ExpressibleByArgument {}

extension Gate.Threshold: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
