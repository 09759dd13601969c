internal import RekeyCore

/// The texts of one row, with where they stand in the file. Numbers and what is no text are left out.
struct DatabaseRecord {
    /// One text of it.
    struct Value {
        var column: Int
        var text: [UInt8]
        var places: [Range<Int>]
    }

    private(set) var values: [Value] = []
    /// The whole numbers of the row by column; only those of the schema are asked for.
    private(set) var numbers: [Int: Int] = [:]

    /// Columns of a row. Source: SQLite, Limits: 2,000 by default, 32,767 at most.
    private static let columns = 32_767

    init(_ payload: DatabasePages.Payload, in pages: DatabasePages) {
        var record: [UInt8] = []
        record.reserveCapacity(payload.count)
        for segment in payload.segments { record += pages.bytes[segment] }
        var header = 0
        guard let headerSize = DatabasePages.varint(record.span, &header), headerSize <= record.count else { return }
        var offset = headerSize
        var column = 0
        while header < headerSize, column < Self.columns, let type = DatabasePages.varint(record.span, &header) {
            let size = Self.size(of: type)
            guard size <= record.count - offset else { return }
            add(type, record[offset..<offset + size], column, payload, pages)
            offset += size
            column += 1
        }
    }

    private mutating func add(
        _ type: Int, _ bytes: ArraySlice<UInt8>, _ column: Int, _ payload: DatabasePages.Payload, _ pages: DatabasePages
    ) {
        if 1...6 ~= type { numbers[column] = bytes.reduce(0) { $0 << 8 | Int($1) } }
        guard type >= 12, !bytes.isEmpty else { return }
        var text = Array(bytes)
        if type % 2 == 1, pages.isUTF16 {
            text = UTF16.transcode((pages.isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) + text)
        } else if type % 2 == 0 {
            guard TextGauge.isText(text.span) else { return }
        }
        values.append(Value(column: column, text: text, places: Self.places(of: bytes.startIndex..<bytes.endIndex, in: payload)))
    }

    /// Source: Database File Format, 2.1: bytes of a value by its type.
    private static func size(of type: Int) -> Int {
        switch type {
        case 1...4: type
        case 5: 6
        case 6, 7: 8
        case 12...: (type - 12) / 2
        default: 0
        }
    }

    /// Where a part of a record stands in the file.
    private static func places(of range: Range<Int>, in payload: DatabasePages.Payload) -> [Range<Int>] {
        var start = 0
        var places: [Range<Int>] = []
        for segment in payload.segments {
            let part = range.clamped(to: start..<start + segment.count)
            if !part.isEmpty { places.append(segment.lowerBound + part.lowerBound - start..<segment.lowerBound + part.upperBound - start) }
            start += segment.count
        }
        return places
    }
}
