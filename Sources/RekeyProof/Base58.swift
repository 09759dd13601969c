internal import Libcrypto

/// Base58 with a checksum. Source: Bitcoin wiki, "Base58Check encoding".
enum Base58 {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    /// Longer texts are nobody's key; decoding takes time in the square of the length.
    private static let longest = 200

    /// The bytes of `text`, checksum included; `nil` when a character is foreign or the text too long.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count <= longest else { return nil }
        var bytes: [UInt8] = []
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            var carry = value
            for index in bytes.indices {
                carry += Int(bytes[index]) * 58
                bytes[index] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            if carry > 0 { bytes.append(UInt8(truncatingIfNeeded: carry)) }
        }
        let zeros = text.prefix { $0 == alphabet[0] }.count
        return [UInt8](repeating: 0, count: zeros) + bytes.reversed()
    }

    /// `payload` and its checksum as text.
    static func checked(_ payload: [UInt8]) -> [UInt8] { encode(payload + checksum(of: payload)) }

    /// The first four bytes of the digest of the digest.
    static func checksum(of payload: [UInt8]) -> [UInt8] {
        let once = Digest.sha256(payload.span)
        return Array(Digest.sha256(once.span).prefix(4))
    }

    private static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        for byte in bytes {
            var carry = Int(byte)
            for index in digits.indices {
                carry += Int(digits[index]) << 8
                digits[index] = UInt8(carry % 58)
                carry /= 58
            }
            while carry > 0 {
                digits.append(UInt8(carry % 58))
                carry /= 58
            }
        }
        let zeros = bytes.prefix { $0 == 0 }.count
        return [UInt8](repeating: alphabet[0], count: zeros) + digits.reversed().map { alphabet[Int($0)] }
    }
}
