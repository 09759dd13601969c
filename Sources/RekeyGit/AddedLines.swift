internal import RekeyCore

/// Which lines of a text are new, decided by content alone.
///
/// A line is new unless the old text holds an equal line that no earlier line has used up: a moved line is not new, a second copy of a
/// line is. The line end does not count, so turning LF into CRLF makes nothing new. With several old texts (a merge) a line is new only if
/// it is new against each of them. No attribute, textconv or "binary" mark takes part, so none can hide a line.
enum AddedLines {
    /// Half-open byte ranges of the new lines, line ends included, neighbours merged. Linear in the sizes of the texts.
    static func ranges(in new: [UInt8], against olds: [[UInt8]]) -> [Range<Int>] {
        let lines = lineRanges(new)
        var isNew = [Bool](repeating: true, count: lines.count)
        for old in olds { keepOnlyNew(&isNew, new, lines, against: old) }
        var ranges: [Range<Int>] = []
        for (line, range) in lines.enumerated() where isNew[line] {
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }

    /// Byte ranges of the lines, line ends included.
    private static func lineRanges(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        let span = bytes.span
        for index in span.indices where span[index] == 0x0A {
            lines.append(start..<(index + 1))
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        return lines
    }

    /// Clears the mark of every line that `old` holds too.
    private static func keepOnlyNew(_ isNew: inout [Bool], _ new: [UInt8], _ lines: [Range<Int>], against old: [UInt8]) {
        let oldLines = lineRanges(old)
        // Why: most edits touch one place, so equal beginnings and ends are paired without hashing; the counts come out the same.
        let limit = min(lines.count, oldLines.count)
        var head = 0
        while head < limit, Line.equal(new.span, lines[head], old.span, oldLines[head]) { head += 1 }
        var tail = 0
        while tail < limit - head,
            Line.equal(new.span, lines[lines.count - 1 - tail], old.span, oldLines[oldLines.count - 1 - tail])
        { tail += 1 }
        for line in 0..<head { isNew[line] = false }
        for line in (lines.count - tail)..<lines.count { isNew[line] = false }
        let rest = head..<(lines.count - tail)
        let oldRest = head..<(oldLines.count - tail)
        guard !rest.isEmpty, !oldRest.isEmpty else { return }
        var table = LineTable(old, oldLines[oldRest])
        for line in rest where table.take(lines[line], of: new) { isNew[line] = false }
    }
}

/// Lines of a text, counted, each distinct line once.
private struct LineTable {
    private let bytes: [UInt8]
    private let seed = UInt64.random(in: .min ... .max)
    private var heads: [Int]
    private var entries: [Entry] = []

    private struct Entry {
        var line: Range<Int>
        var hash: UInt64
        var count: Int
        var next: Int
    }

    init(_ bytes: [UInt8], _ lines: ArraySlice<Range<Int>>) {
        self.bytes = bytes
        var size = 16
        while size < lines.count { size *= 2 }
        heads = [Int](repeating: -1, count: size)
        for line in lines {
            let hash = Line.hash(bytes.span, line, seed: seed)
            if let found = entry(line, of: bytes, hash) {
                entries[found].count += 1
            } else {
                let slot = slot(hash)
                entries.append(Entry(line: line, hash: hash, count: 1, next: heads[slot]))
                heads[slot] = entries.count - 1
            }
        }
    }

    /// Uses up one equal line; whether there was one left.
    mutating func take(_ line: Range<Int>, of other: [UInt8]) -> Bool {
        let hash = Line.hash(other.span, line, seed: seed)
        guard let found = entry(line, of: other, hash), entries[found].count > 0 else { return false }
        entries[found].count -= 1
        return true
    }

    private func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 16) & (heads.count - 1) }

    private func entry(_ line: Range<Int>, of other: [UInt8], _ hash: UInt64) -> Int? {
        var index = heads[slot(hash)]
        while index >= 0 {
            let entry = entries[index]
            if entry.hash == hash, Line.equal(bytes.span, entry.line, other.span, line) { return index }
            index = entry.next
        }
        return nil
    }
}

/// Comparing lines without their line ends.
private enum Line {
    static func equal(_ left: Span<UInt8>, _ leftLine: Range<Int>, _ right: Span<UInt8>, _ rightLine: Range<Int>) -> Bool {
        let leftEnd = contentEnd(left, leftLine)
        let rightEnd = contentEnd(right, rightLine)
        let count = leftEnd - leftLine.lowerBound
        guard count == rightEnd - rightLine.lowerBound else { return false }
        for offset in 0..<count where left[leftLine.lowerBound + offset] != right[rightLine.lowerBound + offset] { return false }
        return true
    }

    /// FNV-1a from a random start, mixed at the end. Equality is always checked byte by byte as well.
    static func hash(_ bytes: Span<UInt8>, _ line: Range<Int>, seed: UInt64) -> UInt64 {
        var hash = seed
        for index in line.lowerBound..<contentEnd(bytes, line) { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    }

    private static func contentEnd(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
        var end = line.upperBound
        if end > line.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
        if end > line.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }
}
