internal import RekeyCore

/// Text written as hexadecimal digits.
enum HexValue {
    private static let shortest = 32
    /// Pairs of digits that decide whether it is text: a digest passes for text once in thousands of times.
    private static let probe = 12

    /// The text that the digits in `range` stand for; `nil` when they are no digits, or no text.
    static func blob(_ text: Span<UInt8>, _ range: Range<Int>, _ budget: inout DecodingBudget) -> DecodedBlob? {
        guard let low = start(text, range), mayBeText(text, from: low) else { return nil }
        guard (low..<range.upperBound).allSatisfy({ text[$0].isASCIIHexDigit }) else { return nil }
        guard budget.take((range.upperBound - low) / 2) else { return nil }
        var pieces = EncodedPieces(bytes: 1, per: 2)
        pieces.append(low..<range.upperBound, of: text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.characters.count / 2)
        for index in stride(from: 0, to: pieces.characters.count - 1, by: 2) {
            guard let high = pieces.characters[index].hexValue, let low = pieces.characters[index + 1].hexValue else { return nil }
            bytes.append(high << 4 | low)
        }
        return DecodedBlob(bytes: bytes, steps: [.hex], range: range, place: .groups(pieces))
    }

    /// Whether the first digits in `range` stand for text.
    static func mayBegin(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // Why: digits begin hexadecimal text, and most runs begin with a letter.
        guard text[range.lowerBound].isASCIIDigit, let low = start(text, range) else { return false }
        return mayBeText(text, from: low)
    }

    /// Behind the `0x`; `nil` where too few or an odd number of digits follow.
    private static func start(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var low = range.lowerBound
        if range.count > 2, text[low] == UInt8(ascii: "0"), text[low + 1] | 0x20 == UInt8(ascii: "x") { low += 2 }
        return range.upperBound - low >= shortest && (range.upperBound - low) % 2 == 0 ? low : nil
    }

    private static func mayBeText(_ text: Span<UInt8>, from low: Int) -> Bool {
        var gauge = TextGauge()
        for pair in 0..<probe {
            guard let high = text[low + 2 * pair].hexValue, let digit = text[low + 2 * pair + 1].hexValue else { return false }
            gauge.add(high << 4 | digit)
            // Why: the first digits of most digests are decided after one pair.
            guard gauge.isText else { return false }
        }
        return true
    }
}
