internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// Strings of 16-bit characters in programs.
@Suite struct WideStringsTests {
    private func wide(_ text: String) -> [UInt8] { text.utf8.flatMap { [$0, 0] } }

    @Test("each string is a line, at even and odd offsets", arguments: [0, 1, 2, 3])
    func strings(_ shift: Int) throws {
        let filling = [UInt8](repeating: 0, count: shift)
        let bytes =
            Array("MZ".utf8) + [1, 2, 3] + filling + wide("first one") + [0, 0, 7] + wide("short") + [9] + wide("second=one") + [0xFF]
        let sample = try #require(DocumentSample(bytes, path: "a.exe"))
        #expect(sample.text("16-bit strings") == "first one\nsecond=one\n")
        #expect(sample.chunks.count == 2 && sample.chunks[1].bytes == bytes, "the file itself, in which nothing else finds such strings")
    }

    @Test(
        "only programs of Windows, dumps, old Office files and registries are looked through",
        arguments: ["PK", "\u{7F}ELF", "MZ but text only"])
    func others(_ head: String) {
        let bytes = Array(head.utf8) + (head.hasPrefix("MZ") ? [] : [UInt8](repeating: 0, count: 16) + wide("a long string"))
        #expect(DocumentSample(bytes, path: "a") == nil)
    }
}
