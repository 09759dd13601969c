/// A candidate that passed every check: one secret at one place.
package struct Finding: Sendable {
    package var rule: RuleID
    package var title: String
    package var provider: String
    package var severity: Severity
    package var confidence: Confidence
    package var provenance: Provenance
    package var location: Location
    /// The moment that its line of a log gives, as written there, at most 40 bytes; `nil` where it gives none.
    package var timestamp: String?
    /// Name of the variable, key, header or parameter that holds the secret.
    package var variable: String?
    package var secret: SecretText
    /// How it was encoded, from the outside in; empty where it stands in the text.
    package var decodings: [Decoding]
    /// Facts that make us believe it; none may contain secret bytes.
    package var evidence: [String]
    package var remedy: String
    package var playbook: String?
    /// Keyed digest of rule and secret; set by the pipeline.
    package var fingerprint: Fingerprint?
    package var suppression: Suppression?
    /// When it came into the history and what holds it; only in scans of the history.
    package var exposure: HistoryExposure?

    package init(rule: Rule, provenance: Provenance, location: Location, secret: SecretText) {
        self.rule = rule.id
        title = rule.title
        provider = rule.provider
        severity = rule.severity
        confidence = rule.confidence
        self.provenance = provenance
        self.location = location
        timestamp = nil
        variable = nil
        self.secret = secret
        decodings = []
        evidence = []
        remedy = rule.remedy
        playbook = rule.playbook
        fingerprint = nil
        suppression = nil
        exposure = nil
    }
}

/// A stable ID of rule and secret: the first 12 hexadecimal digits of a keyed digest. Never a plain hash.
package struct Fingerprint: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
    package static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.rawValue < right.rawValue }
}

/// Why a finding does not count against the gate.
package struct Suppression: Sendable, Hashable {
    /// What excused it.
    package enum Kind: String, Sendable, CaseIterable { case inline, allowlist, ignoreFile, baseline }

    package var kind: Kind
    /// The author's reason; empty where the form has no room for one.
    package var reason: String
    /// Where the excuse is written, as `path:line`.
    package var origin: String

    package init(kind: Kind, reason: String, origin: String) {
        self.kind = kind
        self.reason = reason
        self.origin = origin
    }
}
