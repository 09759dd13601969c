package import RekeyPolicy

/// Everything `rekey redact` is asked for.
package struct RedactRequest: Sendable {
    /// From which replaced severity on the exit status is 1.
    package var failOn: Gate.Threshold = .never
    /// How long bytes wait for the rest of their line or secret.
    package var maximumDelaySeconds = 2.0
    package var configuration: String?
    package var onlyRules: [String] = []
    package var excludedRules: [String] = []
    package var isVerbose = false

    package init() {}
}
