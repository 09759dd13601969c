/// Writes ASN.1 elements, for made-up keys. The opposite of `DERReader`.
enum DERWriter {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        guard count >= 0x80 else { return [tag, UInt8(count)] + content }
        var size: [UInt8] = []
        var rest = count
        while rest > 0 {
            size.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(size.count)] + size + content
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(DERReader.Tag.sequence, parts.flatMap(\.self)) }

    static func octets(_ content: [UInt8]) -> [UInt8] { element(DERReader.Tag.octets, content) }

    static func identifier(_ content: [UInt8]) -> [UInt8] { element(DERReader.Tag.identifier, content) }

    /// A number that is not negative, from its big-endian bytes.
    static func number(_ bytes: [UInt8]) -> [UInt8] {
        element(DERReader.Tag.integer, (bytes.first ?? 0) & 0x80 == 0 && !bytes.isEmpty ? bytes : [0] + bytes)
    }
}
