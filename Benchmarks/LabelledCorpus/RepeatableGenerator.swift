/// Random numbers that are the same for the same seed: for corpora, never for keys.
package struct RepeatableGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// Source: the xorshift64* generator of Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016.
    package mutating func next() -> UInt64 {
        state = (state &+ 0x9E37_79B9_7F4A_7C15) | 1
        for _ in 0..<2 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
        }
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// One of `items`, which are not empty; the first where they are.
    mutating func pick<Item>(_ items: [Item], or other: Item) -> Item { items.randomElement(using: &self) ?? other }

    /// `count` characters of an alphabet.
    mutating func text(_ alphabet: String, _ count: Int) -> String {
        let letters = Array(alphabet)
        return String((0..<count).map { _ in pick(letters, or: "x") })
    }
}
