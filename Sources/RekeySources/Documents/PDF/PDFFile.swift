internal import ByteSearch
internal import RekeyCore

/// The objects of a PDF file, found by going through it, so that a wrong table of them and older versions hide nothing.
///
/// Source: ISO 32000-1, sections 7.3.8 (streams), 7.5.7 (object streams).
struct PDFFile {
    /// An object as it stands in the file.
    struct Entry {
        var number: Int
        var value: PDFObject
        /// The bytes of its stream, as they are stored.
        var stream: Range<Int>?
    }

    let bytes: [UInt8]
    /// All of them, older versions too, in the order of the file.
    private(set) var entries: [Entry] = []
    /// The last version of each, as an index into `entries`, or what an object stream holds.
    private var latest: [Int: Int] = [:]
    private var packed: [Int: PDFObject] = [:]

    private static let mostObjects = 1_000_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let word = Array("obj".utf8)
        var offset = 0
        while entries.count < Self.mostObjects, offset < bytes.count,
            let found = ByteSearch.first(of: word.span, in: bytes.span.extracting(offset...)).map({ $0 + offset })
        {
            offset = found + word.count
            guard let number = Self.number(bytes, before: found) else { continue }
            var reader = PDFReader(bytes, at: offset)
            guard let value = reader.next(), !value.isWord("endobj") else { continue }
            var entry = Entry(number: number, value: value)
            offset = max(offset, reader.offset)
            if value["Length"] != nil, let start = Self.streamStart(bytes, from: reader.offset) {
                entry.stream = start..<streamEnd(from: start, length: value["Length"]?.count)
                offset = entry.stream?.upperBound ?? offset
            }
            latest[number] = entries.count
            entries.append(entry)
        }
    }

    /// Whether its strings and streams are encrypted.
    var isEncrypted: Bool {
        let word = Array("/Encrypt".utf8)
        var offset = 0
        while offset < bytes.count, let found = ByteSearch.first(of: word.span, in: bytes.span.extracting(offset...)) {
            offset += found + word.count
            var reader = PDFReader(bytes, at: offset, before: offset + 64)
            guard offset < bytes.count, !bytes[offset].isASCIIAlphanumeric, let value = reader.next() else { continue }
            if value.reference != nil { return true }
            if case .dictionary = value { return true }
        }
        return false
    }

    /// The value of an object, through references to references.
    func value(_ object: PDFObject?) -> PDFObject? {
        var object = object
        for _ in 0..<8 {
            guard let number = object?.reference else { return object }
            object = latest[number].map { entries[$0].value } ?? packed[number]
        }
        return nil
    }

    /// The index of the object with a number that stands in the file itself.
    func index(of number: Int) -> Int? { latest[number] }

    /// The numbers of all objects, those of object streams too.
    var numbers: [Int] { Set(latest.keys).union(packed.keys).sorted() }

    /// Adds what a decoded object stream holds. Newer objects of the file itself win.
    /// Gives their values.
    mutating func add(objectStream bytes: [UInt8], _ dictionary: PDFObject) -> [PDFObject] {
        guard let first = dictionary["First"]?.count, let count = dictionary["N"]?.count, first <= bytes.count else { return [] }
        var values: [PDFObject] = []
        var header = PDFReader(bytes, before: first, readsReferences: false)
        // Why: objects of a sound stream do not overlap.
        var budget = 4 * bytes.count
        for _ in 0..<min(count, bytes.count) where budget > 0 {
            guard let number = header.next()?.count, let offset = header.next()?.count, offset <= bytes.count - first else { break }
            var reader = PDFReader(bytes, at: first + offset)
            if let value = reader.next() {
                packed[number] = value
                values.append(value)
            }
            budget -= reader.offset - first - offset + 1
        }
        return values
    }

    /// The number before `N G obj`; `nil` where that does not stand before `end`.
    private static func number(_ bytes: [UInt8], before end: Int) -> Int? {
        var index = end
        func digits(_ most: Int) -> Int? {
            while index > 0, PDFReader.isBlank(bytes[index - 1]) { index -= 1 }
            let last = index
            while index > 0, last - index < most, bytes[index - 1].isASCIIDigit { index -= 1 }
            return index < last ? bytes[index..<last].reduce(0) { $0 * 10 + Int($1 & 15) } : nil
        }
        guard digits(5) != nil, index > 0, PDFReader.isBlank(bytes[index - 1]) else { return nil }
        return digits(10)
    }

    /// Where the data of a stream starts, if the word stands at `offset`.
    private static func streamStart(_ bytes: [UInt8], from offset: Int) -> Int? {
        let word = Array("stream".utf8)
        var start = offset
        while start < bytes.count, PDFReader.isBlank(bytes[start]) { start += 1 }
        guard bytes[start...].starts(with: word) else { return nil }
        start += word.count
        if start < bytes.count, bytes[start] == 0x0D { start += 1 }
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
        return start
    }

    /// Where the data of a stream ends: by its length if that is right, else before the word that ends it.
    private func streamEnd(from start: Int, length: Int?) -> Int {
        let word = Array("endstream".utf8)
        if let length, length <= bytes.count - start {
            var end = start + length
            while end < bytes.count, end - start - length < 2, PDFReader.isBlank(bytes[end]) { end += 1 }
            if bytes[end...].starts(with: word) { return start + length }
        }
        return ByteSearch.first(of: word.span, in: bytes.span.extracting(start...)).map { $0 + start } ?? bytes.count
    }
}
