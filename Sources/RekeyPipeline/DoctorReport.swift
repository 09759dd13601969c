/// What `rekey doctor` found out.
package struct DoctorReport: Sendable {
    /// One thing looked at.
    struct Check: Sendable, Equatable {
        enum Mark: String, Sendable {
            case ok
            case bad = "BAD"
            case note
        }

        var mark: Mark
        var text: String

        static func ok(_ text: String) -> Check { Check(mark: .ok, text: text) }
        static func bad(_ text: String) -> Check { Check(mark: .bad, text: text) }
        static func note(_ text: String) -> Check { Check(mark: .note, text: text) }
    }

    /// Whether the hook stopped the canary, and would be run.
    package internal(set) var isProtected = false
    var checks: [Check] = []
    /// What to do, in order; empty when protected.
    var next: [String] = []

    /// The form a person reads.
    package var lines: [String] {
        let rows = checks.map { check in
            let mark = check.mark.rawValue
            return "  \(mark)\(String(repeating: " ", count: 6 - mark.utf8.count))\(check.text)"
        }
        let verdict =
            isProtected
            ? "protected: a commit that adds a credential is stopped here" : "NOT protected: such a commit goes through, or none does"
        return rows + [verdict] + next.map { "  next: \($0)" }
    }
}
