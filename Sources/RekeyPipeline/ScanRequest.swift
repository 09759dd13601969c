package import RekeyPolicy
package import RekeyReport
internal import RekeySources

/// Everything a scan is asked for; made by the command line, read by `ScanSession`.
package struct ScanRequest: Sendable {
    /// What is read.
    package enum Source: Sendable, Equatable {
        /// Folders and files; empty is the repository or folder one stands in.
        case paths([String])
        case staged
        /// Revision arguments as git understands them, for example `["main..HEAD"]` or `["TIP", "--not", "--remotes"]`; and
        /// `--branch=NAME`.
        case range([String])
        /// Every object of the repository, reachable or not.
        case history(HistoryOptions)
        /// What a push adds; git's lines for pre-push hooks are on standard input. `nil` is a remote without a name.
        case pushed(remote: String?)
        /// What a push brings; git's lines for pre-receive hooks are on standard input.
        case received
        /// A unified diff; `nil` is standard input.
        case patch(String?)
        case standardInput
        /// A file that grows, by its path; `nil` is standard input. Findings are told as they come.
        case following(String?)
        /// An image that docker or podman has.
        case image(String)
    }

    package var source: Source
    package var format: ReportFormat = .text
    /// `nil` is standard output.
    package var output: String?
    /// `nil` leaves it to the configuration; the default is `medium`.
    package var failOn: Gate.Threshold?
    package var configuration: String?
    package var jobs: Int?
    package var includesIgnored = false
    package var onlyRules: [String] = []
    package var excludedRules: [String] = []
    package var isQuiet = false
    package var isVerbose = false
    package var usesColor: Bool?
    package var addsDigests = false
    package var isStrict = false
    /// Archives inside each other that are opened; `nil` is the default.
    package var archiveDepth: Int?
    /// Whether what a limit of archives leaves out does not make the run incomplete.
    package var allowsLimits = false
    /// Whether notes in the scanned text excuse findings.
    package var honoursInlineAllows = true

    /// The largest `archiveDepth`.
    package static var deepestArchive: Int { ArchiveLimits.deepest }

    package init(source: Source) { self.source = source }
}
