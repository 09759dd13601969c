/// Changes bytes in ways that find the edges of parsers; the same number gives the same changes.
package struct Mutator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// Below `limit`; 0 when there is nothing to choose.
    package mutating func choose(below limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

    /// One to eight changes.
    package mutating func mutate(_ bytes: inout [UInt8]) {
        for _ in 0...choose(below: 8) { change(&bytes) }
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = choose(below: bytes.count)
        let length = min(1 + choose(below: 16), bytes.count - place)
        switch choose(below: 9) {
        case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(choose(below: 8))
        case 1 where !bytes.isEmpty: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][choose(below: 5)]
        case 2 where !bytes.isEmpty: bytes[place] = UInt8(truncatingIfNeeded: next())
        case 3: bytes.removeSubrange(place..<(place + length))
        case 4: bytes.insert(contentsOf: (0..<length).map { _ in UInt8(truncatingIfNeeded: next()) }, at: place)
        case 5: bytes.removeLast(min(bytes.count, 1 << choose(below: 12)))
        case 6:
            let source = choose(below: bytes.count - length)
            bytes.replaceSubrange(place..<(place + length), with: Array(bytes[source..<(source + length)]))
        case 7 where bytes.count - place >= 4:
            let number = [UInt32.max, 0, 1 << 31, 0x7FFF_FFFF, UInt32(bytes.count), UInt32(truncatingIfNeeded: next() & 0xFFFF)][
                choose(below: 6)]
            for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> UInt32(24 - index * 8)) }
        default: break
        }
    }

    /// Source: splitmix64, S. Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2014.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
