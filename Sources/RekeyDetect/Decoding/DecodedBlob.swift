internal import RekeyCore

/// A stretch of a text, decoded, and the way back.
struct DecodedBlob {
    var bytes: [UInt8]
    /// From the outside in.
    var steps: [Decoding]
    /// Bytes of the text that were decoded, padding included.
    var range: Range<Int>
    var place: Place

    /// Whether it is made of whole strings, each with what stands before it.
    var isStrings: Bool { if case .stretches = place { true } else { false } }

    /// How decoded bytes map to the text.
    enum Place {
        /// In groups of characters, in pieces that need not join.
        case groups(EncodedPieces)
        /// Byte by byte.
        case escapes(DecodedText)
        /// Byte by byte, in stretches between escapes.
        case stretches(Stretches)
        /// Not at all: compressed bytes stand nowhere in particular.
        case whole
    }

    /// The range of the text that `part` of the bytes came from.
    func original(_ part: Range<Int>) -> Range<Int> {
        switch place {
        case .groups(let pieces): pieces.original(part, of: bytes.count, in: range)
        case .escapes(let text): text.original(part)
        case .stretches(let stretches): stretches.original(part)
        case .whole: range
        }
    }
}

/// Characters of a text that belong to one encoded value, without the line ends, quotes and indents between them.
struct EncodedPieces {
    /// Decoded bytes in a group, and the characters that hold them.
    var groupBytes: Int
    var groupCharacters: Int
    /// Where each piece begins, in the text and among the characters.
    private(set) var starts: [(text: Int, character: Int)] = []
    private(set) var characters: [UInt8] = []

    init(bytes groupBytes: Int, per groupCharacters: Int) {
        self.groupBytes = groupBytes
        self.groupCharacters = groupCharacters
    }

    /// Adds the characters of `range`.
    mutating func append(_ range: Range<Int>, of text: Span<UInt8>) {
        starts.append((range.lowerBound, characters.count))
        characters.reserveCapacity(characters.count + range.count)
        for index in range { characters.append(text[index]) }
    }

    /// The range of the text that holds decoded bytes; the end of all stands for the end of the value in `whole`.
    func original(_ part: Range<Int>, of count: Int, in whole: Range<Int>) -> Range<Int> {
        let low = offset(of: part.lowerBound * groupCharacters / groupBytes)
        guard part.upperBound < count else { return low..<max(low, whole.upperBound) }
        let last = (part.upperBound * groupCharacters + groupBytes - 1) / groupBytes - 1
        return low..<max(low, min(offset(of: last) + 1, whole.upperBound))
    }

    private func offset(of character: Int) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle].character <= character { low = middle } else { high = middle }
        }
        guard low < starts.count else { return 0 }
        return starts[low].text + max(0, character - starts[low].character)
    }
}
