internal import RekeyCore

/// Bech32 texts: a readable prefix, `1`, and characters of five bits of which the last six are check digits.
///
/// Source: BIP-173. age: age-encryption.org/v1; Nostr: NIP-19.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let sumCount = 6

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard let (prefix, values) = parts(of: text), values.count >= sumCount else { return .foreign("no Bech32 text") }
        return polynomial(expanded(prefix) + values) == 1 ? .fits([]) : .differs(isCertain: true)
    }

    /// `body` is prefix, `1` and data.
    static func completed(_ body: [UInt8]) -> [UInt8]? {
        guard let (prefix, values) = parts(of: body) else { return nil }
        let sum = polynomial(expanded(prefix) + values + [UInt8](repeating: 0, count: sumCount)) ^ 1
        let digits = (0..<sumCount).map { alphabet[Int(sum >> UInt32(5 * (sumCount - 1 - $0)) & 31)] }
        let isUpper = body.contains(where: \.isASCIIUpper)
        return body + digits.map { isUpper && $0.isASCIILower ? $0 & 0xDF : $0 }
    }

    /// Prefix in lower case and the values of the characters behind the last `1`; `nil` for mixed case and foreign characters.
    private static func parts(of text: [UInt8]) -> (prefix: [UInt8], values: [UInt8])? {
        guard !(text.contains(where: \.isASCIIUpper) && text.contains(where: \.isASCIILower)) else { return nil }
        let lower = text.map(\.asciiLowercased)
        guard let separator = lower.lastIndex(of: UInt8(ascii: "1")), separator > 0 else { return nil }
        var values: [UInt8] = []
        for character in lower[(separator + 1)...] {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            values.append(UInt8(value))
        }
        return (Array(lower[..<separator]), values)
    }

    private static func expanded(_ prefix: [UInt8]) -> [UInt8] { prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 } }

    private static func polynomial(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
        var sum: UInt32 = 1
        for value in values {
            let top = sum >> 25
            sum = (sum & 0x1FF_FFFF) << 5 ^ UInt32(value)
            for (bit, mask) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 { sum ^= mask }
        }
        return sum
    }
}
