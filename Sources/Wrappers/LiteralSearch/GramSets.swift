internal import CLiteralSearch

/// Which grams are sought: the sets of bits of `CLiteralSearch`.
struct GramSets: Sendable {
    private var wide = [UInt32](repeating: 0, count: 1 << rekey_wide_words)
    private var narrow = [UInt32](repeating: 0, count: 1 << rekey_narrow_words)
    private let steps: [UInt64] = Self.steps

    private static let steps: [UInt64] = (0..<256).map { mask in
        var steps: UInt64 = 0
        var count: UInt64 = 0
        for bit in UInt64(0)..<8 where mask >> bit & 1 != 0 {
            steps |= 2 * bit << (8 * count)
            count += 1
        }
        return steps
    }

    mutating func insert(_ gram: UInt32) {
        wide[Int(rekey_wide_word(gram))] |= rekey_wide_bits(gram)
        narrow[Int(rekey_narrow_word(gram))] |= rekey_narrow_bits(gram)
    }

    /// Inserts every gram with the same first three bytes.
    mutating func insert(startingWith gram: UInt32) {
        wide[Int(rekey_wide_word(gram))] = .max
        narrow[Int(rekey_narrow_word(gram))] = .max
    }

    /// Lends the sets to C.
    func lend(_ body: (rekey_gram_sets) throws -> Void) rethrows {
        try unsafe wide.withUnsafeBufferPointer { wide in
            try unsafe narrow.withUnsafeBufferPointer { narrow in
                try unsafe steps.withUnsafeBufferPointer { steps in
                    try unsafe body(rekey_gram_sets(wide: wide.baseAddress, narrow: narrow.baseAddress, steps: steps.baseAddress))
                }
            }
        }
    }
}
