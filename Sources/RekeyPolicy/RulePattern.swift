package import RekeyCore

/// Names one rule (`github.pat`), all rules of a provider (`github.*`) or every rule (`*`).
package struct RulePattern: Sendable, Hashable {
    /// As written.
    package let text: String
    private let isPrefix: Bool

    /// `nil` when the text is no rule ID and no such pattern.
    package init?(_ text: String) {
        isPrefix = text == "*" || text.hasSuffix(".*") && text.utf8.count > 2
        let name = isPrefix ? text.utf8.dropLast() : text.utf8[...]
        guard isPrefix || !name.isEmpty, name.allSatisfy({ $0.isASCIIAlphanumeric || ".-_".utf8.contains($0) }) else { return nil }
        self.text = text
    }

    /// Whether the rule is one of those named.
    package func matches(_ rule: RuleID) -> Bool {
        isPrefix ? rule.rawValue.utf8.starts(with: text.utf8.dropLast()) : rule.rawValue == text
    }
}
