internal import RekeyCore

/// What a validator learnt about a match.
struct Assessment {
    /// Replaces the rule's severity.
    var severity: Severity?
    /// Replaces the rule's confidence.
    var confidence: Confidence?
    /// Facts for the report; never secret bytes.
    var evidence: [String] = []
    var claim: Detection.Claim?
    /// The secret proper, where it is only a part of the match.
    var secret: [UInt8]?
    /// The validator knows placeholders of its kind, so the common test is not needed.
    var judgesPlaceholders = false

    mutating func add(_ other: Assessment) {
        severity = other.severity ?? severity
        confidence = other.confidence ?? confidence
        evidence += other.evidence
        claim = other.claim ?? claim
        secret = other.secret ?? secret
        judgesPlaceholders = judgesPlaceholders || other.judgesPlaceholders
    }
}

/// What a validator looks at.
struct ValidationSubject {
    let secret: [UInt8]
    /// The whole match, the secret included.
    let match: [UInt8]
    let variable: String?
    let path: [UInt8]
    let groups: [[UInt8]?]
    /// Text round the match and the place of the match in it, for checks that read it; else nothing.
    var surroundings: (text: [UInt8], place: Range<Int>) = ([], 0..<0)
}

/// A validator's answer.
enum ValidationOutcome {
    /// No credential; the reason.
    case rejected(String)
    /// Certainly none, as check digits or a published sample say, so rules that look at less must not report it either; the reason.
    case disproved(String)
    case accepted(Assessment)
}
