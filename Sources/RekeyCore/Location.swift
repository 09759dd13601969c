/// A place in an input. Lines and columns start at 1, columns and offsets count bytes, the end column is inclusive.
package struct Location: Sendable, Hashable {
    package var line: Int
    package var column: Int
    package var endLine: Int
    package var endColumn: Int
    /// Byte offset in the original file; `nil` in patches.
    package var offset: Int?
    package var length: Int

    package init(line: Int, column: Int, endLine: Int, endColumn: Int, offset: Int?, length: Int) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
        self.offset = offset
        self.length = length
    }
}

/// Turns byte offsets of one chunk into lines and columns.
package struct LineIndex: Sendable {
    /// Offset of the first byte of each line.
    package let starts: [Int]

    package init(_ bytes: Span<UInt8>) { starts = bytes.lineStarts() }

    /// Zero-based number of the line that holds `offset`.
    package func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Half-open byte range of a zero-based line, line feed included; clamped to the text.
    package func range(ofLine line: Int, count: Int) -> Range<Int> {
        let start = starts[min(max(line, 0), starts.count - 1)]
        let end = line + 1 < starts.count ? starts[max(line + 1, 0)] : count
        return start..<max(start, end)
    }
}
