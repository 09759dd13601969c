internal import RekeyCore

/// Base64 that goes on in the next line: wrapped by MIME, PEM or `base64 -w`, indented, quoted line by line, or with `\n` between the lines.
struct WrappedLines {
    /// Characters of the first line. Lines are as long as each other; only the last may be shorter.
    let width: Int
    /// More bytes between two lines are no wrapping.
    private static let widestGap = 160
    /// Narrower lines are values of their own.
    private static let narrowest = 40

    /// The characters of the next line behind a line that ends at `end`; `nil` when the value ends there.
    func next(in text: Span<UInt8>, after end: Int) -> Range<Int>? {
        guard width >= Self.narrowest, let start = Self.gapEnd(in: text, from: end) else { return nil }
        var high = start
        while high < text.count, high - start <= width, text[high].isBase64 { high += 1 }
        guard high > start, high - start <= width else { return nil }
        if high - start < width, high < text.count, !Self.endsValue(text[high]) { return nil }
        return start..<high
    }

    /// Where the next line's characters begin; `nil` when something else than a wrap stands between.
    private static func gapEnd(in text: Span<UInt8>, from end: Int) -> Int? {
        var index = end
        var holdsBreak = false
        let furthest = min(text.count, end + widestGap)
        while index < furthest {
            switch text[index] {
            case 0x0A: holdsBreak = true
            case 0x0D, 0x20, 0x09, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: "."): break
            case UInt8(ascii: "+") where index + 1 < furthest && isBeside(text[index + 1]): break
            case UInt8(ascii: "\\"):
                if index + 1 < furthest, text[index + 1] == UInt8(ascii: "n") || text[index + 1] == UInt8(ascii: "r") {
                    holdsBreak = true
                    index += 1
                }
            default: return holdsBreak ? index : nil
            }
            index += 1
        }
        return nil
    }

    /// Whether a plus before this byte joins two strings.
    private static func isBeside(_ byte: UInt8) -> Bool { byte.isASCIISpace || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// Whether a short line that this byte follows may be the last of a value, not a word of something else.
    private static func endsValue(_ byte: UInt8) -> Bool { byte.isASCIISpace || "=\"'`\\<,;)]}".utf8.contains(byte) }
}
