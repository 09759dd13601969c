/// Bytes to scan, with where they came from.
package struct Chunk: Sendable {
    package var bytes: [UInt8]
    package var provenance: Provenance
    /// Number of the line that `bytes` starts with; 1 for whole files.
    package var firstLine: Int
    /// Offset of `bytes` in the file; `nil` where it cannot be known (patches).
    package var startOffset: Int?
    /// Half-open byte ranges, sorted, that are new; `nil` when everything counts. A finding reports only if it touches one.
    package var added: [Range<Int>]?
    /// Whether it is one of several overlapping pieces of a text: then a finding counts only in the piece whose `added` holds its first byte.
    package var isPiece: Bool
    /// How the original stored the text; `bytes` are always UTF-8 or raw bytes.
    package var encoding: TextEncoding

    package init(
        bytes: [UInt8], provenance: Provenance, firstLine: Int = 1, startOffset: Int? = 0, added: [Range<Int>]? = nil,
        isPiece: Bool = false, encoding: TextEncoding = .bytes
    ) {
        self.bytes = bytes
        self.provenance = provenance
        self.firstLine = firstLine
        self.startOffset = startOffset
        self.added = added
        self.isPiece = isPiece
        self.encoding = encoding
    }

    /// Whether a finding at `range` is new here: some added range overlaps it, or in a piece holds where it starts.
    package func isNew(_ range: Range<Int>) -> Bool {
        guard let added else { return true }
        let range = isPiece ? range.lowerBound..<range.lowerBound : range
        var low = 0
        var high = added.count
        while low < high {
            let middle = (low + high) / 2
            if added[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < added.count && added[low].lowerBound < max(range.upperBound, range.lowerBound + 1)
    }
}

/// How a file stores its text.
package enum TextEncoding: String, Sendable {
    /// UTF-8, Latin-1 or anything else that keeps ASCII as single bytes.
    case bytes
    /// UTF-16 with a byte order mark, transcoded to UTF-8 for scanning.
    case utf16LittleEndian, utf16BigEndian
}
