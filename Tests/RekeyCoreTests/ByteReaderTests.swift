internal import RekeyCore
internal import Testing

@Suite("byte reader")
struct ByteReaderTests {
    private static let bytes: [UInt8] = [0xAB, 0x78, 0x56, 0x34, 0x12, 1, 2, 3]

    /// Reads a byte, a little-endian number and three bytes.
    private func readAll(_ bytes: [UInt8], at offset: Int = 0) throws(ByteReader.Fault) -> (UInt8, UInt32, [UInt8]) {
        var reader = ByteReader(bytes, at: offset)
        let first = try reader.byte()
        let number = try reader.uint32()
        let rest = Array(try reader.bytes(3))
        #expect(reader.isAtEnd)
        return (first, number, rest)
    }

    @Test("values in order")
    func values() throws {
        let (first, number, rest) = try readAll(Self.bytes)
        #expect(first == 0xAB && number == 0x1234_5678 && rest == [1, 2, 3])
    }

    @Test("every shorter prefix is an error at the value that is cut", arguments: 0..<8)
    func prefixes(count: Int) {
        let offset = count == 0 ? 0 : count < 5 ? 1 : 5
        #expect(throws: ByteReader.Fault.truncated(offset: offset)) { try readAll(Array(Self.bytes.prefix(count))) }
    }

    @Test("offsets outside the bytes are errors", arguments: [-1, 8, 9, Int.max, Int.min])
    func offsets(offset: Int) { #expect(throws: ByteReader.Fault.self) { try readAll(Self.bytes, at: offset) } }

    @Test("lengths out of range are errors, and nothing is read")
    func lengths() throws {
        var reader = ByteReader(Self.bytes, at: 2)
        #expect(throws: ByteReader.Fault.invalid(offset: 2)) { try reader.bytes(-1) }
        #expect(throws: ByteReader.Fault.truncated(offset: 2)) { try reader.bytes(7) }
        #expect(throws: ByteReader.Fault.truncated(offset: 2)) { try reader.bytes(.max) }
        #expect(reader.offset == 2)
        #expect(try reader.bytes(0).isEmpty)
        #expect(try reader.bytes(6).count == 6)
        #expect(reader.isAtEnd)
    }
}
