/// Private keys in Base58Check: extended keys and wallet import format.
///
/// Source: BIP-32, "Serialization format"; Bitcoin wiki, "Wallet import format".
enum Base58Key {
    private static let versions: [(bytes: [UInt8], words: String)] = [
        ([0x04, 0x88, 0xAD, 0xE4], "extended private key, main net"), ([0x04, 0x35, 0x83, 0x94], "extended private key, test net"),
    ]
    private static let extendedCount = 78
    /// Where the private key of an extended key starts: with a zero byte.
    private static let keyOffset = 45

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard let bytes = Base58.decode(text), bytes.count > 4 else { return .foreign("no base58 text") }
        let payload = Array(bytes.dropLast(4))
        guard bytes.suffix(4).elementsEqual(Base58.checksum(of: payload)) else { return .differs(isCertain: true) }
        guard let words = words(for: payload) else { return .foreign("a checked text, but no private key") }
        return .fits([words])
    }

    private static func words(for payload: [UInt8]) -> String? {
        if payload.count == extendedCount, payload[keyOffset] == 0 { return versions.first { payload.starts(with: $0.bytes) }?.words }
        guard payload.count == 33 || payload.count == 34 && payload[33] == 1 else { return nil }
        switch payload[0] {
        case 0x80: return "wallet import format, main net"
        case 0xEF: return "wallet import format, test net"
        default: return nil
        }
    }
}
