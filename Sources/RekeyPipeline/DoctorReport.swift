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

    /// What the canary proved.
    enum Verdict: String, Sendable {
        case protected = "protected: a commit that adds a credential is stopped here"
        case guarded = "protected: a push that brings a credential is refused here"
        case open = "NOT protected: a commit that adds a credential goes through here"
        case unguarded = "NOT protected: a push that brings a credential is taken here"
        case unproven = "NOT proven: the hook stops what comes here, but not because of a credential"
        case untried = "NOT proven: the hook here is not rekey's own, and was not run"
    }

    var verdict = Verdict.open
    var checks: [Check] = []
    /// What to do, in order; empty when protected.
    var next: [String] = []

    /// The form a person reads.
    package var lines: [String] {
        let rows = checks.map { check in
            let mark = check.mark.rawValue
            return "  \(mark)\(String(repeating: " ", count: 6 - mark.utf8.count))\(check.text)"
        }
        return rows + [verdict.rawValue] + next.map { "  next: \($0)" }
    }

    /// Whether the hook stopped the canary.
    package var isProtected: Bool { verdict == .protected || verdict == .guarded }

    /// Once the proof is there, what looked wrong is only worth knowing.
    mutating func settle() {
        guard isProtected else { return }
        next = []
        checks = checks.map { $0.mark == .bad ? .note($0.text) : $0 }
    }
}
