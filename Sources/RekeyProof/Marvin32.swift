/// The keyed checksum of Microsoft's identifiable keys.
///
/// Source: Marvin32 as published in microsoft/SymCrypt (`marvin32.c`).
enum Marvin32 {
    /// Both halves of the state after all of `bytes`, the high one first.
    static func hash(_ bytes: [UInt8], seed: UInt64) -> (high: UInt32, low: UInt32) {
        var state = State(low: UInt32(truncatingIfNeeded: seed), high: UInt32(truncatingIfNeeded: seed >> 32))
        let whole = bytes.count & ~3
        for start in stride(from: 0, to: whole, by: 4) { state.add(word(bytes[start..<start + 4])) }
        // Source: the rest is closed with one byte 0x80, then a word of nothing drives the last mixing.
        state.add(word(bytes[whole...] + [0x80]))
        state.add(0)
        return (state.high, state.low)
    }

    /// The four check bytes of a key: both halves combined, least significant first.
    static func checkBytes(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        let (high, low) = hash(bytes, seed: seed)
        let sum = high ^ low
        return (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }

    private struct State {
        var low: UInt32
        var high: UInt32

        mutating func add(_ word: UInt32) {
            low &+= word
            high ^= low
            low = rotated(low, 20) &+ high
            high = rotated(high, 9) ^ low
            low = rotated(low, 27) &+ high
            high = rotated(high, 19)
        }

        private func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 { value << count | value >> (32 - count) }
    }
}
