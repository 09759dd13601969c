internal import ByteSearch
internal import RekeyCore

/// A text without the codes that colour it on a terminal, and where its bytes stand in the original.
///
/// Why: programs colour parts of words, and a token with a code in it has no form that a rule knows. Codes that carry text of their own, as
/// links do, stay.
package struct UncolouredText: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Offsets of this text from which on `skipped` bytes of the original are left out; ascending.
    private var cuts: [(offset: Int, skipped: Int)] = []

    /// `nil` where no code stands, which is told at the speed of a search for one byte.
    package init?(_ text: Span<UInt8>) {
        guard var escape = ByteSearch.first(of: Self.escape, in: text, from: 0) else { return nil }
        var copied = 0
        while true {
            let length = Self.codeLength(in: text, at: escape)
            if length > 0 {
                if cuts.isEmpty { bytes.reserveCapacity(text.count) }
                append(text, copied..<escape)
                copied = escape + length
                cuts.append((bytes.count, copied - bytes.count))
            }
            guard let next = ByteSearch.first(of: Self.escape, in: text, from: escape + max(length, 1)) else { break }
            escape = next
        }
        guard !cuts.isEmpty else { return nil }
        append(text, copied..<text.count)
    }

    /// Bytes of the original from the first to the last one of `range`, codes between them included.
    package func original(_ range: Range<Int>) -> Range<Int> {
        let low = original(range.lowerBound)
        return range.isEmpty ? low..<low : low..<original(range.upperBound - 1) + 1
    }

    /// Where the first byte stands that comes from `offset` of the original or later.
    package func offset(ofOriginal offset: Int) -> Int {
        var (low, high) = (0, bytes.count)
        while low < high {
            let middle = (low + high) / 2
            if original(middle) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The lines that codes were left out of, as far as `parts` of the original hold them: elsewhere this text says nothing new.
    func changedLines(in parts: [Range<Int>]) -> [Range<Int>] {
        let parts = parts.map { offset(ofOriginal: $0.lowerBound)..<offset(ofOriginal: $0.upperBound) }
        var changed: [Range<Int>] = []
        var part = 0
        for line in changedLines {
            while part < parts.count, parts[part].upperBound <= line.lowerBound { part += 1 }
            var next = part
            while next < parts.count, parts[next].lowerBound < line.upperBound {
                changed.append(line.clamped(to: parts[next]))
                next += 1
            }
        }
        return changed
    }

    /// Lines with codes, and those between near ones; of long lines what is near the codes. Apart and in order.
    private var changedLines: [Range<Int>] {
        let text = bytes.span
        var lines: [Range<Int>] = []
        for cut in cuts {
            let end = lines.last?.upperBound ?? 0
            guard lines.isEmpty || cut.offset >= end else { continue }
            let low = max(end, cut.offset - Self.nearby)
            let feed = ByteSearch.last(of: 0x0A, in: text.extracting(low..<cut.offset), before: cut.offset - low)
            let room = text.extracting(first: min(text.count, cut.offset + Self.nearby))
            let high = ByteSearch.first(of: 0x0A, in: room, from: cut.offset) ?? room.count
            let start = feed.map { low + $0 + 1 } ?? low
            guard start < high else { continue }
            // Why: a look at some lines more costs less than many looks.
            let isNear = lines.last.map { start - $0.upperBound <= Self.nearby } ?? false
            lines.append(isNear ? (lines.popLast()?.lowerBound ?? start)..<high : start..<high)
        }
        return lines
    }

    private func original(_ offset: Int) -> Int {
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? offset : offset + cuts[low - 1].skipped
    }

    private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
        bytes += text.extracting(range).copied()
    }

    /// Bytes of the code at `start`; 0 where none stands, or only its beginning.
    ///
    /// Source: ECMA-35, section 13.2.1: ESC, `(` or `)`, and one byte name a set of characters.
    private static func codeLength(in text: Span<UInt8>, at start: Int) -> Int {
        guard start + 2 < text.count else { return 0 }
        if text[start + 1] == UInt8(ascii: "(") || text[start + 1] == UInt8(ascii: ")") { return 3 }
        let length = sequenceLength(in: text, behindEscape: start + 1)
        return length == 0 ? 0 : length + 1
    }

    /// Bytes of a control sequence without its ESC, which ends before `start`; 0 where none stands, or only its beginning.
    ///
    /// Source: ECMA-48, section 5.4: a control sequence is ESC, `[`, parameters 0x30–0x3F, intermediates 0x20–0x2F and one final byte
    /// 0x40–0x7E.
    static func sequenceLength(in text: Span<UInt8>, behindEscape start: Int) -> Int {
        guard start < text.count, text[start] == UInt8(ascii: "[") else { return 0 }
        var index = start + 1
        let end = min(text.count, index + longestCode)
        while index < end, (0x30...0x3F).contains(text[index]) { index += 1 }
        while index < end, (0x20...0x2F).contains(text[index]) { index += 1 }
        guard index < end, (0x40...0x7E).contains(text[index]) else { return 0 }
        return index + 1 - start
    }

    static let escape: UInt8 = 0x1B
    /// How far from a code a long line is read again. Bytes.
    private static let nearby = 4_096
    /// Longer ones are no colours. Bytes.
    private static let longestCode = 64
}
