/// Algorithms of private keys, by their object identifiers.
///
/// Source: RFC 8017 (RSA), RFC 5480 and SEC 2 (curves), RFC 8410 (Edwards and Montgomery curves), RFC 3279 (DSA, DH).
enum KeyAlgorithm {
    private static let names: [(identifier: [UInt8], words: String)] = [
        ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01], "RSA key"),
        ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], "elliptic curve key"),
        ([0x2B, 0x65, 0x70], "Ed25519 key"), ([0x2B, 0x65, 0x71], "Ed448 key"), ([0x2B, 0x65, 0x6E], "X25519 key"),
        ([0x2B, 0x65, 0x6F], "X448 key"), ([0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], "DSA key"),
        ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01], "Diffie-Hellman key"),
        ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A], "RSA-PSS key"),
    ]

    private static let curves: [(identifier: [UInt8], words: String)] = [
        ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07], "P-256"), ([0x2B, 0x81, 0x04, 0x00, 0x22], "P-384"),
        ([0x2B, 0x81, 0x04, 0x00, 0x23], "P-521"), ([0x2B, 0x81, 0x04, 0x00, 0x0A], "secp256k1"),
        ([0x2B, 0x81, 0x04, 0x00, 0x21], "P-224"),
    ]

    /// What a key of this algorithm is called.
    static func words(_ identifier: ArraySlice<UInt8>) -> String {
        names.first { $0.identifier.elementsEqual(identifier) }?.words ?? "private key"
    }

    /// An elliptic curve key, with the name of its curve where it is known.
    static func words(curve identifier: ArraySlice<UInt8>?) -> String {
        let curve = identifier.flatMap { identifier in curves.first { $0.identifier.elementsEqual(identifier) }?.words }
        return "elliptic curve key" + (curve.map { ", \($0)" } ?? "")
    }

    /// A key whose strength is the size of a number.
    static func words(_ name: String, size number: ArraySlice<UInt8>) -> String { "\(name), \(bitCount(number)) bits" }

    /// Bits of a number without leading zero bytes.
    static func bitCount(_ number: ArraySlice<UInt8>) -> Int { number.count * 8 - (number.first?.leadingZeroBitCount ?? 0) }
}
