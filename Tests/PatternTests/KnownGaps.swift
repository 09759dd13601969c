internal import RekeyCore

/// Places where a rule's secret is not found, each with the reason. The table is to become empty, and nothing may be added without one.
enum KnownGaps {
    struct Gap: Sendable {
        var forms: Set<String>
        /// `nil`: any rule.
        var rules: Set<RuleID>?
        var reason: String
    }

    static let all: [Gap] = [
    ]

    static func covers(_ form: String, _ rule: RuleID) -> Bool {
        all.contains { $0.forms.contains(form) && $0.rules?.contains(rule) ?? true }
    }
}
