internal import ByteSearch
internal import RekeyCore

/// The lines of a private key that a log has put the same words before, read without these.
///
/// `api-1  | MIIE…`, `Nov 24 03:29:55 host app[1]: MIIE…`, `{"log":"MIIE…\n","stream":…}`: no regex knows what a log puts before and behind
/// lines, but it is the same for all of them, numbers aside.
struct PrefixedLines {
    /// The lines, each with a line feed.
    let lines: Stretches
    /// Where the anchor is in them.
    let anchor: Int

    /// Reads the key whose first line holds `anchor`; `nil` where nothing but signs stands before it, or something else before the next line.
    init?(_ text: Span<UInt8>, round anchor: Range<Int>) {
        guard let start = Self.begins(text, before: anchor) else { return nil }
        let low = ByteSearch.last(of: 0x0A, in: text, before: start).map { $0 + 1 } ?? 0
        guard start - low <= Self.longestPrefix, Self.holdsWords(text, low..<start) else { return nil }
        var lines = Stretches()
        Self.append(text, from: start, to: &lines)
        let first = lines.bytes.count
        let furthest = min(text.count, low + Self.longestText)
        var line = start
        while lines.bytes.count < Self.longestKey, let feed = ByteSearch.first(of: 0x0A, in: text.extracting(first: furthest), from: line),
            let content = Self.content(text, line: feed + 1, like: low..<start)
        {
            Self.append(text, from: content, to: &lines)
            line = content
        }
        guard lines.bytes.count > first else { return nil }
        self.lines = lines
        self.anchor = anchor.lowerBound - start
    }

    /// Where the armour begins that a word of it stands in.
    private static func begins(_ text: Span<UInt8>, before anchor: Range<Int>) -> Int? {
        var index = anchor.lowerBound
        let lowest = max(0, index - longestLabel)
        while index >= lowest, index == anchor.lowerBound || text[index] != 0x0A {
            for beginning in beginnings where text.holds(beginning, at: index) { return index }
            index -= 1
        }
        return nil
    }

    /// Where the words end before the line at `line`, if they are those of `prefix`; numbers may differ.
    private static func content(_ text: Span<UInt8>, line: Int, like prefix: Range<Int>) -> Int? {
        var (here, there) = (prefix.lowerBound, line)
        while here < prefix.upperBound {
            guard there < text.count else { return nil }
            if isDigit(text[here]), isDigit(text[there]) {
                while here < prefix.upperBound, isDigit(text[here]) { here += 1 }
                while there < text.count, isDigit(text[there]) { there += 1 }
            } else {
                guard text[here] == text[there] else {
                    // Why: blanks at the end of an empty line get lost.
                    let isEmpty = text[there] == 0x0A && !holdsMore(text, here..<prefix.upperBound)
                    return isEmpty ? there : nil
                }
                here += 1
                there += 1
            }
        }
        return there
    }

    /// Adds what stands from `start` to the end of its line or of the string it stands in.
    private static func append(_ text: Span<UInt8>, from start: Int, to lines: inout Stretches) {
        var index = start
        let furthest = min(text.count, start + longestLine)
        while index < furthest, !endsContent(text[index]) {
            lines.append(text[index], from: index..<index + 1)
            index += 1
        }
        lines.append(0x0A, from: index..<index)
    }

    private static func endsContent(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func holdsWords(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index].isASCIIAlphanumeric { return true }
        return false
    }

    private static func holdsMore(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index] != 0x20 { return true }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    // Why in pieces: no scanner may take this file for one that holds a key.
    private static let beginnings = ["-----" + "BEGIN ", "---- " + "BEGIN ", "PuTTY" + "-User-Key-File-"].map { Array($0.utf8) }
    /// Words between `BEGIN` and the anchor. Bytes.
    private static let longestLabel = 48
    /// Of the words before a line. Bytes.
    private static let longestPrefix = 1_024
    /// Source: the rules of private keys look no farther behind the beginning. Bytes.
    private static let longestKey = 16_384
    /// The same with the words before and behind each line: what the pieces of a long text share. Bytes.
    private static let longestText = 65_536
    /// Of the lines of a key without these words. Bytes.
    private static let longestLine = 160
}
