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

    /// Which bytes begin a group of four characters of base64 that holds text.
    ///
    /// Why: their first six bits are those of line ends, of blanks and of everything printable.
    static let leads: [Bool] = (0...255).map { (byte: UInt8) in
        (0x49...0x5A).contains(byte) || (0x61...0x66).contains(byte) || byte == 0x43 || byte == 0x44
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
    /// script does. `isLead` looks up the byte at an offset below `end` in `leads`.
    @inline(__always) static func mayHoldText(at start: Int, before end: Int, _ isLead: (Int) -> Bool) -> Bool {
        guard end &- start >= 16 else { return false }
        var strange = 0
        var index = start
        let furthest = min(end &- 3, start &+ 24)
        while index < furthest {
            if !isLead(index) {
                strange &+= 1
                if strange > 1 { return false }
            }
            index &+= 4
        }
        return true
    }
}

extension Span<UInt8> {
    /// The first run at or after `start` that is worth a second look, by `EncodedRun.leads`; `nil` when there is none.
    func encodedRun(from start: Int, by leads: Span<Bool>) -> EncodedRun? {
        guard start >= 0, leads.count == 256 else { return nil }
        var index = start
        while let low = ByteSearch.encodedStretch(in: self, from: index) {
            let run = encodedRun(at: low)
            index = run.range.upperBound
            let first = ByteSearch.textLeads(in: self, at: low)
            let isPromising = unsafe withUnsafeBufferPointer { text in
                unsafe leads.withUnsafeBufferPointer { leads in
                    guard let text = text.baseAddress, let leads = leads.baseAddress else { return false }
                    return unsafe EncodedRunSearch(text: text, leads: leads).isPromising(run, first)
                }
            }
            if isPromising || HexValue.mayBegin(self, run.range) { return run }
        }
        return nil
    }

    /// The run that begins at `low`, which has `EncodedRun.shortest` bytes at least, padding included.
    private func encodedRun(at low: Int) -> EncodedRun {
        let escape = ByteSearch.encodedEnd(in: self, from: low, stopsAtEscapes: true)
        let high = ByteSearch.encodedEnd(in: self, from: escape, stopsAtEscapes: false)
        guard high > escape else { return EncodedRun(range: low..<high, holdsEscapes: false) }
        // Why: digests of lock files are padded, and many.
        let padding = UInt8(ascii: "=")
        let last = high - low > 2 && self[high - 1] == padding ? high - (self[high - 2] == padding ? 2 : 1) : high
        return EncodedRun(range: low..<(escape < last ? high : last), holdsEscapes: escape < last)
    }
}

@unsafe private struct EncodedRunSearch {
    let text: UnsafePointer<UInt8>
    let leads: UnsafePointer<Bool>

    /// Whether a decoder may make something of the run. Identifiers, paths, rulers and nearly all digests are left here.
    /// `seen` are the leads among its first bytes, where they are known.
    func isPromising(_ run: EncodedRun, _ seen: UInt32?) -> Bool {
        if run.holdsEscapes { return true }
        let (low, high) = (run.range.lowerBound, run.range.upperBound)
        let (first, second, third) = unsafe (text[low], text[low &+ 1], text[low &+ 2])
        if EncodedRun.mayBePacked(first, second) || EncodedRun.mayBePacked(second, third) { return true }
        if let seen { return unsafe Self.mayHoldText(seen, count: high &- low) }
        return (0..<4).contains { shift in
            EncodedRun.mayHoldText(at: low &+ shift, before: high) { unsafe leads[Int(text[$0])] }
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
