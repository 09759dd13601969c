internal import ByteSearch
internal import RekeyCore

/// Lines of private keys that are replaced one by one, because no rule reads the key as a whole: its beginning has left before its end came,
/// or every line of it has words of a log before it.
struct KeyLines {
    /// A key that has begun.
    private struct Open {
        /// Bytes of the text since it began.
        var length = 0
        /// Lines since the last one of its body.
        var others = 0
        var isInBody = false
    }

    private var open: Open?

    /// What stands for a line: no fingerprint, because nobody has read the whole key.
    static let rule: RuleID = "private-key.pem"
    static let id = "open"

    /// Source: the rules of private keys look no farther behind the beginning. Bytes.
    private static let longest = 16_384
    /// A key that was only spoken of has no body near.
    private static let mostOthers = 10
    private static let shortestRun = 32

    /// The ranges of `range`, whole lines or the rest of a text, that are bodies of keys.
    mutating func bodies(in text: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        var bodies: [Range<Int>] = []
        var start = range.lowerBound
        while true {
            if open == nil {
                guard let begin = KeyMarks.begin(text, start..<range.upperBound) else { return bodies }
                start = begin
            }
            var key = open ?? Open()
            let (end, hasEnded) = Self.read(text, start..<range.upperBound, &key, &bodies)
            open = hasEnded ? nil : key
            guard hasEnded, end > start else { return bodies }
            start = end
        }
    }

    /// Adds the bodies of one key. Gives where it stopped and whether no more of it can come.
    private static func read(
        _ text: Span<UInt8>, _ range: Range<Int>, _ key: inout Open, _ bodies: inout [Range<Int>]
    ) -> (end: Int, hasEnded: Bool) {
        let mark = KeyMarks.end(text, range)
        let last = mark ?? range.upperBound
        var start = range.lowerBound
        while start < last {
            guard key.length < longest, key.others < mostOthers else { return (start, true) }
            let feed = ByteSearch.first(of: 0x0A, in: text.extracting(first: last), from: start)
            let found = runs(text, start..<(feed ?? last), isInBody: key.isInBody)
            bodies += found
            key.isInBody = !found.isEmpty
            key.others = found.isEmpty ? key.others + 1 : 0
            let next = feed.map { $0 + 1 } ?? last
            key.length += next - start
            start = next
        }
        return (last, mark != nil)
    }

    /// Long words of base64 in a line, and a short one at its end when the line before had such.
    private static func runs(_ text: Span<UInt8>, _ line: Range<Int>, isInBody: Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = line.lowerBound
        for index in line.lowerBound...line.upperBound {
            if index < line.upperBound, LineTail.isBase64(text[index]) || text[index] == UInt8(ascii: "=") { continue }
            if index - start >= shortestRun, isMixed(text, start..<index) { runs.append(start..<index) }
            start = index + 1
        }
        guard runs.isEmpty, isInBody else { return runs }
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1] == 0x0D { end -= 1 }
        let last = LineTail.tokenStart(text, line.lowerBound, end)
        return end - last >= 4 && (end - last) % 4 == 0 ? [last..<end] : []
    }

    /// Capitals and small letters, as no number and hardly any path has them.
    private static func isMixed(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var (hasCapital, hasSmall) = (false, false)
        for index in range where text[index].isASCIILetter {
            if text[index] & 0x20 == 0 { hasCapital = true } else { hasSmall = true }
        }
        return hasCapital && hasSmall
    }
}
