internal import RekeyCore

/// The first packet of an OpenPGP private key. Source: RFC 9580, sections 4.2, 5.5.2 and 5.5.3.
enum PGPKey {
    private static let secretKeyTag: UInt8 = 5

    static func proof(of bytes: [UInt8]) -> Proof {
        do throws(ByteReader.Fault) {
            var reader = ByteReader(bytes)
            guard let body = try packet(&reader) else { return .refuted("OpenPGP armour round something that is no private key") }
            return try judge(body)
        } catch {
            return .refuted("the key is cut short")
        }
    }

    /// The body of the secret key packet that must come first; `nil` for any other packet.
    private static func packet(_ reader: inout ByteReader) throws(ByteReader.Fault) -> [UInt8]? {
        let head = try reader.byte()
        guard head & 0x80 != 0 else { return nil }
        let isNew = head & 0x40 != 0
        guard isNew ? head & 0x3F == secretKeyTag : head >> 2 & 0x0F == secretKeyTag else { return nil }
        var count = 0
        if isNew {
            let first = Int(try reader.byte())
            switch first {
            case ..<192: count = first
            case ..<224: count = (first - 192) << 8 + Int(try reader.byte()) + 192
            case 255: count = try number(&reader, size: 4)
            default: return nil
            }
        } else {
            guard head & 3 != 3 else { return nil }
            count = try number(&reader, size: 1 << Int(head & 3))
        }
        return Array(try reader.bytes(count))
    }

    private static func judge(_ body: [UInt8]) throws(ByteReader.Fault) -> Proof {
        var reader = ByteReader(body)
        let version = try reader.byte()
        guard (3...6).contains(version) else { return .refuted("an OpenPGP key of an unknown version") }
        _ = try reader.bytes(version == 3 ? 6 : 4)
        let algorithm = try reader.byte()
        if version >= 5 { _ = try reader.bytes(4) }
        let words = try publicHalf(of: algorithm, &reader)
        let usage = try reader.byte()
        guard usage == 0 else { return PrivateKeyText.encrypted(words) }
        guard !reader.isAtEnd else { throw .truncated(offset: reader.offset) }
        return .says(words)
    }

    /// Steps over the public numbers; says what the key is.
    private static func publicHalf(of algorithm: UInt8, _ reader: inout ByteReader) throws(ByteReader.Fault) -> String {
        switch algorithm {
        case 1, 2, 3:
            let modulus = try integer(&reader)
            _ = try integer(&reader)
            return KeyAlgorithm.words("OpenPGP key, RSA", size: modulus[...])
        case 16, 17:
            let prime = try integer(&reader)
            for _ in 0..<(algorithm == 16 ? 2 : 3) { _ = try integer(&reader) }
            return KeyAlgorithm.words(algorithm == 16 ? "OpenPGP key, Elgamal" : "OpenPGP key, DSA", size: prime[...])
        case 18, 19, 22:
            _ = try reader.bytes(Int(try reader.byte()))
            _ = try integer(&reader)
            if algorithm == 18 { _ = try reader.bytes(Int(try reader.byte())) }
            return "OpenPGP key, elliptic curve"
        case 25, 27:
            _ = try reader.bytes(32)
            return algorithm == 25 ? "OpenPGP key, X25519" : "OpenPGP key, Ed25519"
        case 26, 28:
            _ = try reader.bytes(algorithm == 26 ? 56 : 57)
            return algorithm == 26 ? "OpenPGP key, X448" : "OpenPGP key, Ed448"
        default: throw .invalid(offset: reader.offset)
        }
    }

    /// A multiprecision integer: its length in bits, then its bytes.
    private static func integer(_ reader: inout ByteReader) throws(ByteReader.Fault) -> [UInt8] {
        let bits = try number(&reader, size: 2)
        return Array(try reader.bytes((bits + 7) / 8))
    }

    private static func number(_ reader: inout ByteReader, size: Int) throws(ByteReader.Fault) -> Int {
        var value = 0
        for _ in 0..<size { value = value << 8 | Int(try reader.byte()) }
        return value
    }
}
