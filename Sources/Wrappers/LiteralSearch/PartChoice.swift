/// Picks those parts of literals that cost least: that are rare in texts, and in the other literals.
struct PartChoice {
    private let frequencies = GramFrequencies()
    /// How many literals a gram is in. Why: what is in many of them would be compared with all of these, and words that rules are about are
    /// frequent in the projects that the rules are for.
    private var shares: [ArraySlice<UInt8>: Int] = [:]

    init(_ literals: [Literal]) {
        for literal in literals {
            let folded = literal.bytes.map { $0 | 0x20 }
            for start in 0..<max(0, folded.count - 3) { shares[folded[start..<start + 4], default: 0] += 1 }
            shares[folded.suffix(3), default: 0] += 1
        }
    }

    /// - Parameter literal: at least three bytes.
    func parts(of literal: [UInt8]) -> LiteralParts {
        LiteralParts(even: cheapest(of: literal, from: 0), odd: cheapest(of: literal, from: literal.count > 4 ? 1 : -1))
    }

    /// The cheapest of every other part from `first` on.
    private func cheapest(of literal: [UInt8], from first: Int) -> Int8 {
        // Why 3: the byte behind the last three may be any.
        let starts = stride(from: first, through: literal.count - 3, by: 2).prefix { $0 <= Int(Int8.max) }
        let cheapest = starts.min { cost(of: literal, $0) < cost(of: literal, $1) }
        return Int8(cheapest ?? first)
    }

    private func cost(of literal: [UInt8], _ start: Int) -> Double {
        let bytes = (start..<start + 4).map { literal.indices.contains($0) ? literal[$0] | 0x20 : nil }
        return frequencies[bytes] * Double(shares[bytes.compactMap { $0 }[...]] ?? 1)
    }
}

/// How often parts of texts are met, as far as `FrequentGrams` knows.
struct GramFrequencies {
    private var whole: [[UInt8]: Double] = [:]
    private var starts: [[UInt8]: Double] = [:]
    private var ends: [[UInt8]: Double] = [:]

    /// Of a gram that is not among the common ones.
    private static let rare = 1.0 / 10_000
    /// Of those of one part that has a byte that may be any, together.
    private static let rareOnes = 20 * rare

    init() {
        let text = FrequentGrams.text.withUTF8Buffer { unsafe Array($0) }.map { $0 | 0x20 }
        for (rank, start) in stride(from: 0, to: text.count - 3, by: 4).enumerated() {
            let gram = Array(text[start..<start + 4])
            // Source: Zipf's law, the frequency falls with the rank.
            let frequency = 1 / Double(rank + 10)
            whole[gram] = frequency
            starts[Array(gram.prefix(3)), default: Self.rareOnes] += frequency
            ends[Array(gram.suffix(3)), default: Self.rareOnes] += frequency
        }
    }

    /// Of four bytes with bit 0x20 set, of which the first or the last may be any.
    subscript(_ bytes: [UInt8?]) -> Double {
        let known = bytes.compactMap { $0 }
        if known.count == 4 { return whole[known] ?? Self.rare }
        return (bytes.first == .some(nil) ? ends[known] : starts[known]) ?? Self.rareOnes
    }
}
