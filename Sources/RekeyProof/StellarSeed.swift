internal import RekeyCore

/// Stellar's secret seeds. Source: SEP-23: version byte, 32 bytes, CRC-16/XMODEM least significant byte first, all in base32.
enum StellarSeed {
    private static let version: UInt8 = 0x90
    private static let seedCount = 32

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard text.count == 56, !text.contains(where: \.isASCIILower), let bytes = Base32.decode(text), bytes.count == seedCount + 3,
            bytes[0] == version
        else {
            return .foreign("no Stellar seed")
        }
        // Why: only an account's address was tried against a published one, no seed.
        return bytes.suffix(2).elementsEqual(sum(of: bytes.dropLast(2))) ? .fits([]) : .differs(isCertain: false)
    }

    /// The text of a seed of 32 bytes.
    static func completed(_ seed: [UInt8]) -> [UInt8]? {
        guard seed.count == seedCount else { return nil }
        let body = [version] + seed
        return Base32.encode(body + sum(of: body[...]))
    }

    private static func sum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        let sum = crc16(bytes)
        return [UInt8(truncatingIfNeeded: sum), UInt8(truncatingIfNeeded: sum >> 8)]
    }

    /// CRC-16/XMODEM: polynomial 0x1021, from zero.
    static func crc16(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        var sum: UInt16 = 0
        for byte in bytes {
            sum ^= UInt16(byte) << 8
            for _ in 0..<8 { sum = sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021 }
        }
        return sum
    }
}
