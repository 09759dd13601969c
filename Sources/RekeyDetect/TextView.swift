internal import ByteSearch
internal import RekeyCore

/// The text a pattern runs over, and how its ranges map back to the chunk.
enum TextView {
    /// The chunk itself.
    case plain
    /// A window of it with escapes undone.
    case unescaped(DecodedText)
    /// Lines of it without what a log has put before each.
    case prefixed(Stretches)

    /// The range of the chunk that `range` of the view came from.
    func original(_ range: Range<Int>) -> Range<Int> {
        switch self {
        case .plain: range
        case .unescaped(let text): text.original(range)
        case .prefixed(let lines): lines.original(range)
        }
    }
}

extension Span<UInt8> {
    /// A copy of some bytes.
    func copy(_ range: Range<Int>) -> [UInt8] { extracting(range).copied() }

    /// Whether `other` has the same bytes.
    func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Whether the last bytes are those of `suffix`; with `foldsCase`, capitals count as the small letters that it is written in.
    func ends(with suffix: String, foldsCase: Bool = false) -> Bool {
        guard suffix.utf8.count <= count else { return false }
        var index = count - suffix.utf8.count
        for byte in suffix.utf8 {
            guard (foldsCase ? self[index].asciiLowercased : self[index]) == byte else { return false }
            index += 1
        }
        return true
    }

    /// A copy with ASCII capitals made small.
    func lowercased() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(count)
        for index in indices { output.append(self[index].asciiLowercased) }
        return output
    }

    /// The line that holds `offset`, without its line feed, at most `limit` bytes to each side.
    func line(at offset: Int, limit: Int = 2_048) -> Range<Int> {
        var low = offset
        while low > 0, offset - low < limit, self[low - 1] != 0x0A { low -= 1 }
        var high = offset
        while high < count, high - offset < limit, self[high] != 0x0A { high += 1 }
        return low..<high
    }

    /// Whether the line that holds `offset` is a comment of a programming language.
    func isComment(at offset: Int) -> Bool {
        var start = offset
        while start > 0, offset - start < 256, self[start - 1] != 0x0A { start -= 1 }
        while start < count, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        guard start + 3 < count else { return false }
        let next = self[start + 1]
        switch self[start] {
        case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: ";"): return true
        case UInt8(ascii: "/"): return next == UInt8(ascii: "/") || next == UInt8(ascii: "*")
        case UInt8(ascii: "-"): return next == UInt8(ascii: "-")
        case UInt8(ascii: "<"): return next == UInt8(ascii: "!")
        default: return false
        }
    }

    /// From `lines` lines above `range` to `lines` lines below it, at most 64 KiB to each side.
    func neighbourhood(of range: Range<Int>, lines: Int) -> Range<Int> {
        let room = Swift.max(0, range.lowerBound - 65_536)..<Swift.min(count, range.upperBound + 65_536)
        let text = extracting(room)
        var low = range.lowerBound - room.lowerBound
        var high = range.upperBound - room.lowerBound
        // Why: the first step only goes to the end of the line that `range` begins or ends on.
        for step in 0...lines where low > 0 {
            low = ByteSearch.last(of: 0x0A, in: text, before: step == 0 ? low : low - 1).map { $0 + 1 } ?? 0
        }
        for step in 0...lines where high < text.count {
            high = ByteSearch.first(of: 0x0A, in: text, from: step == 0 ? high : high + 1) ?? text.count
        }
        return (low + room.lowerBound)..<(high + room.lowerBound)
    }
}
