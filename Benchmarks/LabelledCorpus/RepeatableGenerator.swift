/// Random numbers that are the same for the same seed: for corpora, never for keys.
package struct RepeatableGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// Source: the SplitMix64 constants of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// One of `items`, which are not empty; the first where they are.
    mutating func pick<Item>(_ items: [Item], or other: Item) -> Item { items.randomElement(using: &self) ?? other }

    /// `count` characters of an alphabet.
    mutating func text(_ alphabet: String, _ count: Int) -> String {
        let letters = Array(alphabet)
        return String((0..<count).map { _ in pick(letters, or: "x") })
    }
}
