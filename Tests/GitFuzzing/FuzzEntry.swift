/// Entries of a pack with a valid compressed form and contents that are not.
enum FuzzEntry {
    /// An entry of a pack as it was.
    struct Place {
        var offset: Int
        /// Bytes of its object.
        var size: Int
    }

    /// Overwrites an entry with another one: a header, perhaps a base, perhaps a delta that nearly fits it.
    static func write(into pack: inout [UInt8], _ places: [Place], _ mutator: inout Mutator) {
        guard !places.isEmpty else { return }
        let start = places[mutator.choose(below: places.count)].offset
        let base = places[mutator.choose(below: places.count)]
        var content = delta(on: base.size, &mutator)
        if mutator.choose(below: 3) == 0 { mutator.mutate(&content) }
        let type = UInt8([6, 6, 6, 6, 7, 1, 2, 3, 4, 0, 5][mutator.choose(below: 11)])
        let lie = mutator.choose(below: 6) == 0 ? 1 << mutator.choose(below: 60) : content.count
        var entry = header(type, size: lie)
        if type == 6 {
            entry += base.offset < start ? distance(start - base.offset) : [UInt8(0x80 | mutator.choose(below: 3)), 1]
        } else if type == 7 {
            entry += (0..<20).map { _ in UInt8(mutator.choose(below: 256)) }
        }
        entry += zlib(content)
        for (offset, byte) in entry.enumerated() where start + offset < pack.count { pack[start + offset] = byte }
    }

    /// Instructions that keep to the sizes they claim, most of the time.
    private static func delta(on size: Int, _ mutator: inout Mutator) -> [UInt8] {
        var instructions: [UInt8] = []
        var result = 0
        for _ in 0..<mutator.choose(below: 6) {
            if mutator.choose(below: 2) == 0 || size < 2 {
                let count = 1 + mutator.choose(below: 20)
                instructions += [UInt8(count)] + (0..<count).map { _ in UInt8(mutator.choose(below: 256)) }
                result += count
            } else {
                let offset = mutator.choose(below: size)
                let count = 1 + mutator.choose(below: min(size - offset + mutator.choose(below: 2), 60_000))
                instructions += [0xB3, UInt8(offset & 255), UInt8(offset >> 8 & 255), UInt8(count & 255), UInt8(count >> 8 & 255)]
                result += count
            }
        }
        let lie = mutator.choose(below: 5) == 0 ? 1 << mutator.choose(below: 62) : result
        return varint(mutator.choose(below: 8) == 0 ? size + 1 : size) + varint(lie) + instructions
    }

    private static func distance(_ distance: Int) -> [UInt8] {
        var bytes = [UInt8(distance & 0x7F)]
        var rest = distance >> 7
        while rest > 0 {
            rest -= 1
            bytes.insert(0x80 | UInt8(rest & 0x7F), at: 0)
            rest >>= 7
        }
        return bytes
    }

    private static func varint(_ size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = size
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    private static func header(_ type: UInt8, size: Int) -> [UInt8] {
        var bytes = [type << 4 | UInt8(size & 15)]
        var rest = size >> 4
        while rest > 0 {
            bytes[bytes.count - 1] |= 0x80
            bytes.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        return bytes
    }

    /// Source: RFC 1950, RFC 1951 section 3.2.4: one block that is stored as it is.
    private static func zlib(_ content: [UInt8]) -> [UInt8] {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in content {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let count = content.count
        let sum = high << 16 | low
        return [0x78, 0x01, 1, UInt8(count & 255), UInt8(count >> 8), ~UInt8(count & 255), ~UInt8(count >> 8)] + content
            + (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(24 - $0 * 8)) }
    }
}
