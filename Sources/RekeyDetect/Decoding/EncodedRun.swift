// Why unsafe: this looks at every text that is scanned, where checked access to single bytes costs as much as the prefilter. Words of eight
// bytes and a table cost a tenth of that. Words are loaded below the count only, and the table has an entry for every byte.

internal import RekeyCore

/// A stretch of a text that may be encoded: bytes of the base64 alphabets, and `%`, `\` and `=`, which escapes begin with.
struct EncodedRun: Equatable {
    var range: Range<Int>
    /// Whether a byte that an escape begins with is among them.
    var holdsEscapes: Bool

    /// Fewer bytes hold no credential worth a decoder: 24 characters are 18 bytes in base64.
    static let shortest = 24
    /// As `shortest`, for what escapes part.
    static let shortestPart = 20
    /// Of 23 bytes in a row, 16 that begin at a multiple of 8 from anywhere are among them.
    fileprivate static let window = 16
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
        return unsafe withUnsafeBufferPointer { text in
            unsafe kinds.withUnsafeBufferPointer { kinds in
                guard let first = text.baseAddress, let kind = kinds.baseAddress else { return nil }
                return unsafe EncodedRunSearch(text: first, count: text.count, kinds: kind).next(from: start)
            }
        }
    }
}

@unsafe private struct EncodedRunSearch {
    let text: UnsafePointer<UInt8>
    let count: Int
    let kinds: UnsafePointer<UInt8>

    @inline(__always) func next(from start: Int) -> EncodedRun? {
        let count = unsafe count
        var low = start
        var index = start
        while index &+ EncodedRun.window <= count {
            guard unsafe mayBeRun(at: index &+ 8) else {
                index &+= EncodedRun.window
                continue
            }
            guard unsafe mayBeRun(at: index) else {
                index &+= 8
                continue
            }
            let run = unsafe extended(round: index, from: low)
            low = run.range.upperBound
            index = max(low, index &+ 8)
            if unsafe run.range.count >= EncodedRun.shortest && isPromising(run) { return run }
        }
        return nil
    }

    /// Whether eight bytes hold no blank, no quote or bracket of `!"#$&'()*`, and percent signs only where they begin escapes.
    @inline(__always) private func mayBeRun(at index: Int) -> Bool {
        let word = unsafe UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self)
        // Source: the tests for a byte below a limit and for a zero byte of Anderson, "Bit Twiddling Hacks".
        let isASCII = ~word & 0x8080_8080_8080_8080
        // Why first: a blank or a quote ends it nearly always.
        if (word &- 0x2525_2525_2525_2525) & isASCII != 0 { return false }
        if (word &- 0x2B2B_2B2B_2B2B_2B2B) & isASCII == 0 { return true }
        let percent = word ^ 0x2525_2525_2525_2525
        return (percent &- 0x0101_0101_0101_0101) & ~percent & 0x8080_8080_8080_8080 != 0
    }

    /// The run that holds the first byte of a foreign-free window at `index`, or what is before the foreign byte in it.
    @inline(__always) private func extended(round index: Int, from start: Int) -> EncodedRun {
        var all: UInt8 = 0
        var high = index
        let count = unsafe count
        while high < count, case let kind = unsafe kinds[Int(text[high])], kind != 0 {
            all |= kind
            high &+= 1
        }
        guard high &- index >= EncodedRun.window else { return EncodedRun(range: high..<high, holdsEscapes: false) }
        var low = index
        while low > start, case let kind = unsafe kinds[Int(text[low &- 1])], kind != 0 {
            all |= kind
            low &-= 1
        }
        return EncodedRun(range: low..<high, holdsEscapes: all & EncodedRun.escapeBit != 0)
    }

    /// Whether a decoder may make something of the run. Identifiers, paths, rulers and nearly all digests are left here.
    private func isPromising(_ run: EncodedRun) -> Bool {
        if run.holdsEscapes { return true }
        let (low, high) = (run.range.lowerBound, run.range.upperBound)
        // Why: digits begin hexadecimal text, and these two letters what is compressed; nothing else needs another way in.
        let (first, second, third) = unsafe (text[low], text[low &+ 1], text[low &+ 2])
        if first.isASCIIDigit || EncodedRun.mayBePacked(first, second) || EncodedRun.mayBePacked(second, third) { return true }
        for shift in 0..<4 where EncodedRun.mayHoldText(at: low &+ shift, before: high, { unsafe kinds[Int(text[$0])] }) { return true }
        return false
    }
}
