/// Writes deltas.
enum DeltaMaker {
    /// One instruction.
    enum Instruction {
        case copy(Int, Int)
        case insert(String)
        case raw([UInt8])
    }

    static func delta(base: Int, result: Int, _ instructions: [Instruction]) -> [UInt8] {
        var bytes = size(base) + size(result)
        for instruction in instructions {
            switch instruction {
            case .copy(let offset, let count): bytes += copy(offset, count)
            case .insert(let text): bytes += [UInt8(text.utf8.count)] + text.utf8
            case .raw(let raw): bytes += raw
            }
        }
        return bytes
    }

    static func size(_ size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = size
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    private static func copy(_ offset: Int, _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x80]
        for place in 0..<4 where offset >> (place * 8) & 255 != 0 {
            bytes[0] |= 1 << UInt8(place)
            bytes.append(UInt8(offset >> (place * 8) & 255))
        }
        for place in 0..<3 where count != 0x1_0000 && count >> (place * 8) & 255 != 0 {
            bytes[0] |= 0x10 << UInt8(place)
            bytes.append(UInt8(count >> (place * 8) & 255))
        }
        return bytes
    }
}
