package import RekeyCore

/// What can be said, without asking anybody, about a text that has the form of a credential.
package enum Proof: Sendable, Equatable {
    /// No usable credential; the reason in words.
    case refuted(String)
    /// The very form of a known credential, but its own check digits say that it is none; the reason in words.
    case disproved(String)
    /// It may be one.
    case stands(Facts)

    /// What was learnt on the way; never secret bytes.
    package struct Facts: Sendable, Equatable {
        /// For reports, in the order of their weight.
        package var evidence: [String]
        /// Replaces the severity of the rule, where the text itself says how grave it is.
        package var severity: Severity?
        /// Check digits fit: no accident and no invention.
        package var isProven: Bool

        package init(_ evidence: [String] = [], severity: Severity? = nil, isProven: Bool = false) {
            self.evidence = evidence
            self.severity = severity
            self.isProven = isProven
        }
    }

    /// It stands, and this was learnt.
    package static func says(_ evidence: String...) -> Proof { .stands(Facts(evidence)) }
}
