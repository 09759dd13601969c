package import RekeyCore
internal import RekeyPolicy

/// What was replaced so far.
package struct RedactionTally: Sendable {
    /// Replaced places by rule.
    package private(set) var counts: [String: Int] = [:]
    /// The worst severity that was replaced; `nil` for nothing.
    package private(set) var worst: Severity?

    package init() {}

    /// How many places were replaced.
    package var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ replacement: Replacement) {
        counts[(replacement.finding?.rule ?? KeyLines.rule).rawValue, default: 0] += 1
        let severity = replacement.finding?.severity ?? .critical
        worst = max(worst ?? severity, severity)
    }

    /// `3 replaced: github.pat 2, stripe.secret-key 1`, the most frequent rule first.
    package var words: String {
        guard total > 0 else { return "nothing replaced" }
        let rules = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        return "\(total) replaced: \(rules.joined(separator: ", "))"
    }
}
