// Why unsafe: this looks at every text that is scanned, and most hold no escape that matters. Vectors pass 64 bytes with some 25 instructions, a
// twentieth of the prefilter's cost; checked access to single bytes costs more than the prefilter. All loads stay below the count.

internal import RekeyCore

/// Escapes that say that more than one word was put into a string: a line feed with text behind it, a quote, and a quote in markup.
enum EscapeMark {
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let ampersand = UInt8(ascii: "&")
    private static let quotes = ["&quot;", "&#34;", "&#x22;"].map { Array($0.utf8) }

    /// Whether the backslash or ampersand at `index` begins one.
    @inline(__always) static func stands(in text: Span<UInt8>, at index: Int) -> Bool {
        if text[index] == ampersand { return isQuoteEntity(text, index) }
        guard index + 2 < text.count else { return false }
        switch text[index + 1] {
        case UInt8(ascii: "\""): return true
        case UInt8(ascii: "n"): return !ends(text[index + 2])
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
        while let found = isMarkup ? escapeByte(from: index, hasAmpersands: true) : escapeByte(from: index, hasAmpersands: false) {
            if EscapeMark.stands(in: self, at: found) { return found }
            let isPair = self[found] == EscapeMark.backslash && found + 1 < count && self[found + 1] == EscapeMark.backslash
            index = found + (isPair ? 2 : 1)
        }
        return nil
    }

    /// The first backslash or, where asked for, ampersand at or after `start`.
    @inline(__always) private func escapeByte(from start: Int, hasAmpersands: Bool) -> Int? {
        guard start >= 0, start < count else { return nil }
        return unsafe withUnsafeBytes { bytes in
            // The high bit of each byte that is one, and of some above it.
            @inline(__always) func marks(_ index: Int) -> UInt64 {
                let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                // Source: the zero-byte test of Mycroft (1987), for each of the two bytes.
                var found = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
                if hasAmpersands { found |= (word ^ 0x2626_2626_2626_2626) &- 0x0101_0101_0101_0101 }
                return found & ~word & 0x8080_8080_8080_8080
            }
            let count = bytes.count
            var index = start
            while index &+ 64 <= count {
                // Why no early end: so the compiler makes vectors of it.
                var found: UInt8 = 0
                for next in index..<index &+ 64 {
                    let byte = unsafe bytes[next]
                    found |= byte == EscapeMark.backslash ? 1 : 0
                    if hasAmpersands { found |= byte == EscapeMark.ampersand ? 1 : 0 }
                }
                if found != 0 { break }
                index &+= 64
            }
            while index &+ 8 <= count {
                let found = marks(index)
                if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
                index &+= 8
            }
            while index < count {
                let byte = unsafe bytes[index]
                if byte == EscapeMark.backslash || hasAmpersands && byte == EscapeMark.ampersand { return index }
                index &+= 1
            }
            return nil
        }
    }
}
