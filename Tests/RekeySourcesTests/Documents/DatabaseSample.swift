/// A small SQLite database, page by page.
///
/// Source: SQLite, Database File Format, sections 1.3 to 1.6 and 2.1.
struct DatabaseSample {
    static let pageSize = 512
    private(set) var bytes: [UInt8] = []

    /// A table of texts, on page 2, and how it was made, on page 1.
    init(table: String, statement: String, rows: [[String]]) {
        var header = Array("SQLite format 3\0".utf8) + [2, 0, 1, 1, 0, 64, 32, 32]
        header += [UInt8](repeating: 0, count: 100 - header.count)
        header[59] = 1
        let schema = Self.record([.text("table"), .text(table), .text(table), .number(2), .text(statement)])
        bytes = Self.leaf([schema], behind: header) + Self.leaf(rows.map { Self.record($0.map(Value.text)) })
    }

    /// Adds a page.
    mutating func append(_ page: [UInt8]) { bytes += page }

    enum Value {
        case text(String)
        case number(UInt8)
    }

    /// A cell that overflows: the record of `text` with what is left of it on page `next`, and the bytes that belong there.
    static func overflowing(_ text: String, to next: UInt8) -> (cell: [UInt8], rest: [UInt8]) {
        let record = Array(record([.text(text)]).dropFirst(3))
        let (least, step) = ((pageSize - 12) * 32 / 255 - 23, pageSize - 4)
        let kept = least + (record.count - least) % step
        let local = kept <= pageSize - 35 ? kept : least
        return (varint(record.count) + [1] + record.prefix(local) + [0, 0, 0, next], Array(record.dropFirst(local)))
    }

    /// A leaf of a table.
    static func leaf(_ cells: [[UInt8]], behind header: [UInt8] = []) -> [UInt8] {
        var page = header + [13, 0, 0, UInt8(cells.count >> 8), UInt8(cells.count & 255), 0, 0, 0]
        var pointers: [UInt8] = []
        var content: [UInt8] = []
        for cell in cells {
            content = cell + content
            let offset = pageSize - content.count
            pointers += [UInt8(offset >> 8), UInt8(offset & 255)]
        }
        page += pointers
        return page + [UInt8](repeating: 0, count: pageSize - page.count - content.count) + content
    }

    /// The cell of a row, with a length of two bytes.
    static func record(_ values: [Value]) -> [UInt8] {
        var (types, body): ([UInt8], [UInt8]) = ([], [])
        for value in values {
            switch value {
            case .number(let number):
                types.append(1)
                body.append(number)
            case .text(let text):
                types += varint(text.utf8.count * 2 + 13)
                body += text.utf8
            }
        }
        return varint(types.count + 1 + body.count, width: 2) + [1, UInt8(types.count + 1)] + types + body
    }

    private static func varint(_ value: Int, width: Int = 1) -> [UInt8] {
        guard value >= 128 || width > 1 else { return [UInt8(value)] }
        return [UInt8(value >> 7 | 128), UInt8(value & 127)]
    }
}
