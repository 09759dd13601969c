internal import Libcrypto
internal import RekeyCore

/// Seed phrases: 12 to 24 words of 11 bits, the last of which hold the start of a digest. Source: BIP-39.
enum SeedPhrase {
    private static let wordCounts = [12, 15, 18, 21, 24]
    /// Phrases of documents and test networks repeat one word again and again.
    private static let fewestWords = 6

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        let words = text.split(whereSeparator: { !$0.isASCIILetter }).map { $0.map(\.asciiLowercased) }
        guard wordCounts.contains(words.count) else { return .foreign("no seed phrase: \(words.count) words") }
        guard Set(words).count >= fewestWords else { return .foreign("a seed phrase of documents: one word again and again") }
        var bits: [Bool] = []
        for word in words {
            guard let number = SeedWords.number(of: word) else { return .foreign("no seed phrase: a word is not in the list") }
            bits += (0..<11).map { number >> (10 - $0) & 1 == 1 }
        }
        let sumCount = words.count / 3
        let entropy = stride(from: 0, to: bits.count - sumCount, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        guard bits.suffix(sumCount).elementsEqual(sum(of: entropy, count: sumCount)) else { return .differs(isCertain: true) }
        return .fits(["\(words.count) words of BIP-39"])
    }

    /// The phrase of `entropy`, 16 to 32 bytes.
    static func completed(_ entropy: [UInt8]) -> [UInt8]? {
        guard wordCounts.contains(entropy.count * 3 / 4), entropy.count % 4 == 0 else { return nil }
        let bits = entropy.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 } } + sum(of: entropy, count: entropy.count / 4)
        let words = stride(from: 0, to: bits.count, by: 11).map { start in
            SeedWords.word(bits[start..<start + 11].reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
        }
        return Array(words.joined(separator: [UInt8(ascii: " ")]))
    }

    private static func sum(of entropy: [UInt8], count: Int) -> [Bool] {
        let digest = Digest.sha256(entropy.span)
        return (0..<count).map { digest[0] >> (7 - UInt8($0)) & 1 == 1 }
    }
}
