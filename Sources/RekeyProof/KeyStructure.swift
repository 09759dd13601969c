/// Takes private keys in ASN.1 apart: PKCS#8, PKCS#1, SEC 1 and the DSA form, encrypted or not.
///
/// Source: RFC 5958 and RFC 5208 (PKCS#8), RFC 8017 appendix A (PKCS#1), RFC 5915 (SEC 1), OpenSSL (DSA).
enum KeyStructure {
    private typealias Tag = DERReader.Tag

    /// What the key is, in words; throws when it is cut short or no key. What follows the key is ignored.
    static func words(for bytes: [UInt8]) throws(DERReader.Fault) -> String {
        var outer = DERReader(bytes[...])
        let content = try outer.element(Tag.sequence).content
        var reader = DERReader(content)
        let first = try reader.element(Tag.integer).content
        let version = first.first ?? 0
        let second = try reader.element()
        switch second.tag {
        case Tag.sequence: return try wrapped(algorithm: second, &reader)
        case Tag.octets where version == 1: return try curveKey(second, &reader, curve: nil)
        case Tag.integer: return try numbers(content)
        default: throw .malformed
        }
    }

    /// An encrypted key: its algorithm is hidden. Throws when it is cut short or not of that form.
    static func checkEncrypted(_ bytes: [UInt8]) throws(DERReader.Fault) {
        var outer = DERReader(bytes[...])
        var reader = try outer.element(Tag.sequence).reader
        var algorithm = try reader.element(Tag.sequence).reader
        _ = try algorithm.element(Tag.identifier)
        guard try reader.element(Tag.octets).content.count >= 16 else { throw .malformed }
    }

    /// One complete element, for keys of rarer forms.
    static func checkElement(_ bytes: [UInt8]) throws(DERReader.Fault) {
        var reader = DERReader(bytes[...])
        guard try reader.element(Tag.sequence).content.count >= 16 else { throw .malformed }
    }

    private static func wrapped(algorithm: DERReader.Element, _ reader: inout DERReader) throws(DERReader.Fault) -> String {
        var parameters = algorithm.reader
        let identifier = try parameters.element(Tag.identifier).content
        let content = try reader.element(Tag.octets).content
        guard !content.isEmpty else { throw .malformed }
        switch KeyAlgorithm.words(identifier) {
        case "RSA key": return try inner(content)
        case "elliptic curve key":
            var key = DERReader(content)
            var parts = try key.element(Tag.sequence).reader
            _ = try parts.element(Tag.integer)
            let curve = parameters.isAtEnd ? nil : try parameters.element()
            return try curveKey(try parts.element(Tag.octets), &parts, curve: curve?.tag == Tag.identifier ? curve?.content : nil)
        case let words where words.hasPrefix("Ed") || words.hasPrefix("X"):
            var key = DERReader(content)
            guard try key.element(Tag.octets).content.count >= 32 else { throw .malformed }
            return words
        case let words: return words
        }
    }

    private static func inner(_ content: ArraySlice<UInt8>) throws(DERReader.Fault) -> String {
        var key = DERReader(content)
        return try numbers(try key.element(Tag.sequence).content)
    }

    private static func curveKey(
        _ key: DERReader.Element, _ reader: inout DERReader, curve: ArraySlice<UInt8>?
    ) throws(DERReader.Fault) -> String {
        guard (16...72).contains(key.content.count), key.content.contains(where: { $0 != 0 }) else { throw .malformed }
        var named = curve
        while named == nil, !reader.isAtEnd {
            let part = try reader.element()
            guard part.tag == Tag.context0 else { continue }
            var inside = part.reader
            let parameters = try inside.element()
            named = parameters.tag == Tag.identifier ? parameters.content : []
        }
        return KeyAlgorithm.words(curve: named)
    }

    /// A version and five numbers are DSA, a version and eight are RSA.
    private static func numbers(_ content: ArraySlice<UInt8>) throws(DERReader.Fault) -> String {
        var reader = DERReader(content)
        _ = try reader.element(Tag.integer)
        var numbers: [ArraySlice<UInt8>] = []
        while !reader.isAtEnd, numbers.count < 8 { numbers.append(try reader.number()) }
        guard let modulus = numbers.first, KeyAlgorithm.bitCount(modulus) >= 256 else { throw .malformed }
        switch numbers.count {
        case 5: return KeyAlgorithm.words("DSA key", size: modulus)
        case 8:
            // Why: numbers typed in for a sample are no product. The low 64 bits decide that cheaply.
            guard lowBits(numbers[3]) &* lowBits(numbers[4]) == lowBits(modulus) else { throw .malformed }
            return KeyAlgorithm.words("RSA key", size: modulus)
        default: throw .malformed
        }
    }

    private static func lowBits(_ number: ArraySlice<UInt8>) -> UInt64 { number.suffix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
