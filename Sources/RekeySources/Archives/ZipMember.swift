internal import Deflate

/// A member of a zip that is stored as it is or deflated, as the directory lists it.
///
/// Source: APPNOTE.TXT 6.3.10, section 4.3.12.
struct ZipMember {
    /// As stored, byte for byte.
    let path: [UInt8]
    /// Where it is in the file with its header, and where its compressed bytes are.
    let whole: Range<Int>
    let data: Range<Int>
    /// Of what it holds.
    let size: Int
    private let checksum: Int
    private let isStored: Bool

    /// Larger ones come in pieces, through libarchive.
    private static let largest = 16 << 20
    private static let (encrypted, symbolicLink, kindOfFile) = (1, 0xA000, 0xF000)

    /// Reads the entry at `start` of a directory; `nil` for what libarchive reads better: other methods, encrypted, large, links, and
    /// names of DOS.
    init?(_ directory: [UInt8], at start: Int, _ whole: Range<Int>, _ data: Range<Int>) {
        var fields = ZipFields(directory, at: start + 8)
        let (flags, method) = (fields.number(2), fields.number(2))
        fields.skip(4)
        checksum = fields.number(4)
        let compressed = fields.number(4)
        size = fields.number(4)
        let name = fields.number(2)
        fields.skip(10)
        let mode = fields.number(2)
        let place = start + 46..<start + 46 + name
        guard flags & Self.encrypted == 0, [0, 8].contains(method), method == 8 || size == compressed, compressed == data.count,
            size <= Self.largest, compressed <= Self.largest, mode & Self.kindOfFile != Self.symbolicLink,
            place.upperBound <= directory.count
        else { return nil }
        path = Array(directory[place])
        (self.whole, self.data, isStored) = (whole, data, method == 0)
        if path.contains(0) || path.contains(0x5C) { return nil }
    }

    /// Stands for how the bytes are compressed and how many come out.
    var variant: Int { size * 2 + (isStored ? 1 : 0) }
    var isFolder: Bool { path.last == 0x2F }

    /// What it holds, and how many of its compressed bytes that took; `nil` when it is damaged.
    func contents(of bytes: [UInt8], _ inflater: borrowing Inflater) -> (bytes: [UInt8], used: Int)? {
        guard bytes.count == data.count else { return nil }
        let contents = isStored ? (bytes, bytes.count) : try? inflater.deflate(bytes.span, size: size)
        guard let contents, CRC32.of(contents.0) == checksum else { return nil }
        return contents
    }
}
