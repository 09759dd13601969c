internal import RekeyCore

/// A text that a document holds, put together from places of it.
struct DocumentPart {
    /// What it is, in words for people: `cell 3 output 1`, `src/api.ts`.
    var entry: String
    /// The path that says how to read it; `nil` where `entry` is a path.
    var seenAs: [UInt8]?
    private(set) var bytes: [UInt8] = []
    /// Which bytes of the document stand for which of the text, in the order of the text.
    private(set) var pieces: [(text: Range<Int>, source: Range<Int>)] = []

    init(_ entry: String, seenAs: [UInt8]? = nil) {
        self.entry = entry
        self.seenAs = seenAs
    }

    /// Adds what the bytes at `source` stand for.
    mutating func append(_ text: [UInt8], from source: Range<Int>) {
        pieces.append((bytes.count..<bytes.count + text.count, source))
        bytes += text
    }

    /// Adds what no byte of the document stands for.
    mutating func append(_ text: String) { bytes += text.utf8 }

    /// Adds all of another part.
    mutating func append(_ other: DocumentPart) {
        let start = bytes.count
        pieces += other.pieces.map { ($0.text.lowerBound + start..<$0.text.upperBound + start, $0.source) }
        bytes += other.bytes
    }

    /// Goes to the start of a line.
    mutating func beginLine() { if let last = bytes.last, last != 0x0A { bytes.append(0x0A) } }

    /// The ranges of the text that stand for something that is new in the document.
    func newRanges(of document: Chunk) -> [Range<Int>] { pieces.filter { document.isNew($0.source) }.map(\.text) }
}

/// What reading a document gave.
struct DocumentReading {
    var parts: [DocumentPart] = []
    /// Bytes of the document that parts stand for, besides those that their pieces name.
    var covered: [Range<Int>] = []
    var skips: [(reason: Skip.Reason, detail: String)] = []

    /// Whether it was no such document.
    var isEmpty: Bool { parts.isEmpty && covered.isEmpty && skips.isEmpty }
}
