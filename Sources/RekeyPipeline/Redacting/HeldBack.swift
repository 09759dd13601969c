internal import ByteSearch
internal import RekeyCore

/// Lines at the end of a text that may belong to a secret which goes on in the next ones, so that they should not leave yet.
enum HeldBack {
    /// Bytes that are held back at most. Source: the rules of private keys reach 16 KiB; four of these may stand in a row.
    static let most = 65_536

    /// Where the lines begin that have to be held back of `lines`, which end with a line feed; `nil` when all may leave.
    static func start(_ text: Span<UInt8>, lines: Range<Int>) -> Int? {
        let lines = max(lines.lowerBound, lines.upperBound - Self.most)..<lines.upperBound
        let key = KeyMarks.openKey(text, lines).map { lineStart(text, $0, lines.lowerBound) }
        return [key, openRun(text, lines)].compactMap(\.self).min()
    }

    /// Where the lines at the end begin that are written in pieces: base64 of equal width, or lines that end with a backslash.
    private static func openRun(_ text: Span<UInt8>, _ lines: Range<Int>) -> Int? {
        guard !lines.isEmpty else { return nil }
        let last = lineStart(text, lines.upperBound - 1, lines.lowerBound)
        let tail = LineTail(text, last..<lines.upperBound - 1)
        guard tail.goesOn || tail.width > 0 else { return nil }
        var start = last
        while start > lines.lowerBound {
            let previous = lineStart(text, start - 1, lines.lowerBound)
            let other = LineTail(text, previous..<start - 1)
            guard tail.goesOn ? other.goesOn : other.width == tail.width else { break }
            start = previous
        }
        // Why: a single line of base64 is a whole secret, unless it has the width of those that programs wrap.
        return tail.goesOn || start < last || LineTail.usualWidths.contains(tail.width) ? start : nil
    }

    private static func lineStart(_ text: Span<UInt8>, _ offset: Int, _ lowest: Int) -> Int {
        max(lowest, ByteSearch.last(of: 0x0A, in: text, before: offset).map { $0 + 1 } ?? 0)
    }
}

/// How a line ends.
struct LineTail {
    /// Whether a backslash says that it goes on.
    let goesOn: Bool
    /// Bytes of base64 at its end, from a blank on; 0 when there are fewer than 48, or when they are hexadecimal digits.
    let width: Int
    /// Where these begin.
    let start: Int

    /// Source: RFC 7468, section 2: PEM has 64; RFC 2045, section 6.8: MIME has 76 at most.
    static let usualWidths: Set<Int> = [64, 76]
    private static let shortest = 48

    /// `line` is without its line feed.
    init(_ text: Span<UInt8>, _ line: Range<Int>) {
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1] == 0x0D { end -= 1 }
        goesOn = end > line.lowerBound && text[end - 1] == UInt8(ascii: "\\")
        start = Self.tokenStart(text, line.lowerBound, end)
        let isHexadecimal = (start..<end).allSatisfy { text[$0].hexValue != nil }
        width = end - start >= Self.shortest && !isHexadecimal ? end - start : 0
    }

    /// Where the characters of base64 begin that end at `end`; `end` where others stand before them in the same word.
    static func tokenStart(_ text: Span<UInt8>, _ lowest: Int, _ end: Int) -> Int {
        var start = end
        while start > lowest, text[start - 1] == UInt8(ascii: "="), end - start < 2 { start -= 1 }
        while start > lowest, isBase64(text[start - 1]) { start -= 1 }
        let isWord = start == lowest || text[start - 1] == 0x20 || text[start - 1] == 0x09 || text[start - 1] == UInt8(ascii: "|")
        return isWord ? start : end
    }

    static func isBase64(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }
}
