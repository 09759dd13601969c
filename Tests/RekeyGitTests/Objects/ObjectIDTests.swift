internal import Testing

@testable internal import RekeyGit

@Suite("object IDs") struct ObjectIDTests {
    @Test("hexadecimal digits both ways", arguments: [40, 64])
    func hex(_ count: Int) throws {
        let text = String((0..<count).map { Array("0123456789abcdef")[$0 * 7 % 16] })
        let id = try #require(ObjectID(text))
        #expect(id.hex == text && id.bytes.count == count / 2)
        #expect(ObjectID(text.uppercased()) == id)
        #expect(ObjectID(id.bytes, id.format) == id)
        #expect(id.firstByte == Int(id.bytes[0]))
    }

    @Test("anything else is none", arguments: [0, 1, 39, 41, 63, 65, 80])
    func lengths(_ count: Int) { #expect(ObjectID(String(repeating: "a", count: count)) == nil) }

    @Test("other characters are none", arguments: ["g", " ", "é", "-", "\0", "/", ":", "@", "`"])
    func characters(_ character: String) { #expect(ObjectID(character + String(repeating: "a", count: 40 - character.utf8.count)) == nil) }

    @Test("the order is that of the bytes", arguments: [ObjectFormat.sha1, .sha256])
    func order(_ format: ObjectFormat) throws {
        let all = try (0..<(format.idLength * 2)).map { place in
            var bytes = [UInt8](repeating: 0x7F, count: format.idLength)
            bytes[place / 2] = place % 2 == 0 ? 0x10 : 0xF0
            return try #require(ObjectID(bytes, format))
        }
        #expect(all.sorted() == all.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
    }

    @Test(
        "headers of loose objects",
        arguments: [
            ("blob 0\0", 7 as Int?), ("commit 12\0abc", 10), ("blob 1", nil), ("blob\0", nil), ("blob \0", nil), ("blob -1\0", nil),
            ("blob +1\0", nil), ("blob 1 \0", nil), ("blobs 1\0", nil), ("", nil), ("blob 99999999999999999999\0", nil),
            ("blob 00000000000000000000000000001\0", nil),
        ])
    func looseHeader(_ text: String, _ end: Int?) { #expect((try? LooseHeader(Array(text.utf8).span))?.end == end) }
}
