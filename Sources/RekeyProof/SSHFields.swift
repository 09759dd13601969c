internal import RekeyCore

/// Reads the fields of SSH key files: big-endian lengths before strings.
///
/// Source: RFC 4251, section 5.
struct SSHFields {
    private var reader: ByteReader

    init(_ bytes: [UInt8], skipping count: Int = 0) { reader = ByteReader(bytes, at: count) }

    mutating func number() throws(ByteReader.Fault) -> UInt32 { try reader.uint32().byteSwapped }

    mutating func string() throws(ByteReader.Fault) -> [UInt8] {
        let count = try number()
        return Array(try reader.bytes(Int(count)))
    }

    /// What a public key says of itself: the algorithm, and the size of an RSA or DSA key.
    static func words(forPublicKey bytes: [UInt8]) throws(ByteReader.Fault) -> String {
        var fields = SSHFields(bytes)
        let name = String(decoding: try fields.string(), as: UTF8.self)
        switch name {
        case "ssh-rsa":
            _ = try fields.string()
            return KeyAlgorithm.words("RSA key", size: try fields.string()[...].drop { $0 == 0 })
        case "ssh-dss": return KeyAlgorithm.words("DSA key", size: try fields.string()[...].drop { $0 == 0 })
        case "ssh-ed25519": return "Ed25519 key"
        case "ecdsa-sha2-nistp256": return "elliptic curve key, P-256"
        case "ecdsa-sha2-nistp384": return "elliptic curve key, P-384"
        case "ecdsa-sha2-nistp521": return "elliptic curve key, P-521"
        default: return "SSH key"
        }
    }
}
