/// One index of many packs. Source: gitformat-pack(5), "multi-pack-index (MIDX) files have the following format".
package struct MultiPackIndex: Sendable {
    private let file: MappedFile
    private let format: ObjectFormat
    /// Names of the indexes of its packs, as in `pack-….idx`, in the order of their numbers.
    package let packNames: [[UInt8]]
    /// Number of objects.
    package let count: Int
    private let fanOutStart: Int
    private let idStart: Int
    private let offsetStart: Int
    private let largeOffsets: Range<Int>

    private static let headerSize = 12
    private static let rowSize = 12

    /// Maps and checks a multi-pack-index.
    package init(_ path: [UInt8], _ format: ObjectFormat) throws(IndexError) {
        let file: MappedFile
        do throws(MappedFile.Fault) { file = try MappedFile(path) } catch { throw .file(error) }
        guard file.uint32(at: 0) == 0x4D49_4458, file.byte(at: 4) == 1, file.byte(at: 5) == format.packedNumber,
            let chunkCount = file.byte(at: 6), let packCount = file.uint32(at: 8)
        else { throw .unknownVersion }
        let chunks = Self.chunks(of: file, Int(chunkCount))
        guard let fanOut = chunks[0x4F49_4446], let ids = chunks[0x4F49_444C], let offsets = chunks[0x4F4F_4646],
            let names = chunks[0x504E_414D], fanOut.count >= 256 * 4
        else { throw .damaged }
        var last: UInt32 = 0
        for place in 0..<256 {
            guard let count = file.uint32(at: fanOut.lowerBound + place * 4), count >= last else { throw .damaged }
            last = count
        }
        count = Int(last)
        guard ids.count >= count * format.idLength, offsets.count >= count * 8 else { throw .damaged }
        packNames = Self.names(file, names)
        guard packNames.count == packCount else { throw .damaged }
        largeOffsets = chunks[0x4C4F_4646] ?? 0..<0
        (self.file, self.format) = (file, format)
        (fanOutStart, idStart, offsetStart) = (fanOut.lowerBound, ids.lowerBound, offsets.lowerBound)
    }

    /// The ID at a position; `nil` outside.
    func id(at position: Int) -> ObjectID? {
        guard position >= 0, position < count else { return nil }
        return file.id(at: idStart + position * format.idLength, format)
    }

    /// Which pack holds the object at a position.
    func pack(at position: Int) -> Int? {
        guard position >= 0, position < count else { return nil }
        return file.uint32(at: offsetStart + position * 8).map { Int($0) }
    }

    /// Where in that pack its entry begins.
    func offset(at position: Int) -> Int? {
        guard position >= 0, position < count, let offset = file.uint32(at: offsetStart + position * 8 + 4) else { return nil }
        // Source: as above, "object offsets": without large offsets all 32 bits are the offset.
        guard !largeOffsets.isEmpty, offset & 0x8000_0000 != 0 else { return Int(offset) }
        let row = Int(offset & 0x7FFF_FFFF)
        guard row < largeOffsets.count / 8, let wide = file.uint64(at: largeOffsets.lowerBound + row * 8) else { return nil }
        return Int(exactly: wide)
    }

    /// The chunks by their four letters, cut to the file.
    private static func chunks(of file: MappedFile, _ count: Int) -> [UInt32: Range<Int>] {
        var chunks: [UInt32: Range<Int>] = [:]
        for row in 0..<count {
            let place = headerSize + row * rowSize
            guard let name = file.uint32(at: place), let start = file.uint64(at: place + 4), let end = file.uint64(at: place + rowSize + 4),
                start <= end, end <= UInt64(file.count)
            else { return [:] }
            chunks[name] = Int(start)..<Int(end)
        }
        return chunks
    }

    private static func names(_ file: MappedFile, _ range: Range<Int>) -> [[UInt8]] {
        var names: [[UInt8]] = []
        var name: [UInt8] = []
        for offset in range {
            guard let byte = file.byte(at: offset) else { break }
            if byte != 0 {
                name.append(byte)
            } else if !name.isEmpty {
                names.append(name)
                name = []
            }
        }
        return names
    }
}
