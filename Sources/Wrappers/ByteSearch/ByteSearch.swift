internal import CByteSearch

/// Looks through whole texts, 64 bytes at a time and without a branch for any of them.
///
/// Why: words and blanks follow each other without a pattern, so that a search that stops at each of them spends its time on wrong guesses of
/// the processor; it took a tenth of a scan.
package enum ByteSearch {
    /// Bytes that a stretch has at least.
    package static let shortestStretch = 24

    /// Where the first `shortestStretch` bytes in a row of base64 (both alphabets), `%`, `=` and backslash begin, at or after `start`.
    package static func encodedStretch(in text: Span<UInt8>, from start: Int) -> Int? {
        unsafe blocks(of: text, from: start) { blocks in
            var index = start
            while unsafe index < blocks.count {
                // Why twice: the quick test takes some bytes too many.
                index = unsafe rekey_maybe_stretch(blocks.first, blocks.count, index)
                var stretch = Stretch()
                repeat {
                    let exact = unsafe blocks.mask(at: index) { unsafe rekey_encoded_of_64($0) }
                    if let found = stretch.next(exact, at: index) { return found }
                    unsafe index &+= Blocks.width
                } while unsafe stretch.before > 0 && index < blocks.count
            }
            return nil
        }
    }

    /// Where the bytes that `encodedStretch` looks for end that go on at `start`; with `stopsAtEscapes`, at the first of `%`, `=` and
    /// backslash.
    package static func encodedEnd(in text: Span<UInt8>, from start: Int, stopsAtEscapes: Bool) -> Int {
        guard start >= 0, start < text.count else { return text.count }
        return unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_encoded_end($0, text.count, start, stopsAtEscapes) } ?? 0
        }
    }

    /// The first byte from `start` on that no name of a variable has (letters, digits, underscore, hyphen and full stop); `end`, or the
    /// end of the text, where there is none before it.
    @inline(__always) package static func nameEnd(in text: Span<UInt8>, from start: Int, before end: Int) -> Int {
        let end = min(end, text.count)
        guard start >= 0, start < end else { return start }
        return unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_name_end($0, text.count, start, end) } ?? start
        }
    }

    /// Where the bytes of such a name begin that go on to `end`, not before `lowest`.
    @inline(__always) package static func nameStart(in text: Span<UInt8>, before end: Int, from lowest: Int) -> Int {
        guard lowest >= 0, lowest < end, end <= text.count else { return end }
        return unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_name_start($0, end, lowest) } ?? end
        }
    }

    /// The first eight bytes from `start` on, in steps of eight, in which each second one is zero and no other is, as in characters of 16
    /// bits; every 16 bytes of such text hold some. Eight bytes that end behind the text do not count.
    package static func wideText(in text: Span<UInt8>, from start: Int) -> Int? {
        guard start >= 0, start < text.count else { return nil }
        let found = unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_wide_text($0, text.count, start) }
        }
        return found.flatMap { $0 < text.count ? $0 : nil }
    }

    /// Where `byte` comes first at or after `start`.
    package static func first(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
        guard start >= 0, start < text.count else { return nil }
        let found = unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe start + rekey_first_of($0 + start, text.count - start, byte) }
        }
        return found.flatMap { $0 < text.count ? $0 : nil }
    }

    /// Where `sought` comes first; 0 for no bytes at all.
    package static func first(of sought: Span<UInt8>, in text: Span<UInt8>) -> Int? {
        guard !sought.isEmpty else { return 0 }
        guard sought.count <= text.count else { return nil }
        let found = unsafe text.withUnsafeBufferPointer { text in
            unsafe sought.withUnsafeBufferPointer { sought in
                guard let first = text.baseAddress, let start = sought.baseAddress else { return text.count }
                return unsafe rekey_first_of_bytes(first, text.count, start, sought.count)
            }
        }
        return found < text.count ? found : nil
    }

    /// How often `byte` stands in `range`, as far as that is in the text.
    package static func count(of byte: UInt8, in text: Span<UInt8>, _ range: Range<Int>) -> Int {
        let range = range.clamped(to: 0..<text.count)
        return unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_count($0 + range.lowerBound, range.count, byte) } ?? 0
        }
    }

    /// Where `byte` comes last before `end`.
    package static func last(of byte: UInt8, in text: Span<UInt8>, before end: Int) -> Int? {
        guard end > 0, end <= text.count else { return nil }
        let found = unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_last_of($0, end, byte) }
        }
        return found.flatMap { $0 < end ? $0 : nil }
    }

    /// The first of two bytes at or after `start`.
    package static func first(of byte: UInt8, or other: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
        if byte == other { return first(of: byte, in: text, from: start) }
        return firstOfTwo(byte, other, in: text, from: start)
    }

    private static func firstOfTwo(_ byte: UInt8, _ other: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
        unsafe blocks(of: text, from: start) { blocks in
            var index = start
            while unsafe index < blocks.count {
                // Why twice: which byte it is takes longer to say than whether one is there, and hardly any block holds one.
                if unsafe blocks.mask(at: index, by: { unsafe rekey_any_of_64($0, byte, other) }) != 0 {
                    let mask = unsafe blocks.mask(at: index) { unsafe rekey_equal_of_64($0, byte, other) }
                    return index &+ mask.trailingZeroBitCount
                }
                unsafe index &+= Blocks.width
            }
            return nil
        }
    }

    /// Which of the 32 bytes at `start` a group of four characters of base64 may begin with whose first byte is text: bit n says so of byte
    /// n. `nil` where fewer bytes follow.
    package static func textLeads(in text: Span<UInt8>, at start: Int) -> UInt32? {
        guard start >= 0, start <= text.count - 32 else { return nil }
        return unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe rekey_text_leads_of_32($0 + start) }
        }
    }

    @inline(__always) private static func blocks(of text: Span<UInt8>, from start: Int, _ body: (Blocks) -> Int?) -> Int? {
        guard start >= 0 else { return nil }
        return unsafe text.withUnsafeBufferPointer { buffer in
            guard let first = buffer.baseAddress else { return nil }
            return unsafe body(Blocks(first: first, count: buffer.count))
        }
    }
}

/// Bytes in a row, counted over masks of 64.
private struct Stretch {
    /// Bytes at the end of the last mask.
    private(set) var before = 0

    /// Where `ByteSearch.shortestStretch` bytes in a row begin, by the mask of the bytes at `index`.
    @inline(__always) mutating func next(_ mask: UInt64, at index: Int) -> Int? {
        if before &+ (~mask).trailingZeroBitCount >= ByteSearch.shortestStretch { return index &- before }
        // Bits that 23 more follow.
        var long = mask & mask &>> 1
        long &= long &>> 2
        long &= long &>> 4
        long &= long &>> 8 & long &>> 16
        if long != 0 { return index &+ long.trailingZeroBitCount }
        before = (~mask).leadingZeroBitCount
        return nil
    }
}

@unsafe private struct Blocks {
    static let width = 64
    let first: UnsafePointer<UInt8>
    let count: Int

    /// The mask of the bytes at `index`, which is below the count; the last ones are filled up with zeros.
    @inline(__always) func mask(at index: Int, by mask: (UnsafePointer<UInt8>) -> UInt64) -> UInt64 {
        if unsafe index &+ Self.width <= count { return unsafe mask(first + index) }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.width) { last in
            unsafe last.initialize(repeating: 0)
            for offset in unsafe 0..<count &- index { unsafe last[offset] = first[index &+ offset] }
            return unsafe last.baseAddress.map { unsafe mask($0) } ?? 0
        }
    }
}
