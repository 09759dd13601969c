// Why unsafe: runs are found in every text that is scanned, where checked access to single bytes costs twice as much. Bytes are read below
// the count only, and the table has an entry for every byte.

internal import ByteSearch
internal import RekeyCore

/// A stretch of a text that may be encoded: bytes of the base64 alphabets, and `%`, `\` and `=`, which escapes begin with.
struct EncodedRun: Equatable {
    /// Without padding, where nothing else in it begins an escape.
    var range: Range<Int>
    /// Whether a byte that an escape begins with is among them, padding aside.
    var holdsEscapes: Bool

    /// Fewer bytes hold no credential worth a decoder: 24 characters are 18 bytes in base64.
    static let shortest = ByteSearch.shortestStretch
    /// As `shortest`, for what escapes part.
    static let shortestPart = 20
    static let base64Bit: UInt8 = 1
    static let escapeBit: UInt8 = 2
    static let leadBit: UInt8 = 4

    /// What each byte may be part of: base64; the beginning of an escape; the beginning of a group of four characters that hold text.
    static let kinds: [UInt8] = (0...255).map { (byte: UInt8) in
        if "%\\=".utf8.contains(byte) { return escapeBit }
        guard byte.isBase64 else { return 0 }
        // Why: the first six bits of line ends, of blanks and of everything printable.
        let isLead = (0x49...0x5A).contains(byte) || (0x61...0x66).contains(byte) || byte == 0x43 || byte == 0x44
        return isLead ? base64Bit | leadBit : base64Bit
    }

    /// Whether `range` lies in the middle of encoded data: a picture in a style sheet holds the form of every token.
    static func isInside(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start > 0, range.lowerBound - start <= longestPath, text[start - 1].isBase64 { start -= 1 }
        if range.lowerBound - start > longestPath { return true }
        var end = range.upperBound
        while end < text.count, end - range.upperBound <= longestPath, text[end].isBase64 { end += 1 }
        return end - range.upperBound > longestPath
    }

    /// Whether a match is a part of one line of encoded data that is broken into lines: a signature or a certificate holds the form of a
    /// short token by chance. The line before or behind is as long, and neither holds anything else.
    static func isInsideLine(_ text: Span<UInt8>, _ match: Range<Int>) -> Bool {
        let line = text.line(at: match.lowerBound)
        guard match.upperBound <= line.upperBound, let run = runOfLine(text, line), !match.contains(run) else { return false }
        var neighbours: [Range<Int>] = []
        if line.lowerBound > 0 { neighbours.append(text.line(at: line.lowerBound - 1)) }
        if line.upperBound < text.count - 1 { neighbours.append(text.line(at: line.upperBound + 1)) }
        return neighbours.contains { runOfLine(text, $0)?.count == run.count }
    }

    /// Lines of encoded data. Source: RFC 4648, section 3.1: 64 in PEM, 76 in MIME; 60 where people write it by hand.
    private static let lineLengths = 60...76

