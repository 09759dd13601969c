internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct SevenBitsTests {
    @Test("bytes of every length come back", arguments: 0...40)
    func roundTrip(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 200) }
        let text = SevenBits.encode(bytes)
        #expect(text.count == (count + 6) / 7 * 8)
        #expect(text.allSatisfy { $0 < 128 })
        #expect(SevenBits.decode(text.span, count: count) == bytes)
    }

    @Test("seven bytes are eight characters, lowest bits first")
    func vector() {
        let bytes: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0x80]
        #expect(SevenBits.encode(bytes) == [0x7F, 1, 0, 0, 0, 0, 0, 0x40])
    }

    @Test("texts that are cut, too short or not of seven bits are refused")
    func damaged() {
        let text = SevenBits.encode([UInt8](repeating: 9, count: 14))
        let cut = Array(text.prefix(15))
        #expect(SevenBits.decode(cut.span, count: 7) == nil)
        #expect(SevenBits.decode(text.span, count: 15) == nil)
        #expect(SevenBits.decode(text.span, count: -1) == nil)
        for index in text.indices {
            var wrong = text
            wrong[index] |= 0x80
            #expect(SevenBits.decode(wrong.span, count: 14) == nil)
        }
    }

    @Test("a literal has no byte that ends it or that Swift reads as its own")
    func literal() {
        let literal = SevenBits.literal([0x22, 0x5C << 1 | 0, 0x0A, 0xFF])
        #expect(literal.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(SevenBits.literal([0x22]) == #"\"\0\0\0\0\0\0\0"#)
    }
}
