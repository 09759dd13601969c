/// A text in three parts, the middle one being the secret: whatever is put round it, the place stays known.
package struct MarkedText: Sendable, Equatable {
    package var before: String
    package var secret: String
    package var after: String

    package init(before: String = "", secret: String, after: String = "") {
        (self.before, self.secret, self.after) = (before, secret, after)
    }

    /// The whole text.
    package var text: String { before + secret + after }

    /// Bytes of `text` that are the secret.
    package var range: Range<Int> { before.utf8.count..<(before.utf8.count + secret.utf8.count) }

    /// The text with more round it.
    func wrapped(_ prefix: String, _ suffix: String) -> MarkedText {
        MarkedText(before: prefix + before, secret: secret, after: after + suffix)
    }

    /// The text with each part written another way, as an escape does.
    func mapped(_ change: (String) -> String) -> MarkedText {
        MarkedText(before: change(before), secret: change(secret), after: change(after))
    }

    /// The text written in a way that hides where the secret starts: all of it is then the secret.
    func folded(_ change: (String) -> String) -> MarkedText { MarkedText(secret: change(text)) }
}
