/// The meanings of words, found by the letters of `NameWord`.
///
/// Why no dictionary: filling one with these words takes ten times as long, and a scan of a hundred files asks for few words more than there
/// are in it.
struct NameMeaningTable {
    private struct Entry {
        /// 0 for none.
        var letters: UInt128 = 0
        var meaning: NameMeaning = []
    }

    /// A word stands at the first free place from the one that its letters say.
    private var entries = [Entry](repeating: Entry(), count: 1 << placeBits)
    /// Twice as many places as words, so that an empty one ends every search.
    private static let placeBits: UInt64 = 9

    /// Lets a word, which has a letter, mean `meaning` besides what it means already.
    mutating func add(_ meaning: NameMeaning, to letters: UInt128) {
        let place = place(of: letters)
        entries[place].letters = letters
        entries[place].meaning.formUnion(meaning)
    }

    /// Empty when the word was never added.
    func meaning(of letters: UInt128) -> NameMeaning { entries[place(of: letters)].meaning }

    /// Where the word is, or would be.
    private func place(of letters: UInt128) -> Int {
        // Source: Fibonacci hashing, Knuth, The Art of Computer Programming, volume 3, section 6.4.
        let mixed = (UInt64(truncatingIfNeeded: letters) ^ UInt64(truncatingIfNeeded: letters >> 64)) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(mixed >> (64 - Self.placeBits))
        while entries[place].letters != letters, entries[place].letters != 0 { place = (place + 1) & (entries.count - 1) }
        return place
    }
}
