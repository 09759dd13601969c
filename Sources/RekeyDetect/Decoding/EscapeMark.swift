// Why unsafe: this looks at every text that is scanned, and most hold no escape that matters. Vectors of 32 bytes pass them at a tenth of the
// prefilter's cost; checked access to single bytes costs more than the prefilter. Vectors are loaded below the count only.

internal import RekeyCore

/// Escapes that say that more than one word was put into a string: a line feed with text behind it, a quote, and a quote in markup.
enum EscapeMark {
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let ampersand = UInt8(ascii: "&")
    private static let quotes = ["&quot;", "&#34;", "&#x22;"].map { Array($0.utf8) }

    /// Whether the backslash or ampersand at `index` begins one.
    static func stands(in text: Span<UInt8>, at index: Int) -> Bool {
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
    /// The first backslash or ampersand at or after `start` that begins an escape of `EscapeMark`; `nil` when there is none. A backslash that is
    /// escaped itself begins nothing.
    func escapeMark(from start: Int) -> Int? {
        var index = start
        while let found = escapeByte(from: index) {
            if EscapeMark.stands(in: self, at: found) { return found }
            let isPair = self[found] == EscapeMark.backslash && found + 1 < count && self[found + 1] == EscapeMark.backslash
            index = found + (isPair ? 2 : 1)
        }
        return nil
    }

    /// The first backslash or ampersand at or after `start`.
    private func escapeByte(from start: Int) -> Int? {
        guard start >= 0, start < count else { return nil }
        return unsafe withUnsafeBytes { bytes in
            let (first, second) = (EscapeMark.backslash, EscapeMark.ampersand)
            var index = start
            while index &+ 32 <= bytes.count {
                let vector = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
                let marks = SIMD32<UInt8>(repeating: 0).replacing(with: 1, where: (vector .== first) .| (vector .== second))
                let words = unsafe unsafeBitCast(marks, to: SIMD4<UInt64>.self)
                if words[0] | words[1] | words[2] | words[3] != 0 { break }
                index &+= 32
            }
            while index < bytes.count {
                let byte = unsafe bytes[index]
                if byte == first || byte == second { return index }
                index &+= 1
            }
            return nil
        }
    }
}
