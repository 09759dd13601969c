internal import RekeyTestSupport

@testable internal import RekeyGit

/// Writes packs and indexes that git would not. IDs are made up: nothing here looks at what they are the hash of.
struct PackMaker {
    /// One entry of a pack.
    enum Entry {
        case whole(ObjectKind, [UInt8])
        /// On the entry with this number.
        case offsetDelta(Int, [UInt8])
        case referenceDelta(ObjectID, [UInt8])
        /// Bytes as they are.
        case raw([UInt8])
    }

    private(set) var offsets: [Int] = []
    private(set) var bytes: [UInt8]

    init(_ entries: [Entry]) {
        bytes = Array("PACK".utf8) + Self.big(2) + Self.big(UInt32(entries.count))
        for entry in entries {
            offsets.append(bytes.count)
            switch entry {
            case .whole(let kind, let content): add(kind.rawValue, content, base: [])
            case .offsetDelta(let base, let delta): add(6, delta, base: Self.distance(bytes.count - offsets[base]))
            case .referenceDelta(let id, let delta): add(7, delta, base: id.bytes)
            case .raw(let raw): bytes += raw
            }
        }
        bytes += [UInt8](repeating: 0xEE, count: 20)
    }

    private mutating func add(_ type: UInt8, _ content: [UInt8], base: [UInt8]) {
        bytes += Self.header(type, size: content.count) + base + Self.zlib(content)
    }

    /// The name that entry `number` gets.
    static func id(_ number: Int) -> ObjectID {
        ObjectID((UInt64(number) << 32 | 0x00C0_FFEE, 1, 2 << 32, 0), .sha1)
    }

    /// An index of version 2; offsets of two gigabytes and more go into its second table.
    static func index(_ offsets: [Int], checksum: [UInt8] = [UInt8](repeating: 0xEE, count: 20)) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63] + big(2)
        for first in 0..<256 { bytes += big(UInt32(offsets.indices.filter { id($0).firstByte <= first }.count)) }
        for number in offsets.indices { bytes += id(number).bytes }
        for _ in offsets { bytes += big(0) }
        let large = offsets.filter { $0 >= 1 << 31 }
        for offset in offsets {
            bytes += large.firstIndex(of: offset).map { big(0x8000_0000 | UInt32($0)) } ?? big(UInt32(offset))
        }
        for offset in large { bytes += big(UInt32(offset >> 32)) + big(UInt32(truncatingIfNeeded: offset)) }
        return bytes + checksum + [UInt8](repeating: 0, count: 20)
    }

    /// Kind and size as they begin an entry.
    static func header(_ type: UInt8, size: Int) -> [UInt8] {
        var bytes = [type << 4 | UInt8(size & 15)]
        var rest = size >> 4
        while rest > 0 {
            bytes[bytes.count - 1] |= 0x80
            bytes.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        return bytes
    }

    static func distance(_ distance: Int) -> [UInt8] {
        var bytes = [UInt8(distance & 0x7F)]
        var rest = distance >> 7
        while rest > 0 {
            rest -= 1
            bytes.insert(0x80 | UInt8(rest & 0x7F), at: 0)
            rest >>= 7
        }
        return bytes
    }

    /// A zlib stream that does not compress. Source: RFC 1950, RFC 1951 section 3.2.4.
    static func zlib(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x78, 0x01]
        var rest = content[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(part.count)
            bytes += [
                rest.isEmpty ? 1 : 0, UInt8(part.count & 255), UInt8(part.count >> 8), ~UInt8(part.count & 255), ~UInt8(part.count >> 8),
            ]
            bytes += part
        } while !rest.isEmpty
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in content {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return bytes + big(high << 16 | low)
    }

    static func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - $0 * 8)) } }
}

extension GitFixture {
    /// Writes a pack and its index.
    func write(pack bytes: [UInt8], index: [UInt8], name: String = "pack-made") throws {
        try workspace.write("\(self.name)/.git/objects/pack/\(name).pack", bytes)
        try workspace.write("\(self.name)/.git/objects/pack/\(name).idx", index)
    }

    /// Writes a pack of these entries, whose names are `PackMaker.id` of their numbers.
    func write(_ entries: [PackMaker.Entry]) throws {
        let pack = PackMaker(entries)
        try write(pack: pack.bytes, index: PackMaker.index(pack.offsets))
    }

    func store() throws -> ObjectStore { try ObjectStore.open(repository()) }
}
