internal import ByteSearch
internal import RekeyCore

/// Finds what is encoded in a text and decodes it, one value after the other. Nothing is allocated where nothing is encoded.
struct BlobReader {
    private let unpacker: Unpacker
    /// Nothing before it is looked at again.
    private var offset = 0
    /// What is left of a run that holds bytes of escapes, which part it into smaller ones.
    private var rest = 0..<0
    private var strings: EscapedStrings

    /// Reads from `start` on; `strings` are those behind it.
    init(_ unpacker: Unpacker, _ strings: EscapedStrings, from start: Int) {
        self.unpacker = unpacker
        self.strings = strings
        offset = start
    }

    /// The next value that is text, or compressed; `nil` at the end of the text.
    mutating func next(in text: Span<UInt8>, _ budget: inout DecodingBudget) -> DecodedBlob? {
        let leads = EncodedRun.leads
        while true {
            while let part = nextPart(text) {
                if let blob = value(text, part, &budget) { return blob }
            }
            guard let run = text.encodedRun(from: offset, by: leads.span) else { return strings.next(in: text, &budget) }
            offset = run.range.upperBound
            if run.holdsEscapes {
                if let blob = unescaped(text, run.range, &budget) { return blob }
                rest = run.range
            } else if let blob = value(text, run.range, &budget) {
                return blob
            }
        }
    }

    /// The next stretch of `rest` without bytes of escapes.
    private mutating func nextPart(_ text: Span<UInt8>) -> Range<Int>? {
        while !rest.isEmpty {
            var low = rest.lowerBound
            while low < rest.upperBound, !text[low].isBase64 { low += 1 }
            let high = min(ByteSearch.encodedEnd(in: text, from: low, stopsAtEscapes: true), rest.upperBound)
            rest = high..<rest.upperBound
            if high - low >= EncodedRun.shortestPart { return low..<high }
        }
        return nil
    }

    private mutating func value(
        _ text: Span<UInt8>, _ range: Range<Int>, _ budget: inout DecodingBudget
    ) -> DecodedBlob? {
        let found =
            HexValue.blob(text, range, &budget) ?? Base64Value.packed(text, range, &budget, unpacker)
            ?? Base64Value.blob(text, range, &budget)
        // Why: a value that goes on in later lines was read with them.
        if let found, found.range.upperBound > range.upperBound {
            offset = max(offset, found.range.upperBound)
            rest = min(max(rest.lowerBound, found.range.upperBound), rest.upperBound)..<rest.upperBound
        }
        return found
    }

    /// Longest stretch that is unescaped at once, and what is looked at twice where a longer one is cut.
    private static let window = 65_536
    private static let overlap = 1_024

    private mutating func unescaped(_ text: Span<UInt8>, _ run: Range<Int>, _ budget: inout DecodingBudget) -> DecodedBlob? {
        let window = run.lowerBound..<min(run.upperBound, run.lowerBound + Self.window)
        guard let kind = EscapedLetters.kind(in: text, window), budget.take(window.count) else { return nil }
        guard let decoded = DecodedText(text, window: window, style: kind == .quotedPrintable ? .quotedPrintable : .any) else { return nil }
        if window.upperBound < run.upperBound { offset = window.upperBound - Self.overlap }
        return DecodedBlob(bytes: decoded.bytes, steps: [kind], range: window, place: .escapes(decoded))
    }
}
