internal import ByteSearch
internal import RekeyCore

/// `name = value`, found by hand round a credential word. Byte ranges of the scanned text, half-open.
struct Assignment: Equatable {
    var name: Range<Int>
    var value: Range<Int>
    var isQuoted: Bool
    var style: AssignmentReader.Style

    private static let longestName = 64
    private static let longestValue = 512

    /// Reads the assignment whose name holds the word at `word`; `nil` for anything else, nearly always after a few bytes.
    init?(_ text: Span<UInt8>, word: Range<Int>, syntax: FileKind.Syntax) {
        guard let end = Self.nameEnd(text, word.upperBound) else { return nil }
        self.init(text, word: word, nameEnd: end, syntax: syntax)
    }

    /// As the other, where `nameEnd` is known to be what the function of this name says.
    init?(_ text: Span<UInt8>, word: Range<Int>, nameEnd end: Int, syntax: FileKind.Syntax) {
        guard end - word.upperBound <= Self.longestName else { return nil }
        var reader = AssignmentReader(offset: end)
        let start = ByteSearch.nameStart(in: text, before: word.lowerBound, from: max(0, word.lowerBound - Self.longestName))
        guard reader.skipKeyEnd(text, nameStart: start) else { return nil }
        guard let style = reader.separator(text, nameStart: start, syntax: syntax) else { return nil }
        guard let value = reader.value(text, nameStart: start, style: style, syntax: syntax, limit: Self.longestValue) else { return nil }
        name = start..<end
        self.value = value.range
        isQuoted = value.isQuoted
        self.style = style
    }

    /// Whether a name that holds the word ending at `end` may be followed by an assignment: a few bytes decide.
    static func mayFollow(_ text: Span<UInt8>, _ end: Int) -> Bool { nameEnd(text, end) != nil }

    /// Where the name ends that holds the word ending at `end`, when an assignment may follow; `nil` for most.
    static func nameEnd(_ text: Span<UInt8>, _ end: Int) -> Int? {
        let furthest = min(text.count, end + longestName + 24)
        guard end < furthest else { return nil }
        // Why not always: most names end with the word.
        let nameEnd = isName(text[end]) ? ByteSearch.nameEnd(in: text, from: end + 1, before: furthest) : end
        var index = nameEnd
        guard index < furthest, mayFollowName(text[index]) else { return nil }
        while index < furthest, isBetween(text[index]) { index += 1 }
        return index < furthest && (isSeparator(text, index) || mayBeSpaced(text, index, word: end)) ? nameEnd : nil
    }

    /// Blank, tab, quotes, backslash and the brackets that close a key.
    @inline(__always) private static func isBetween(_ byte: UInt8) -> Bool {
        isMember(byte, of: (0x0000_0285_0000_0200, 0x2000_0001_3000_0000))
    }

    /// `=`, `:`, `>`, `("`, `|| "`, `== "` and the comma behind a quoted name; not `=~`, `::` and `://`.
    @inline(__always) private static func isSeparator(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let next = index + 1 < text.count ? text[index + 1] : 0
        switch text[index] {
        case UInt8(ascii: "="):
            return next == UInt8(ascii: "=") ? AssignmentReader(offset: index).comparison(text) != nil : next != UInt8(ascii: "~")
        case UInt8(ascii: "("): return next == 0x22 || next == 0x27
        case UInt8(ascii: "{"): return next == 0x22 || next == 0x27 || next == 0x0A
        case UInt8(ascii: ":"): return next != UInt8(ascii: ":") && next != UInt8(ascii: "/")
        case UInt8(ascii: "?"): return next == UInt8(ascii: "=") || next == UInt8(ascii: "?") || next == UInt8(ascii: ":")
        case UInt8(ascii: "|"): return next == UInt8(ascii: "|")
        case UInt8(ascii: "o"): return next == UInt8(ascii: "r") && AssignmentReader(offset: index).alternativeEnd(text) != nil
        case UInt8(ascii: ">"): return true
        case UInt8(ascii: "<"): return next == UInt8(ascii: "/")
        case UInt8(ascii: "["): return next == UInt8(ascii: "]") || next.isASCIIDigit
        case UInt8(ascii: ","):
            var before = index - 1
            while before > 0, text[before] == 0x20 || text[before] == 0x09 { before -= 1 }
            return text[before] == 0x22 || text[before] == 0x27 || next == 0x20 || next == 0x22
        default: return false
        }
    }

    /// Forms without a separator behind the name: `name: X` with its value on the next line, `key="X" value="…"`, `--password value`,
    /// `ENV PASSWORD value`, `password "…"` and `password As String`.
    private static func mayBeSpaced(_ text: Span<UInt8>, _ index: Int, word end: Int) -> Bool {
        if text[index] == 0x0A {
            var reader = AssignmentReader(offset: index + 1)
            reader.skipBlanks(text)
            return AssignmentReader.mayBeValueKey(reader.byte(text))
        }
        let previous = text[index - 1]
        guard previous <= 0x27 else { return false }
        if previous == 0x22 || previous == 0x27 {
            return text[index - 2] == 0x20 && AssignmentReader.mayStandBeforeQuote(text, nameStart(text, end))
        }
        guard previous == 0x20 || previous == 0x09 else { return false }
        if text[index] | 0x20 == UInt8(ascii: "v") || text[index] | 0x20 == UInt8(ascii: "a") { return true }
        let start = nameStart(text, end)
        if start + 1 < end, text[start] == UInt8(ascii: "-") { return true }
        guard start >= 4, text[start - 1] == 0x20 else { return false }
        let last = text[start - 2]
        return last | 0x20 == UInt8(ascii: "v") || last == UInt8(ascii: "x")
    }

    /// Where the name begins that holds a word ending at `end`.
    private static func nameStart(_ text: Span<UInt8>, _ end: Int) -> Int {
        ByteSearch.nameStart(in: text, before: end, from: max(0, end - longestName - longestWord))
    }

    /// No word of a rule is longer.
    private static let longestWord = 64

    /// Whether a variable name may have this byte: letters, digits, underscore, hyphen and full stop.
    @inline(__always) static func isName(_ byte: UInt8) -> Bool { isMember(byte, of: (0x03FF_6000_0000_0000, 0x07FF_FFFE_87FF_FFFE)) }

    /// Tab, line feed, blank and any of `"'(),:<=>?[\]` + "`{|".
    @inline(__always) private static func mayFollowName(_ byte: UInt8) -> Bool {
        isMember(byte, of: (0xF400_1385_0000_0600, 0x1800_0001_3800_0000))
    }

    /// Whether the bit of `byte` is set, the lowest one of the first number being that of 0. Not for bytes beyond ASCII.
    @inline(__always) private static func isMember(_ byte: UInt8, of set: (UInt64, UInt64)) -> Bool {
        (byte < 64 ? set.0 : byte < 128 ? set.1 : 0) >> UInt64(byte & 63) & 1 != 0
    }
}
