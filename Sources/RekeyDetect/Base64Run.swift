internal import RekeyCore
internal import RekeyRules

/// A stretch of base64 round a literal that was seen inside it, decoded.
struct Base64Run {
    /// The decoded bytes.
    let decoded: [UInt8]
    /// Offset of the first decoded character.
    let start: Int
    /// Offset behind the last character of the run, padding included.
    let end: Int
    /// Offset in `decoded` of the literal.
    let literalOffset: Int

    /// Most characters looked at on each side of the literal.
    private static let furthest = 32_768

    /// Extends from a base64 literal at `hit` as far as `window`, in decoded bytes, and decodes it; `nil` when the run is no base64.
    init?(_ text: Span<UInt8>, hit: Range<Int>, form: LiteralForm, window: Rule.Window) {
        guard let lead = form.base64Lead, let alignment = form.base64Alignment else { return nil }
        var first = hit.lowerBound
        let lowest = max(0, hit.lowerBound - Self.characters(holding: window.before))
        while first > lowest, text[first - 1].isBase64 { first -= 1 }
        var last = hit.upperBound
        let highest = min(text.count, hit.upperBound + Self.characters(holding: window.after))
        while last < highest, text[last].isBase64 { last += 1 }
        let quantum = hit.lowerBound - lead
        var start = quantum - max(0, quantum - first) / 4 * 4
        if start < first { start += 4 }
        var characters: [UInt8] = []
        for index in start..<max(start, last) { characters.append(text[index]) }
        if characters.count % 4 == 1 { characters.removeLast() }
        guard let decoded = Base64.decode(characters.span) else { return nil }
        self.decoded = decoded
        self.start = start
        let padded = min(text.count, last + 2)
        while last < padded, text[last] == UInt8(ascii: "=") { last += 1 }
        end = last
        literalOffset = min(decoded.count, max(0, (quantum - start) / 4 * 3 + alignment))
    }

    // Why: whole runs would be decoded again for each literal inside them.
    private static func characters(holding count: Int) -> Int { count >= furthest / 4 * 3 ? furthest : count / 3 * 4 + 8 }

    /// The characters that hold a decoded range.
    func original(_ range: Range<Int>) -> Range<Int> {
        let low = start + range.lowerBound * 4 / 3
        let high = range.upperBound >= decoded.count ? end : start + (range.upperBound * 4 + 2) / 3
        return low..<max(low, min(high, end))
    }
}
