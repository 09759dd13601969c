internal import RekeyCore
internal import Testing

private struct EntropyCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let bits: Double
    let distinct: Int
    var testDescription: String { name }
}

@Suite("entropy")
struct EntropyTests {
    @Test(
        "bits per byte and different bytes",
        arguments: [
            EntropyCase(name: "no bytes", bytes: [], bits: 0, distinct: 0),
            EntropyCase(name: "one byte", bytes: [7], bits: 0, distinct: 1),
            EntropyCase(name: "one byte, often", bytes: Array(repeating: 65, count: 50), bits: 0, distinct: 1),
            EntropyCase(name: "two bytes, evenly", bytes: Array("abab".utf8), bits: 1, distinct: 2),
            EntropyCase(name: "four bytes, evenly", bytes: Array("abcd".utf8), bits: 2, distinct: 4),
            EntropyCase(name: "a quarter and three quarters", bytes: Array("abbb".utf8), bits: 0.8112781244591328, distinct: 2),
            EntropyCase(name: "sixteen digits", bytes: Array("0123456789abcdef".utf8), bits: 4, distinct: 16),
            EntropyCase(name: "the corners of the byte range", bytes: [0, 63, 64, 127, 128, 191, 192, 255], bits: 3, distinct: 8),
            EntropyCase(name: "every byte", bytes: Array(UInt8.min...UInt8.max), bits: 8, distinct: 256),
        ])
    private func bitsPerByte(_ c: EntropyCase) {
        #expect(abs(Entropy.bitsPerByte(c.bytes.span) - c.bits) < 1e-12)
        #expect(Entropy.distinct(c.bytes.span) == c.distinct)
        #expect(abs(SecretText(c.bytes).entropy - c.bits) < 1e-12)
    }

    @Test("order does not matter")
    func order() {
        let bytes = Array("hello, entropy".utf8)
        #expect(abs(Entropy.bitsPerByte(bytes.span) - Entropy.bitsPerByte(Array(bytes.reversed()).span)) < 1e-12)
    }
}

@Suite("byte classes")
struct ASCIITests {
    @Test("each class holds exactly its bytes")
    func classes() {
        let digits = Set("0123456789".utf8)
        let upper = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        let lower = Set("abcdefghijklmnopqrstuvwxyz".utf8)
        for byte in UInt8.min...UInt8.max {
            #expect(byte.isASCIIDigit == digits.contains(byte))
            #expect(byte.isASCIIUpper == upper.contains(byte))
            #expect(byte.isASCIILower == lower.contains(byte))
            #expect(byte.isASCIILetter == (upper.contains(byte) || lower.contains(byte)))
            #expect(byte.isASCIIAlphanumeric == (byte.isASCIILetter || byte.isASCIIDigit))
            #expect(byte.isASCIIHexDigit == Set("0123456789abcdefABCDEF".utf8).contains(byte))
            #expect(byte.isBase64 == (byte.isASCIIAlphanumeric || Set("+/-_".utf8).contains(byte)))
            #expect(byte.isASCIISpace == [0x20, 0x09, 0x0D, 0x0A].contains(byte))
            #expect(byte.asciiLowercased == (upper.contains(byte) ? byte + 32 : byte))
            #expect(byte.hexValue == Int(String(decoding: [byte], as: UTF8.self), radix: 16).map { UInt8($0) })
        }
    }
}
