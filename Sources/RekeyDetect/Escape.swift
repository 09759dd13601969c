internal import RekeyCore

/// One escape sequence: how long it is and which byte it stands for.
struct Escape {
    let length: Int
    /// `nil` for what stands for nothing: the break of a line that goes on, and codes that colour text on a terminal.
    let byte: UInt8?

    /// The escape that starts at `index`, if one does. Only sequences that stand for an ASCII byte count.
    init?(_ text: Span<UInt8>, at index: Int, _ style: DecodedText.Style) {
        let found: (Int, UInt8?)? =
            switch text[index] {
            case UInt8(ascii: "\\") where style != .entities: Self.backslash(text, index)
            case UInt8(ascii: "&") where style != .backslashes: Self.entity(text, index)
            case UInt8(ascii: "%") where style != .backslashes && style != .entities: Self.hex(text, index + 1, digits: 2).map { (3, $0) }
            case UInt8(ascii: "=") where style != .backslashes && style != .entities: Self.quotedPrintable(text, index, style)
            default: nil
            }
        guard let found else { return nil }
        length = found.0
        byte = found.1
    }

    private static func backslash(_ text: Span<UInt8>, _ index: Int) -> (Int, UInt8?)? {
        guard index + 1 < text.count else { return nil }
        if let length = colour(text, index) { return (length, nil) }
        switch text[index + 1] {
        case UInt8(ascii: "u"): return hex(text, index + 2, digits: 4).map { (6, $0) }
        case UInt8(ascii: "x"): return hex(text, index + 2, digits: 2).map { (4, $0) }
        case UInt8(ascii: "0"), UInt8(ascii: "1"): return text.octal(at: index + 1, before: text.count).map { (4, $0) }
        case UInt8(ascii: "n"): return (2, 0x0A)
        case UInt8(ascii: "r"): return (2, 0x0D)
        case UInt8(ascii: "t"): return (2, 0x09)
        case 0x0A: return (2, nil)
        case 0x0D where index + 2 < text.count && text[index + 2] == 0x0A: return (3, nil)
        case let next where "/\"'\\&?=!#%:;@".utf8.contains(next): return (2, next)
        default: return nil
        }
    }

    /// Bytes of a code that colours text, with its ESC written as an escape, as JSON does.
    private static func colour(_ text: Span<UInt8>, _ index: Int) -> Int? {
        guard "ux0".utf8.contains(text[index + 1]), let escape = escapes.first(where: { text.holds($0, at: index) }) else { return nil }
        let length = UncolouredText.sequenceLength(in: text, behindEscape: index + escape.count)
        return length > 0 ? escape.count + length : nil
    }

    private static let escapes = [#"\u001b"#, #"\u001B"#, #"\x1b"#, #"\x1B"#, #"\033"#].map { Array($0.utf8) }

    private static let entities: [([UInt8], UInt8)] = [("&amp;", 0x26), ("&quot;", 0x22), ("&apos;", 0x27), ("&lt;", 0x3C), ("&gt;", 0x3E)]
        .map { (Array($0.utf8), $1) }

    private static func entity(_ text: Span<UInt8>, _ index: Int) -> (Int, UInt8?)? {
        for (name, byte) in entities where text.holds(name, at: index) { return (name.count, byte) }
        guard index + 3 < text.count, text[index + 1] == UInt8(ascii: "#") else { return nil }
        let isHex = text[index + 2] | 0x20 == UInt8(ascii: "x")
        var value = 0
        var end = index + (isHex ? 3 : 2)
        let first = end
        while end < text.count, end - first < 6, let digit = text[end].hexValue, isHex || digit < 10 {
            value = value * (isHex ? 16 : 10) + Int(digit)
            end += 1
        }
        guard end > first, end < text.count, text[end] == UInt8(ascii: ";"), let byte = UInt8(exactly: value), byte < 0x80 else {
            return nil
        }
        return (end + 1 - index, byte)
    }

    private static func quotedPrintable(_ text: Span<UInt8>, _ index: Int, _ style: DecodedText.Style) -> (Int, UInt8?)? {
        guard index + 1 < text.count else { return nil }
        let endsLine = text[index + 1] == 0x0A || text[index + 1] == 0x0D
        // Why: `NAME=` at the end of a short line is a variable without a value.
        if endsLine, style != .quotedPrintable, !isFullLine(text, before: index) { return nil }
        if text[index + 1] == 0x0A { return (2, nil) }
        guard index + 2 < text.count else { return nil }
        if text[index + 1] == 0x0D, text[index + 2] == 0x0A { return (3, nil) }
        if style == .quotedPrintable { return hex(text, index + 1, digits: 2).map { (3, $0) } }
        return text[index + 1] == UInt8(ascii: "3") && text[index + 2] == UInt8(ascii: "D") ? (3, UInt8(ascii: "=")) : nil
    }

    /// Whether a line may have been ended here because it was long. Source: RFC 2045, section 6.7: lines have at most 76 characters, and
    /// encoders fill them, but for an escape or a word that does not fit.
    private static func isFullLine(_ text: Span<UInt8>, before index: Int) -> Bool {
        let start = index - shortestFullLine
        guard start >= 0 else { return false }
        return !(start..<index).contains { text[$0] == 0x0A }
    }

    private static let shortestFullLine = 48

    /// A hexadecimal number that is a printable ASCII byte or a line break.
    private static func hex(_ text: Span<UInt8>, _ start: Int, digits: Int) -> UInt8? {
        guard start + digits <= text.count else { return nil }
        var value = 0
        for index in start..<start + digits {
            guard let digit = text[index].hexValue else { return nil }
            value = value * 16 + Int(digit)
        }
        guard let byte = UInt8(exactly: value), byte < 0x7F, byte >= 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
            return nil
        }
        return byte
    }
}
