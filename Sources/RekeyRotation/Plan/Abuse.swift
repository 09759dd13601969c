package import RekeyCore

/// Whether someone uses the leaked secret; it decides the order of the plan.
package enum Abuse: String, Sendable, Hashable, CaseIterable {
    case now
    case unknown
    case no

    /// The conditions of playbooks that hold.
    package var conditions: Set<Playbook.Condition> {
        switch self {
        case .now: [.abuseNow]
        case .unknown: [.abuseNotNow, .abuseUnknown]
        case .no: [.abuseNotNow]
        }
    }

    /// What the order of the steps is, and why.
    package var orderText: String {
        switch self {
        case .now: "the old secret ends first and an outage is accepted, because it is being abused"
        case .unknown: "the old secret ends when the new one is proven; if there is abuse, make the plan again with --abuse now"
        case .no: "the old secret ends when the new one is proven"
        }
    }
}
