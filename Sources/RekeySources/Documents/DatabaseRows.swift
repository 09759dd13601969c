internal import RekeyCore

/// The rows of a SQLite database as texts: one a table, a row a line, as `column='text', other='text'`. What was deleted and is still in
/// its pages is a text as well.
struct DatabaseRows {
    private let pages: DatabasePages
    private let path: [UInt8]
    private var reading = DocumentReading()
    private var seen: Set<Int> = []
    /// Bytes of rows that may still be read: no byte of a sound file belongs to two rows.
    private var budget: Int

    private init(_ pages: DatabasePages, _ path: [UInt8]) {
        self.pages = pages
        self.path = path
        budget = pages.bytes.count * 2 + 65_536
    }

    /// The rows of a database.
    static func reading(of bytes: [UInt8], path: [UInt8]) -> DocumentReading {
        guard let pages = DatabasePages(bytes) else { return DocumentReading() }
        var rows = DatabaseRows(pages, path)
        rows.addTables()
        rows.addOthers()
        return rows.reading
    }

    /// The rows in every version of a page that a write-ahead log holds, each once.
    static func reading(ofLog bytes: [UInt8], path: [UInt8]) -> DocumentReading {
        guard let pages = DatabasePages(log: bytes) else { return DocumentReading() }
        var rows = DatabaseRows(pages, path)
        rows.addFrames()
        return rows.reading
    }

    private mutating func addTables() {
        var objects: [(type: String, name: String, root: Int, columns: TableColumns)] = []
        visit(1) { page, cell, rows in
            guard let record = rows.record(at: cell, of: page) else { return }
            func text(_ column: Int) -> [UInt8] { record.values.first { $0.column == column }?.text ?? [] }
            let name = String(decoding: text(1).prefix(128), as: UTF8.self)
            objects.append((String(decoding: text(0), as: UTF8.self), name, record.numbers[3] ?? 0, TableColumns(text(4))))
        }
        for object in objects where object.root > 0 {
            // Why: what an index holds stands in its table, too.
            let isIndex = object.type == "index"
            var part = makePart("table \(object.name)")
            visit(object.root) { page, cell, rows in
                let size = rows.pages.pageSize
                if isIndex { rows.reading.covered.append(page.start..<page.start + size) }
                // Why: a table without row numbers has its columns in another order.
                let columns = page.kind == .tableLeaf ? object.columns.names : []
                if !isIndex { rows.addRow(at: cell, of: page, columns, to: &part) }
            }
            if !part.bytes.isEmpty { reading.parts.append(part) }
        }
    }

    /// Adds what pages of tables hold that no table has: they are free.
    private mutating func addOthers() {
        var part = makePart("free pages")
        for number in stride(from: 2, through: pages.pageCount, by: 1) where !seen.contains(number) {
            guard let page = pages.page(number), page.kind == .tableLeaf else { continue }
            for cell in pages.cells(of: page) { addRow(at: cell, of: page, [], to: &part) }
        }
        if !part.bytes.isEmpty { reading.parts.append(part) }
    }

    private mutating func addFrames() {
        var part = makePart("rows")
        var known: Set<[UInt8]> = []
        for start in pages.frames {
            guard let page = pages.page(startingAt: start, pages.number(at: start - 24)), page.kind == .tableLeaf else { continue }
            for cell in pages.cells(of: page) {
                var row = makePart("")
                addRow(at: cell, of: page, [], to: &row)
                if known.insert(row.bytes).inserted {
                    part.append(row)
                } else {
                    reading.covered += row.pieces.map(\.source)
                }
            }
        }
        if !part.bytes.isEmpty { reading.parts.append(part) }
    }

    private func makePart(_ entry: String) -> DocumentPart { DocumentPart(entry, seenAs: path + Array(".sql".utf8)) }

    /// Goes through the cells of a tree; each page once, whatever the pages say.
    private mutating func visit(_ root: Int, _ take: (DatabasePages.Page, Int, inout DatabaseRows) -> Void) {
        var stack = [root]
        while let number = stack.popLast() {
            guard seen.insert(number).inserted, let page = pages.page(number) else { continue }
            stack += pages.children(of: page).reversed()
            guard page.kind != .tableInterior else { continue }
            for cell in pages.cells(of: page) { take(page, cell, &self) }
        }
    }

    private mutating func record(at cell: Int, of page: DatabasePages.Page) -> DatabaseRecord? {
        guard budget > 0, let payload = pages.payload(at: cell, of: page) else { return nil }
        budget -= payload.count + 1
        return DatabaseRecord(payload, in: pages)
    }

    private mutating func addRow(at cell: Int, of page: DatabasePages.Page, _ columns: [String], to part: inout DocumentPart) {
        guard part.bytes.count < Document.most, let record = record(at: cell, of: page), !record.values.isEmpty else { return }
        var isName = false
        for (index, value) in record.values.enumerated() {
            if index > 0 { part.append(", ") }
            if value.column < columns.count, case let column = columns[value.column] {
                // Why: of `name='smtp_password', value='…'` the name of the row says more than the name of the column.
                if !(isName && Self.isColumnOfValues(column)) { part.append("\(column)=") }
            }
            part.append("'")
            part.append(Self.quoted(value.text), from: value.places.first ?? 0..<0)
            reading.covered += value.places.dropFirst()
            part.append("'")
            isName = Self.isName(value.text)
        }
        part.append("\n")
    }

    private static let valueWords = ["value", "val", "data", "content", "text", "setting"]

    private static func isColumnOfValues(_ column: String) -> Bool { valueWords.contains { column.lowercased().hasSuffix($0) } }

    private static func isName(_ text: [UInt8]) -> Bool {
        text.count <= 64 && text.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E }
    }

    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(0x27) else { return text }
        return text.flatMap { $0 == 0x27 ? [0x27, 0x27] : [$0] }
    }
}
