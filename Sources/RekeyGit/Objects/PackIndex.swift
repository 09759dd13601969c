/// Why an index cannot be used.
package enum IndexError: Error, Sendable, Equatable {
    case file(MappedFile.Fault)
    /// Neither version 1 nor 2, or another hash.
    case unknownVersion
    /// Its size does not fit the number of objects it claims, or the table of first bytes runs backwards.
    case damaged

    /// In words, for the account of a run.
    var text: String {
        switch self {
        case .file(.system(let errno)): "system error \(errno)"
        case .file(.notARegularFile): "not a regular file"
        case .unknownVersion: "of an unknown version"
        case .damaged: "damaged"
        }
    }
}

/// The index of one pack: IDs in ascending order, each with the offset of its entry. Source: gitformat-pack(5), "Original (version 1)
/// pack-*.idx files" and "Version 2 pack-*.idx files".
package struct PackIndex: Sendable {
    private let file: MappedFile
    private let format: ObjectFormat
    /// Number of objects.
    package let count: Int
    private let version: Version

    /// Where the tables lie, in bytes from the start.
    private enum Version {
        /// Offset and ID side by side from here on.
        case one
        /// IDs, then check sums, then offsets of 31 bits, then `large` offsets of 64 bits.
        case two(offsets: Int, largeOffsets: Int, large: Int)
    }

    private static let fanOutSize = 256 * 4
    /// The table of first bytes stands here in version 2.
    private static let headerSize = 8

    /// Maps and checks an index.
    package init(_ path: [UInt8], _ format: ObjectFormat) throws(IndexError) {
        do throws(MappedFile.Fault) { file = try MappedFile(path) } catch { throw .file(error) }
        self.format = format
        let isNew = file.uint32(at: 0) == 0xFF74_4F63
        if isNew, file.uint32(at: 4) != 2 { throw .unknownVersion }
        let fanOut = isNew ? Self.headerSize : 0
        var last: UInt32 = 0
        for place in 0..<256 {
            guard let count = file.uint32(at: fanOut + place * 4), count >= last else { throw .damaged }
            last = count
        }
        count = Int(last)
        let idLength = format.idLength
        if isNew {
            let offsets = fanOut + Self.fanOutSize + count * (idLength + 4)
            let largeOffsets = offsets + count * 4
            let rest = file.count - largeOffsets - 2 * idLength
            guard rest >= 0, rest % 8 == 0 else { throw .damaged }
            version = .two(offsets: offsets, largeOffsets: largeOffsets, large: rest / 8)
        } else {
            guard file.count == Self.fanOutSize + count * (idLength + 4) + 2 * idLength else { throw .damaged }
            version = .one
        }
    }

    /// The checksum of the pack it was made for.
    package var packChecksum: ObjectID? { file.id(at: file.count - 2 * format.idLength, format) }

    /// The ID at a position; `nil` outside.
    @inline(__always) package func id(at position: Int) -> ObjectID? {
        guard position >= 0, position < count else { return nil }
        return file.id(at: idOffset(position), format)
    }

    /// Where in the pack the entry at a position begins; `nil` when the index does not say. It may lie outside of the pack.
    @inline(__always) package func offset(at position: Int) -> Int? {
        guard position >= 0, position < count else { return nil }
        switch version {
        case .one: return file.uint32(at: Self.fanOutSize + position * (4 + format.idLength)).map { Int($0) }
        case .two(let offsets, let largeOffsets, let large):
            guard let offset = file.uint32(at: offsets + position * 4) else { return nil }
            guard offset & 0x8000_0000 != 0 else { return Int(offset) }
            let row = Int(offset & 0x7FFF_FFFF)
            guard row < large, let wide = file.uint64(at: largeOffsets + row * 8) else { return nil }
            return Int(exactly: wide)
        }
    }

    /// The position of an ID; `nil` when it is not there.
    package func position(of id: ObjectID) -> Int? {
        guard id.format == format else { return nil }
        var low = id.firstByte == 0 ? 0 : fanOut(id.firstByte - 1)
        var high = fanOut(id.firstByte)
        while low < high {
            let middle = low + (high - low) / 2
            guard let found = self.id(at: middle) else { return nil }
            if found == id { return middle }
            if found < id { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Number of IDs whose first byte is at most `place`.
    private func fanOut(_ place: Int) -> Int {
        let start = if case .one = version { 0 } else { Self.headerSize }
        return Int(file.uint32(at: start + place * 4) ?? 0)
    }

    @inline(__always) private func idOffset(_ position: Int) -> Int {
        switch version {
        case .one: Self.fanOutSize + position * (4 + format.idLength) + 4
        case .two: Self.headerSize + Self.fanOutSize + position * format.idLength
        }
    }
}
