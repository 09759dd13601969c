internal import ByteSearch
internal import RekeyCore

/// Lines of a text of which only a few places are asked for: line feeds are counted block by block, not noted one by one.
///
/// Every answer looks at two blocks at most, however many lines the text has and however long they are.
struct LineBlocks {
    private static let width = 4_096
    /// Line feeds before each block.
    private let counts: [Int]

    /// Offsets up to `furthest` can be asked for.
    init(_ text: Span<UInt8>, through furthest: Int) {
        var counts = [0]
        let end = min(max(furthest, 0), text.count)
        counts.reserveCapacity(end / Self.width + 1)
        var start = 0
        while start + Self.width <= end {
            counts.append((counts.last ?? 0) + ByteSearch.count(of: 0x0A, in: text, start..<start + Self.width))
            start += Self.width
        }
        self.counts = counts
    }

    /// How many line feeds stand before `offset`.
    func line(of offset: Int, in text: Span<UInt8>) -> Int {
        let block = min(offset / Self.width, counts.count - 1)
        return counts[block] + ByteSearch.count(of: 0x0A, in: text, block * Self.width..<offset)
    }

    /// Where the line begins that holds `offset`.
    func start(of offset: Int, in text: Span<UInt8>) -> Int {
        let line = line(of: offset, in: text)
        guard line > 0 else { return 0 }
        // The line feed is in the last block that has fewer before it.
        var (low, high) = (0, min(offset / Self.width, counts.count - 1))
        while low < high {
            let middle = (low + high + 1) / 2
            if counts[middle] < line { low = middle } else { high = middle - 1 }
        }
        let end = low < counts.count - 1 ? min(offset, (low + 1) * Self.width) : offset
        return ByteSearch.last(of: 0x0A, in: text, before: end).map { $0 + 1 } ?? 0
    }

    /// The place of a byte range of `chunk` in the file it came from.
    func location(of range: Range<Int>, in chunk: Chunk) -> Location {
        let text = chunk.bytes.span
        let last = max(range.lowerBound, range.upperBound - 1)
        return Location(
            line: chunk.firstLine + line(of: range.lowerBound, in: text),
            column: range.lowerBound - start(of: range.lowerBound, in: text) + 1, endLine: chunk.firstLine + line(of: last, in: text),
            endColumn: range.upperBound - start(of: last, in: text),
            offset: chunk.startOffset.map { $0 + Self.original(range.lowerBound, chunk) },
            length: Self.original(range.upperBound, chunk) - Self.original(range.lowerBound, chunk))
    }

    /// The offset in the stored file: for UTF-16 the text was transcoded, so its units are counted again.
    private static func original(_ offset: Int, _ chunk: Chunk) -> Int {
        guard chunk.encoding != .bytes else { return offset }
        return 2 + 2 * String(decoding: chunk.bytes.prefix(offset), as: UTF8.self).utf16.count
    }

    /// Where the line of `offset` stands, its line feed left out, as far as `most` bytes to each side.
    func range(ofLineAt offset: Int, in text: Span<UInt8>, most: Int) -> Range<Int> {
        let begin = max(start(of: offset, in: text), offset - most)
        let end = ByteSearch.first(of: 0x0A, in: text.extracting(first: min(text.count, offset + most)), from: offset)
        return begin..<(end ?? min(text.count, offset + most))
    }
}
