package import RekeyCore

/// One file of the corpus, with the one place in it that is labelled.
package struct CorpusFile: Sendable {
    /// From the corpus's root, with folders that say nothing about tests or examples.
    package var path: String
    package var text: MarkedText
    /// The rule whose example it is made from; `nil` in the generic sets and the families of hard negatives.
    package var rule: RuleID?
    /// The container or text form, or the family of hard negatives.
    package var form: String
    /// For the generic sets: what kind of value. Else what the rule knows its secret by.
    package var kind: String
    /// Whether the place is a secret.
    package var isSecret: Bool

    package init(path: String, text: MarkedText, rule: RuleID? = nil, form: String, kind: String, isSecret: Bool) {
        (self.path, self.text, self.rule, self.form, self.kind, self.isSecret) = (path, text, rule, form, kind, isSecret)
    }
}

/// A rule's example that is not in a form, and why.
package struct LeftOut: Sendable, Hashable {
    package var rule: RuleID
    package var form: String
    package var reason: String
}
