/// What `rekey rotate apply` is asked for.
package struct ApplyRequest: Sendable {
    /// The secret; `nil` for the only rotation under way.
    package var naming: SecretNaming?
    package var input: SecretInput
    /// Only these files change, as seen from where one stands; empty means all that have the old value.
    package var files: [String] = []
    /// Whether files change without a question.
    package var isConfirmed = false
    package var isRehearsal = false
    /// Whether a webhook may move to another space, workspace or tenant.
    package var allowsOtherSpace = false
    /// Whether files that git tracks and that are no env files change, too.
    package var includesTracked = false

    package init(_ input: SecretInput) { self.input = input }
}
