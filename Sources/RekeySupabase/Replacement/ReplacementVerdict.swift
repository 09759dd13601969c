package import RekeyCore

/// Whether a new value may take the place of the old one.
package enum ReplacementVerdict: Sendable, Equatable {
    /// The bytes to write, and what the person should know first, one sentence each.
    case accepted(SecretText, notices: [String])
    case refused(ReplacementRefusal)

    /// The bytes to write; `nil` when refused.
    package var value: SecretText? {
        guard case .accepted(let value, _) = self else { return nil }
        return value
    }

    /// What the person should know; empty when refused.
    package var notices: [String] {
        guard case .accepted(_, let notices) = self else { return [] }
        return notices
    }

    /// `nil` when accepted.
    package var refusal: ReplacementRefusal? {
        guard case .refused(let refusal) = self else { return nil }
        return refusal
    }
}
