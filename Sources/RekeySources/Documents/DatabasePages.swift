internal import RekeyCore

/// The pages of a SQLite database or of its write-ahead log. Checks every offset; damaged pages give fewer cells, never a trap.
///
/// Source: SQLite, Database File Format (www.sqlite.org/fileformat2.html), sections 1.3 to 1.6 and 4.
struct DatabasePages {
    let bytes: [UInt8]
    let pageSize: Int
    /// Bytes of a page that hold content.
    private let usable: Int
    let isUTF16: Bool
    let isBigEndian: Bool
    /// Where pages stand in a log, by number: in their last version; `nil` for a database.
    private var places: [Int: Int]?

    /// Where the content of a cell stands, in order: in its page, then in pages that it overflows to.
    struct Payload {
        var segments: [Range<Int>] = []
        var count = 0
    }

    /// A page of a tree.
    struct Page {
        var number: Int
        /// Where it starts, and where its header does.
        var start: Int
        var header: Int
        var kind: Kind
    }

    enum Kind: UInt8 {
        case indexInterior = 2
        case tableInterior = 5
        case indexLeaf = 10
        case tableLeaf = 13
    }

    /// A database; `nil` when its header makes no sense.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 512 else { return nil }
        self.bytes = bytes
        let size = Int(bytes[16]) << 8 | Int(bytes[17])
        pageSize = size == 1 ? 65_536 : size
        usable = pageSize - Int(bytes[20])
        (isUTF16, isBigEndian) = (bytes[59] == 2 || bytes[59] == 3, bytes[59] == 3)
        guard pageSize >= 512, pageSize.nonzeroBitCount == 1, usable >= 480 else { return nil }
    }

    /// A write-ahead log, with the numbers of the pages in it; `nil` when its header makes no sense.
    init?(log bytes: [UInt8]) {
        guard bytes.count > 32 else { return nil }
        self.bytes = bytes
        pageSize = bytes[8] == 0 && bytes[9] <= 1 ? Int(bytes[9]) << 16 | Int(bytes[10]) << 8 | Int(bytes[11]) : 0
        (usable, isUTF16, isBigEndian) = (pageSize, false, false)
        guard pageSize >= 512, pageSize.nonzeroBitCount == 1 else { return nil }
        var places: [Int: Int] = [:]
        for start in frames { places[number(at: start - 24)] = start }
        self.places = places
    }

    /// Where each page in a log starts.
    var frames: [Int] { Array(stride(from: 32 + 24, through: max(bytes.count - pageSize, 0), by: pageSize + 24)) }

    var pageCount: Int { bytes.count / pageSize }

    /// The page with a number, counted from 1, as part of a tree; `nil` for any other.
    func page(_ number: Int) -> Page? { start(of: number).flatMap { page(startingAt: $0, number) } }

    /// The page of a tree that starts at an offset; `number` is 1 for the one behind the header of the file.
    func page(startingAt start: Int, _ number: Int) -> Page? {
        let header = start + (number == 1 ? 100 : 0)
        guard start >= 0, start + pageSize <= bytes.count, let kind = Kind(rawValue: bytes[header]) else { return nil }
        return Page(number: number, start: start, header: header, kind: kind)
    }

    /// The numbers of the pages below an inner one.
    func children(of page: Page) -> [Int] {
        guard page.kind == .tableInterior || page.kind == .indexInterior else { return [] }
        return cells(of: page).map { number(at: $0) } + [number(at: page.header + 8)]
    }

    /// Where the cells of a page start.
    func cells(of page: Page) -> [Int] {
        let isInterior = page.kind == .tableInterior || page.kind == .indexInterior
        let first = page.header + (isInterior ? 12 : 8)
        let count = min(short(at: page.header + 3), (page.start + pageSize - first) / 2)
        return (0..<max(count, 0)).compactMap { cell in
            let offset = short(at: first + 2 * cell)
            return offset >= 8 && offset + 4 <= usable ? page.start + offset : nil
        }
    }

    /// What the cell at an offset holds; `nil` when that runs out of the page or of the file, or for a cell that holds no record.
    func payload(at cell: Int, of page: Page) -> Payload? {
        var offset = cell
        if page.kind == .indexInterior { offset += 4 }
        guard page.kind != .tableInterior, let size = varint(&offset), size > 0, size <= bytes.count else { return nil }
        if page.kind == .tableLeaf, varint(&offset) == nil { return nil }
        let local = localBytes(of: size, isTable: page.kind == .tableLeaf)
        guard offset + local <= page.start + usable else { return nil }
        var payload = Payload(segments: [offset..<offset + local], count: local)
        var next = local < size ? number(at: offset + local) : 0
        var steps = 0
        while payload.count < size, next > 0, steps <= bytes.count / pageSize, let start = start(of: next) {
            let count = min(usable - 4, size - payload.count)
            payload.segments.append(start + 4..<start + 4 + count)
            payload.count += count
            next = number(at: start)
            steps += 1
        }
        return payload
    }

    /// Bytes of a record that stand in the page itself.
    private func localBytes(of size: Int, isTable: Bool) -> Int {
        let most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
        guard size > most else { return size }
        let least = (usable - 12) * 32 / 255 - 23
        let rest = least + (size - least) % (usable - 4)
        return rest <= most ? rest : least
    }

    private func start(of number: Int) -> Int? {
        guard number > 0 else { return nil }
        let start = places == nil ? (number - 1).multipliedReportingOverflow(by: pageSize).partialValue : places?[number] ?? -1
        return start >= 0 && start <= bytes.count - pageSize ? start : nil
    }

    private func short(at offset: Int) -> Int {
        guard offset >= 0, offset + 2 <= bytes.count else { return 0 }
        return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    }

    /// The number of a page that is written at an offset; 0 for none.
    func number(at offset: Int) -> Int { short(at: offset) << 16 | short(at: offset + 2) }

    /// The number of variable length at `offset`, which moves behind it; `nil` at the end of the bytes.
    private func varint(_ offset: inout Int) -> Int? { Self.varint(bytes.span, &offset) }

    /// Source: section 1.6, of up to nine bytes; one that does not fit is as wrong as a missing one.
    static func varint(_ bytes: Span<UInt8>, _ offset: inout Int) -> Int? {
        var value: UInt64 = 0
        for place in 0..<9 {
            guard offset >= 0, offset < bytes.count else { return nil }
            let byte = bytes[offset]
            offset += 1
            if place == 8 { return Int(exactly: value << 8 | UInt64(byte)) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 { return Int(exactly: value) }
        }
        return nil
    }
}
