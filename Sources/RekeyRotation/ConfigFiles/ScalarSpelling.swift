internal import RekeyCore

/// Ways to write a scalar where another stands: its own style first, then those that mean the same there.
enum ScalarSpelling {
    static func candidates(_ content: [UInt8], in style: ScalarStyle) -> [[UInt8]] {
        switch style {
        case .jsonString: [StringEscapes.encode(content)]
        case .terraform:
            [TextSwap.replacing("%{", with: "%%{", in: TextSwap.replacing("${", with: "$${", in: StringEscapes.encode(content)))]
        case .yamlPlain(let isFlow):
            (isPlainYAML(content, isFlow: isFlow) ? [content] : []) + [single(content), StringEscapes.encode(content)].compactMap { $0 }
        case .yamlSingle: [single(content), StringEscapes.encode(content)].compactMap { $0 }
        case .yamlDouble: [StringEscapes.encode(content)]
        case .yamlLiteral(let indent): [block(content, indent: indent)]
        case .tomlBasic, .tomlLongBasic: [StringEscapes.encode(content)]
        case .tomlLiteral, .tomlLongLiteral: [literal(content), StringEscapes.encode(content)].compactMap { $0 }
        case .iniPlain: (isPlainINI(content) ? [content] : []) + [StringEscapes.encode(content)]
        }
    }

    private static func wrapped(_ body: [UInt8]) -> [UInt8] { [Glyph.singleQuote] + body + [Glyph.singleQuote] }

    /// YAML's single quotes, for one line.
    private static func single(_ content: [UInt8]) -> [UInt8]? {
        content.contains(Glyph.newline) ? nil : wrapped(TextSwap.replacing("'", with: "''", in: content))
    }

    private static func literal(_ content: [UInt8]) -> [UInt8]? {
        content.contains { $0 == Glyph.newline || $0 == Glyph.singleQuote } ? nil : wrapped(content)
    }

    /// The lines of a `|` block, without the last line end.
    private static func block(_ content: [UInt8], indent: Int) -> [UInt8] {
        let body = content.last == Glyph.newline ? content.dropLast() : content[...]
        let lines = body.split(separator: Glyph.newline, omittingEmptySubsequences: false)
        let margin = [UInt8](repeating: Glyph.space, count: indent)
        return Array(lines.map { $0.isEmpty ? [] : margin + $0 }.joined(separator: [Glyph.newline]))
    }

    /// Whether YAML reads the bytes unquoted as this very string, and not as a number, date, Boolean or null.
    static func isPlainYAML(_ content: [UInt8], isFlow: Bool) -> Bool {
        guard let first = content.first, let last = content.last, first.isASCIIAlphanumeric || first == UInt8(ascii: "/"),
            last != Glyph.colon
        else { return false }
        let allowed = isFlow ? "_-./+=@%&~!$^*:" : "_-./+=@%?&~!$^*:,;()[]{}|<>\\"
        guard content.allSatisfy({ $0.isASCIIAlphanumeric || allowed.utf8.contains($0) }) else { return false }
        let word = content.map(\.asciiLowercased)
        let isNumberLike = word.allSatisfy { $0.isASCIIHexDigit || "xo_.:+-tz".utf8.contains($0) }
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        return !isNumberLike && !words.contains { word.elementsEqual($0.utf8) }
    }

    /// Whether the bytes mean themselves in every notation, quoted or not.
    static func isPlainText(_ text: [UInt8]) -> Bool {
        text.allSatisfy { $0.isASCIIAlphanumeric || "-._~%+/=".utf8.contains($0) }
    }

    private static func isPlainINI(_ content: [UInt8]) -> Bool {
        let words = ["true", "false", "null"]
        return content.allSatisfy { $0 > 0x20 && $0 != 0x7F && !";#\\\"'$[]".utf8.contains($0) }
            && !words.contains { content.elementsEqual($0.utf8) }
    }
}
