internal import RekeyReport
internal import Testing

@Suite("TerminalText")
struct TerminalTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let escaped: String
        var testDescription: String { name }
    }

    @Test(
        "what a terminal would obey, hide or reorder is written out",
        arguments: [
            Case(name: "nothing", text: "", escaped: ""),
            Case(name: "plain", text: "src/app-1.env", escaped: "src/app-1.env"),
            Case(name: "letters of other scripts", text: "café/日本語/ключ", escaped: "café/日本語/ключ"),
            Case(name: "line breaks and tab", text: "a\nb\rc\td", escaped: "a\\nb\\rc\\td"),
            Case(name: "escape sequence", text: "\u{1B}[31m", escaped: "\\u{1B}[31m"),
            Case(name: "NUL, bell and delete", text: "\u{0}\u{7}\u{7F}", escaped: "\\u{00}\\u{07}\\u{7F}"),
            Case(name: "C1 control sequence introducer", text: "\u{9B}2J", escaped: "\\u{9B}2J"),
            Case(name: "bidi override and isolate", text: "\u{202E}a\u{2066}", escaped: "\\u{202E}a\\u{2066}"),
            Case(name: "zero width space, joiner, BOM", text: "\u{200B}\u{200D}\u{FEFF}", escaped: "\\u{200B}\\u{200D}\\u{FEFF}"),
            Case(name: "line and paragraph separator", text: "\u{2028}\u{2029}", escaped: "\\u{2028}\\u{2029}"),
            Case(name: "soft hyphen and Hangul filler", text: "\u{AD}\u{3164}", escaped: "\\u{AD}\\u{3164}"),
            Case(name: "tag character", text: "\u{E0041}", escaped: "\\u{E0041}"),
        ])
    func escapes(_ c: Case) {
        #expect(TerminalText.escaped(c.text) == c.escaped)
        #expect(TerminalText.escaped(Array(c.text.utf8)) == c.escaped)
    }

    @Test("bytes that are not UTF-8 are written out, and the rest is kept")
    func notUTF8() {
        #expect(TerminalText.escaped([0x61, 0xFF, 0x62]) == "a\\xFFb")
        #expect(TerminalText.escaped([0xC3]) == "\\xC3")
        #expect(TerminalText.escaped([0xE2, 0x82, 0x61, 0x0A]) == "\\xE2\\x82a\\n")
        #expect(TerminalText.escaped([0xED, 0xA0, 0x80]) == "\\xED\\xA0\\x80")
        #expect(TerminalText.escaped([0x80, 0xC3, 0xA9]) == "\\x80é")
    }

    @Test("no bytes can make it print a control byte")
    func anyBytes() {
        var state: UInt64 = 7
        for _ in 0..<2_000 {
            let bytes = (0..<12).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 40)
            }
            let escaped = TerminalText.escaped(bytes)
            #expect(escaped.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }
}
