internal import RekeyCore

/// The places of a text where a secret of a known length could stand, whether or not any rule would see it there.
///
/// A place starts and ends where letters and digits do, and holds no blank and no quote unless quotes, or a sign of assignment and the end
/// of the line, stand round it. Time is linear in the text.
package struct TokenWindows: Sendable {
    private let shape: SecretShape

    package init(_ shape: SecretShape) { self.shape = shape }

    /// Calls `body` with each half-open byte range, in the order of the text; some come twice.
    package func visit(_ text: Span<UInt8>, _ body: (Range<Int>) -> Void) {
        let count = shape.count
        guard text.count >= count else { return }
        // Where the run of bytes begins that are neither blank nor quote.
        var run = 0
        for end in 0...text.count {
            if end > 0, Self.isBreak(text[end - 1]) { run = end }
            let start = end - count
            guard start >= 0, startsRight(text, start) else { continue }
            let isToken = run <= start && Self.isEdge(text, start) && Self.isEdge(text, end)
            if isToken || Self.isQuoted(text, start, end) || Self.isAssigned(text, start, end) { body(start..<end) }
        }
    }

    private func startsRight(_ text: Span<UInt8>, _ start: Int) -> Bool {
        for (index, byte) in shape.prefix.enumerated() where text[start + index] != byte { return false }
        return true
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F || isQuote(byte) }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    /// Whether no letter or digit goes on there; one that belongs to `%3D` or `\n` counts as a sign.
    private static func isEdge(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        guard offset > 0, offset < text.count, text[offset - 1].isASCIIAlphanumeric, text[offset].isASCIIAlphanumeric else { return true }
        if offset >= 2, text[offset - 2] == UInt8(ascii: "\\") { return true }
        return offset >= 3 && text[offset - 3] == UInt8(ascii: "%") && text[offset - 2].isASCIIHexDigit && text[offset - 1].isASCIIHexDigit
    }

    private static func isQuoted(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        start > 0 && end < text.count && isQuote(text[start - 1]) && text[end] == text[start - 1]
    }

    /// `NAME=some words` or `name: some words` to the end of the line.
    private static func isAssigned(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start > 0, end == text.count || text[end] == 0x0A || text[end] == 0x0D else { return false }
        return text[start - 1] == UInt8(ascii: "=") || text[start - 1] == 0x20
    }
}
