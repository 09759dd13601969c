package import RekeyCore

/// Everything one run has to tell. `bytes(as:)` turns it into a report.
///
/// A report is a function of this value alone: it looks at no clock, no terminal and no file.
package struct Report: Sendable {
    package var tool: Tool
    /// What the run was asked to read; chooses words such as "0 staged files".
    package var source: Provenance.Kind
    /// In any order, fingerprinted, with the policy applied: a suppressed finding has its `suppression` set.
    package var findings: [Finding]
    package var account: Account
    package var gate: Gate
    /// The status the process will end with.
    package var exitStatus: ExitStatus
    package var options: Options
    /// Time the run took; shown only when given, because it is never the same twice.
    package var elapsed: Duration?

    package init(
        tool: Tool, source: Provenance.Kind, findings: [Finding], account: Account, gate: Gate, exitStatus: ExitStatus,
        options: Options = Options(), elapsed: Duration? = nil
    ) {
        self.tool = tool
        self.source = source
        self.findings = findings
        self.account = account
        self.gate = gate
        self.exitStatus = exitStatus
        self.options = options
        self.elapsed = elapsed
    }
}

extension Report {
    /// The program that made the report.
    package struct Tool: Sendable, Equatable {
        package var name: String
        package var version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// From which severity on a finding fails the run: the `--fail-on` of the command line.
    package enum Gate: Sendable, Equatable {
        case never
        case failOn(Severity)

        /// The word after `--fail-on`.
        package var word: String {
            switch self {
            case .never: "never"
            case .failOn(let severity): severity.rawValue
            }
        }

        /// Whether an unsuppressed finding of this severity fails the run.
        package func stops(_ severity: Severity) -> Bool {
            switch self {
            case .never: false
            case .failOn(let lowest): severity >= lowest
            }
        }
    }

    /// How to say it.
    package struct Options: Sendable, Equatable {
        /// Text only: every place, every skip, every suppressed finding, low findings in full.
        package var isVerbose: Bool
        /// Text only: ANSI colours.
        package var usesColor: Bool
        /// Text only: how paths are written. JSON keeps the path as scanned.
        package var paths: PathStyle
        /// JSON and JSONL only: SHA-256 of each bare secret in hexadecimal, where the caller asked for `--with-digest`.
        package var digests: [Fingerprint: String]

        package init(
            isVerbose: Bool = false, usesColor: Bool = false, paths: PathStyle = .asScanned, digests: [Fingerprint: String] = [:]
        ) {
            self.isVerbose = isVerbose
            self.usesColor = usesColor
            self.paths = paths
            self.digests = digests
        }
    }
}
