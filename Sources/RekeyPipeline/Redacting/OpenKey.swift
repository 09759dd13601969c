internal import ByteSearch
internal import RekeyCore

/// A private key of which the beginning has left before its end came: its body is replaced line by line until it ends.
struct OpenKey {
    /// Bytes of the text since it began.
    private var length = 0
    private var isInBody = false

    /// What stands for the lines of the body: no fingerprint, because nobody has seen the whole key.
    static let rule = "private-key.pem"
    static let id = "open"

    /// Source: the rules of private keys look no farther behind the beginning. Bytes.
    private static let longest = 16_384

    /// The ranges of `range`, whole lines or the rest of a text, that are its body. `hasEnded` says that no more of it can come.
    mutating func body(_ text: Span<UInt8>, _ range: Range<Int>) -> (ranges: [Range<Int>], hasEnded: Bool) {
        let end = KeyMarks.end(text, range)
        let last = end ?? range.upperBound
        var ranges: [Range<Int>] = []
        var start = range.lowerBound
        while start < last, length < Self.longest {
            let feed = ByteSearch.first(of: 0x0A, in: text.extracting(first: last), from: start)
            let line = start..<(feed ?? last)
            if let token = token(text, line) { ranges.append(token) }
            let next = line.upperBound + (feed == nil ? 0 : 1)
            length += next - start
            start = next
        }
        return (ranges, end != nil || length >= Self.longest)
    }

    /// The part of a line that is body: a long word of base64 at its end, or a short one after such a line.
    private mutating func token(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1] == 0x0D { end -= 1 }
        let start = LineTail.tokenStart(text, line.lowerBound, end)
        let count = end - start
        let isBody = count >= Self.shortestLine || isInBody && count >= 4 && count % 4 == 0
        if count > 0 { isInBody = isBody }
        return isBody ? start..<end : nil
    }

    private static let shortestLine = 32
}