    /// What a line holds between blanks; `nil` when that is not a line of encoded data.
    private static func runOfLine(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, Self.isBlank(text[start]) { start += 1 }
        while end > start, Self.isBlank(text[end - 1]) { end -= 1 }
        guard lineLengths.contains(end - start) else { return nil }
        for index in start..<end where !text[index].isBase64 { return nil }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    /// Bytes. Paths of URLs look like base64 as well, but end or meet a dot sooner.
    private static let longestPath = 96

    /// Whether base64 of what is compressed may begin so.
    fileprivate static func mayBePacked(_ first: UInt8, _ second: UInt8) -> Bool {
        first == UInt8(ascii: "H") && second == UInt8(ascii: "4") || first == UInt8(ascii: "e") && second &- 0x41 < 14
    }

    /// Whether the base64 characters at `start` may be groups that hold text: of the first six at most one begins otherwise, as another
    /// script does. `byte` gives the kind of the byte at an offset below `end`.
    @inline(__always) static func mayHoldText(at start: Int, before end: Int, _ kind: (Int) -> UInt8) -> Bool {
        guard end &- start >= 16 else { return false }
        var strange = 0
        var index = start
        let furthest = min(end &- 3, start &+ 24)
        while index < furthest {
            if kind(index) & leadBit == 0 {
                strange &+= 1
                if strange > 1 { return false }
            }
            index &+= 4
        }
        return true
    }
}

extension Span<UInt8> {
    /// The first run at or after `start` that is worth a second look, by `EncodedRun.kinds`; `nil` when there is none.
    func encodedRun(from start: Int, by kinds: Span<UInt8>) -> EncodedRun? {
        guard start >= 0, kinds.count == 256 else { return nil }
        var index = start
        while let low = ByteSearch.encodedStretch(in: self, from: index) {
            let leads = ByteSearch.textLeads(in: self, at: low)
            let run: EncodedRun? = unsafe withUnsafeBufferPointer { text in
                unsafe kinds.withUnsafeBufferPointer { kinds in
                    guard let first = text.baseAddress, let kind = kinds.baseAddress else { return nil }
                    let search = unsafe EncodedRunSearch(text: first, kinds: kind)
                    let run = unsafe search.run(from: low, before: text.count)
                    index = run.range.upperBound
                    return unsafe search.isPromising(run, leads) || HexValue.mayBegin(self, run.range) ? run : nil
                }
            }
            if let run { return run }
            // Why: the two tables agree on every byte; where they did not, the search would stand still.
            if index <= low { index = low + 1 }
        }
        return nil
    }
}

@unsafe private struct EncodedRunSearch {
    let text: UnsafePointer<UInt8>
    let kinds: UnsafePointer<UInt8>

    /// The run from `low` on, which has `EncodedRun.shortest` bytes at least, padding included.
    @inline(__always) func run(from low: Int, before end: Int) -> EncodedRun {
        var all: UInt8 = 0
        var high = low
        while high < end, case let kind = unsafe kinds[Int(text[high])], kind != 0 {
            all |= kind
            high &+= 1
        }
        guard all & EncodedRun.escapeBit != 0 else { return EncodedRun(range: low..<high, holdsEscapes: false) }
        // Why: digests of lock files are padded, and many.
        let padding = UInt8(ascii: "=")
        let last = unsafe high &- low > 2 && text[high &- 1] == padding ? high &- (text[high &- 2] == padding ? 2 : 1) : high
        let holdsEscapes = (low..<last).contains { unsafe kinds[Int(text[$0])] & EncodedRun.escapeBit != 0 }
        return EncodedRun(range: low..<(holdsEscapes ? high : last), holdsEscapes: holdsEscapes)
    }

    /// Whether a decoder may make something of the run. Identifiers, paths, rulers and nearly all digests are left here.
    func isPromising(_ run: EncodedRun, _ leads: UInt32?) -> Bool {
        if run.holdsEscapes { return true }
        let (low, high) = (run.range.lowerBound, run.range.upperBound)
        let (first, second, third) = unsafe (text[low], text[low &+ 1], text[low &+ 2])
        if EncodedRun.mayBePacked(first, second) || EncodedRun.mayBePacked(second, third) { return true }
        if let leads { return unsafe Self.mayHoldText(leads, count: high &- low) }
        return (0..<4).contains { shift in
            EncodedRun.mayHoldText(at: low &+ shift, before: high) { unsafe kinds[Int(text[$0])] }
        }
    }

    /// As `EncodedRun.mayHoldText`, of a run of `count` bytes from any of its first four; `leads` says which of the first 32 may begin groups.
    private static func mayHoldText(_ leads: UInt32, count: Int) -> Bool {
        let seen = UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- min(32, count &- 3))
        var may = false
        for shift in UInt32(0)..<4 {
            let strange = ~leads & (0x0011_1111 &<< shift) & seen
            // Why without a way out: which shift fits is not to be guessed.
            may = may || strange & (strange &- 1) == 0
        }
        return may
    }
}
