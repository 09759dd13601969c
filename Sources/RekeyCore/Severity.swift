/// How bad it is that a finding leaked, assuming it still works.
package enum Severity: String, CaseIterable, Sendable, Comparable, Codable {
    case info, low, medium, high, critical

    /// Orders `info` below `critical`.
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }
}

/// How sure rekey is that a finding is a real credential.
package enum Confidence: String, CaseIterable, Sendable, Comparable, Codable {
    /// A generic assignment judged by entropy and context.
    case likely
    /// A structured provider format.
    case strong
    /// A checksum fits a known project, or a signature verifies.
    case proven

    /// Orders `likely` below `proven`.
    package static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .likely: 0
        case .strong: 1
        case .proven: 2
        }
    }
}
