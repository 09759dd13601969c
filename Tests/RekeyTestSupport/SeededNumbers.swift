/// The same numbers on every run and machine.
package struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed &* 0xD1B5_4A32_D192_ED03 ^ 0x2545_F491_4F6C_DD1D }

    // Source: SplitMix64.
    package mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// One of `choices`, which are not empty.
    package mutating func one<Element>(of choices: [Element]) -> Element { choices[Int(next() % UInt64(choices.count))] }
    /// True once in `count` times.
    package mutating func happens(oneIn count: UInt64) -> Bool { next() % count == 0 }
    /// A number of the range.
    package mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
