internal import ByteSearch
internal import RekeyCore

/// Escapes that say that more than one word was put into a string: a line feed with text behind it, a quote, a colour, and a quote in markup.
enum EscapeMark {
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let ampersand = UInt8(ascii: "&")
    /// Source: ECMA-48, section 5.4; RFC 8259, section 7.
    private static let colour = Array(#"\u001b["#.utf8)
    private static let quotes = ["&quot;", "&#34;", "&#x22;"].map { Array($0.utf8) }

    /// Whether the backslash or ampersand at `index` begins one.
    @inline(__always) static func stands(in text: Span<UInt8>, at index: Int) -> Bool {
        if text[index] == ampersand { return isQuoteEntity(text, index) }
        guard index + 2 < text.count else { return false }
        switch text[index + 1] {
        case UInt8(ascii: "\""): return true
        case UInt8(ascii: "n"): return !ends(text[index + 2])
        case UInt8(ascii: "u"): return text.holds(colour, at: index)
        case backslash: return index + 3 < text.count && text[index + 2] == UInt8(ascii: "n") && !ends(text[index + 3])
        case UInt8(ascii: "r"):
            return index + 4 < text.count && text[index + 2] == backslash && text[index + 3] == UInt8(ascii: "n") && !ends(text[index + 4])
        default: return false
        }
    }

    /// Whether a quote of markup stands at `index`.
    static func isQuoteEntity(_ text: Span<UInt8>, _ index: Int) -> Bool { quotes.contains { text.holds($0, at: index) } }

    /// Why: nearly every message of a program ends with a line feed, and means nothing by it.
    private static func ends(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 || byte == 0x0A || byte == 0x0D }
}

extension Span<UInt8> {
    /// Whether the text is markup, by its first byte that is no blank. Ampersands of programs are many, and mean something else.
    var isMarkup: Bool {
        let start = count > 2 && self[0] == 0xEF ? 3 : 0
        for index in start..<Swift.max(start, Swift.min(count, 256)) where !self[index].isASCIISpace {
            return self[index] == UInt8(ascii: "<")
        }
        return false
    }

    /// The first backslash at or after `start`, or ampersand in markup, that begins an escape of `EscapeMark`; `nil` when there is none. A
    /// backslash that is escaped itself begins nothing.
    func escapeMark(from start: Int, isMarkup: Bool) -> Int? {
        var index = start
        let other = isMarkup ? EscapeMark.ampersand : EscapeMark.backslash
        while let found = ByteSearch.first(of: EscapeMark.backslash, or: other, in: self, from: index) {
            if EscapeMark.stands(in: self, at: found) { return found }
            let isPair = self[found] == EscapeMark.backslash && found + 1 < count && self[found + 1] == EscapeMark.backslash
            index = found + (isPair ? 2 : 1)
        }
        return nil
    }
}
