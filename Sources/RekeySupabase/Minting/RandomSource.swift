internal import Libcrypto
internal import RekeyCore

/// Where new secrets come from. Every text is an encoding of whole random bytes, so that no character is likelier than another.
package struct RandomSource: Sendable {
    private let draw: @Sendable (Int) throws(MintFault) -> [UInt8]

    /// `draw` gives as many unpredictable bytes as it is asked for.
    package init(_ draw: @escaping @Sendable (Int) throws(MintFault) -> [UInt8]) { self.draw = draw }

    /// `RAND_bytes`.
    package static let libcrypto = RandomSource { (count) throws(MintFault) in
        do throws(RandomFault) { return try randomBytes(count) } catch { throw .randomUnavailable }
    }

    func bytes(_ count: Int) throws(MintFault) -> [UInt8] {
        let bytes = try draw(count)
        guard bytes.count == count else { throw .randomUnavailable }
        return bytes
    }

    /// Lower-case hexadecimal of `count` bytes: twice as many characters.
    func hexadecimalText(bytes count: Int) throws(MintFault) -> [UInt8] { Array(hexadecimal(try bytes(count)).utf8) }

    /// Standard base64 of `count` bytes; `count` is a multiple of 3, so that no padding is needed.
    func base64Text(bytes count: Int) throws(MintFault) -> [UInt8] {
        let bytes = try bytes(count)
        return Base64.encode(bytes.span)
    }

    /// `count` base64url characters.
    func base64URLText(characters count: Int) throws(MintFault) -> [UInt8] {
        let bytes = try bytes((count * 6 + 7) / 8)
        return Array(Base64.encode(bytes.span, urlSafe: true).prefix(count))
    }

    /// A random UUID, lower case. Source: RFC 9562 section 5.4 (version 4).
    func uuid() throws(MintFault) -> String {
        var bytes = try bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(hexadecimal(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
