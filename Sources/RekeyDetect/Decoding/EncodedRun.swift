// Why unsafe: this looks at every text that is scanned. Checked access to single bytes made the search for runs cost more than a third of a
// whole scan; words of eight bytes and a table cost a few hundredths. Words are loaded below the count only, and a byte always has an entry.

internal import RekeyCore

/// A stretch of a text that may be encoded: bytes of the base64 alphabets, and `%`, `\` and `=`, which escapes begin with.
struct EncodedRun: Equatable {
    var range: Range<Int>
    /// Whether a byte that an escape begins with is among them.
    var holdsEscapes: Bool
    /// Bit `n` says whether byte `n` may begin a group of four base64 characters that hold text; the first `leadCount` bytes only.
    var leads: UInt32

    /// Fewer bytes hold no credential worth a decoder: 24 characters are 18 bytes in base64.
    static let shortest = 24
    /// As `shortest`, for what escapes part.
    static let shortestPart = 20
    /// Of 23 bytes in a row, 8 that begin at a multiple of 16 from anywhere are among them: half of a text is never looked at.
    fileprivate static let stride = 16
    /// Six groups at each of four alignments.
    static let leadCount = 27
    private static let base64Bit: UInt8 = 1
    static let escapeBit: UInt8 = 2
    static let leadBit: UInt8 = 4

    /// What each byte may be part of.
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

    /// `leads` of a part of a run.
    static func leads(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var leads: UInt32 = 0
        for offset in 0..<min(leadCount, range.count) where kinds[Int(text[range.lowerBound + offset])] & leadBit != 0 {
            leads |= 1 << UInt32(offset)
        }
        return leads
    }
}

extension Span<UInt8> {
    /// The first run at or after `start`, by `EncodedRun.kinds`; `nil` when there is none.
    func encodedRun(from start: Int, by kinds: Span<UInt8>) -> EncodedRun? {
        guard start >= 0, kinds.count == 256 else { return nil }
        return unsafe withUnsafeBytes { text in
            unsafe kinds.withUnsafeBufferPointer { kinds in
                unsafe EncodedRunSearch(text: text, kinds: kinds).next(from: start)
            }
        }
    }
}

@unsafe private struct EncodedRunSearch {
    let text: UnsafeRawBufferPointer
    let kinds: UnsafeBufferPointer<UInt8>

    @inline(__always) func next(from start: Int) -> EncodedRun? {
        var index = start
        while unsafe index &+ 8 <= text.count {
            guard unsafe mayBeRun(at: index), unsafe isRun(at: index) else {
                index &+= EncodedRun.stride
                continue
            }
            let (low, high) = unsafe extended(index, from: start)
            if high &- low >= EncodedRun.shortest { return unsafe run(low..<high) }
            index = high
        }
        return nil
    }

    /// Whether none of eight bytes is a blank, a control byte or one of `!` and `"`: true for one in six of ordinary code.
    @inline(__always) private func mayBeRun(at index: Int) -> Bool {
        let word = unsafe text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // Source: the test for a byte below a limit of Anderson, "Bit Twiddling Hacks".
        return (word &- 0x2323_2323_2323_2323) & ~word & 0x8080_8080_8080_8080 == 0
    }

    @inline(__always) private func isRun(at index: Int) -> Bool {
        for offset in 0..<8 where unsafe kinds[Int(text[index &+ offset])] == 0 { return false }
        return true
    }

    private func extended(_ index: Int, from start: Int) -> (low: Int, high: Int) {
        var low = index
        while low > start, unsafe kinds[Int(text[low &- 1])] != 0 { low &-= 1 }
        var high = index &+ 8
        let count = unsafe text.count
        while high < count, unsafe kinds[Int(text[high])] != 0 { high &+= 1 }
        return (low, high)
    }

    private func run(_ range: Range<Int>) -> EncodedRun {
        var all: UInt8 = 0
        for index in range { all |= unsafe kinds[Int(text[index])] }
        var leads: UInt32 = 0
        for offset in 0..<min(EncodedRun.leadCount, range.count)
        where unsafe kinds[Int(text[range.lowerBound &+ offset])] & EncodedRun.leadBit != 0 {
            leads |= 1 << UInt32(offset)
        }
        return EncodedRun(range: range, holdsEscapes: all & EncodedRun.escapeBit != 0, leads: leads)
    }
}
