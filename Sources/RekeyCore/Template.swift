/// Text with placeholders in braces, such as `{ref}`. `${name}`, `%{name}` and braces round other text are left alone.
package enum Template {
    /// A part of a template.
    package enum Part: Sendable, Hashable {
        case text(String)
        /// The word between the braces.
        case placeholder(String)
    }

    /// The parts in order; joined again, with braces round placeholders, they are the text.
    package static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        var before: Character?
        while let character = rest.first {
            if character == "{", before != "$", before != "%", let word = word(in: rest.dropFirst()) {
                if !plain.isEmpty { parts.append(.text(plain)) }
                plain = ""
                parts.append(.placeholder(word))
                rest = rest.dropFirst(word.count + 2)
                before = "}"
            } else {
                plain.append(character)
                rest = rest.dropFirst()
                before = character
            }
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        return parts
    }

    /// The placeholders of a text, in order.
    package static func placeholders(in text: String) -> [String] {
        parts(of: text).compactMap { part in
            guard case .placeholder(let word) = part else { return nil }
            return word
        }
    }

    /// A word of letters and hyphens that a closing brace follows.
    private static func word(in text: Substring) -> String? {
        let word = text.prefix { $0 == "-" || $0.isASCII && $0.isLetter }
        guard let first = word.first, first != "-", text.dropFirst(word.count).first == "}" else { return nil }
        return String(word)
    }
}
