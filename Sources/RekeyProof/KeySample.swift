/// Made-up keys in ASN.1. The forms are those that `KeyStructure` reads.
enum KeySample {
    private static let rsaPrimeCount = 128

    /// PKCS#1 whose modulus is the product of its two odd numbers; the other numbers mean nothing.
    static func rsa(_ random: (Int) -> [UInt8]) -> [UInt8] {
        let (first, second) = (odd(random(rsaPrimeCount)), odd(random(rsaPrimeCount)))
        let numbers = [[0], product(first, second), [1, 0, 1], random(2 * rsaPrimeCount), first, second]
        let rest = (0..<3).map { _ in random(rsaPrimeCount) }
        return DERWriter.sequence((numbers + rest).flatMap(DERWriter.number))
    }

    /// SEC 1 on P-256, without the public half, which is optional.
    static func curve(_ random: (Int) -> [UInt8]) -> [UInt8] {
        let curve = DERWriter.identifier([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07])
        // Why: below the order of the curve whatever the random bytes are.
        let scalar = [0x7F] + random(31)
        return DERWriter.sequence(DERWriter.number([1]), DERWriter.octets(scalar), DERWriter.element(DERReader.Tag.context0, curve))
    }

    /// PKCS#8 round an Ed25519 seed: any 32 bytes are one.
    static func edwards(_ random: (Int) -> [UInt8]) -> [UInt8] {
        let algorithm = DERWriter.sequence(DERWriter.identifier([0x2B, 0x65, 0x70]))
        return DERWriter.sequence(DERWriter.number([0]), algorithm, DERWriter.octets(DERWriter.octets(random(32))))
    }

    /// PKCS#8 encrypted with PBES2. Source: RFC 8018, appendix A.4.
    static func encrypted(_ random: (Int) -> [UInt8]) -> [UInt8] {
        let derivation = DERWriter.sequence(
            DERWriter.identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0C]),
            DERWriter.sequence(DERWriter.octets(random(8)), DERWriter.number([0x08, 0x00])))
        let cipher = DERWriter.sequence(
            DERWriter.identifier([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2A]), DERWriter.octets(random(16)))
        let algorithm = DERWriter.sequence(
            DERWriter.identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D]), DERWriter.sequence(derivation, cipher))
        return DERWriter.sequence(algorithm, DERWriter.octets(random(144)))
    }

    /// High bits set, so that products have full length, and odd.
    private static func odd(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if let last = bytes.indices.last {
            bytes[last] |= 1
            bytes[0] |= 0xC0
        }
        return bytes
    }

    /// The product of two big-endian numbers.
    private static func product(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: left.count + right.count)
        for i in left.indices.reversed() {
            var carry = 0
            for j in right.indices.reversed() {
                carry += Int(output[i + j + 1]) + Int(left[i]) * Int(right[j])
                output[i + j + 1] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            output[i] = UInt8(truncatingIfNeeded: carry)
        }
        return output
    }
}
