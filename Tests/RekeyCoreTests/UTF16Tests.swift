internal import RekeyCore
internal import Testing

/// UTF-16 as a file holds it, and the text it stands for.
struct UTF16Case: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var encoding: TextEncoding
    var text: String

    var testDescription: String { name }
}

@Suite("UTF-16") struct UTF16Tests {
    @Test(
        "is told by its mark and becomes UTF-8",
        arguments: [
            UTF16Case(name: "no bytes", bytes: [], encoding: .bytes, text: ""),
            UTF16Case(name: "no mark", bytes: [0x61, 0x00], encoding: .bytes, text: "a\0"),
            UTF16Case(name: "only a mark", bytes: [0xFF, 0xFE], encoding: .utf16LittleEndian, text: ""),
            UTF16Case(name: "little-endian", bytes: [0xFF, 0xFE, 0x61, 0x00, 0xFC, 0x00], encoding: .utf16LittleEndian, text: "aü"),
            UTF16Case(name: "big-endian", bytes: [0xFE, 0xFF, 0x00, 0x61, 0x20, 0xAC], encoding: .utf16BigEndian, text: "a€"),
            UTF16Case(name: "a pair", bytes: [0xFE, 0xFF, 0xD8, 0x3D, 0xDE, 0x00], encoding: .utf16BigEndian, text: "😀"),
            UTF16Case(name: "half a pair", bytes: [0xFE, 0xFF, 0xD8, 0x3D, 0x00, 0x61], encoding: .utf16BigEndian, text: "\u{FFFD}a"),
            UTF16Case(name: "the other half", bytes: [0xFE, 0xFF, 0xDE, 0x00, 0x00, 0x61], encoding: .utf16BigEndian, text: "\u{FFFD}a"),
            UTF16Case(name: "half a pair at the end", bytes: [0xFE, 0xFF, 0xD8, 0x3D], encoding: .utf16BigEndian, text: "\u{FFFD}"),
            UTF16Case(name: "an odd byte", bytes: [0xFF, 0xFE, 0x61, 0x00, 0x62], encoding: .utf16LittleEndian, text: "a\u{FFFD}"),
        ])
    func transcodes(_ c: UTF16Case) {
        #expect(TextEncoding.detect(c.bytes) == c.encoding)
        #expect(UTF16.transcode(c.bytes) == Array(c.text.utf8))
    }
}
