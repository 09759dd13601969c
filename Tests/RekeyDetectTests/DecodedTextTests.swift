internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

@Suite struct DecodedTextTests {
    private func decoded(_ text: String) -> DecodedText? {
        let bytes = Array(text.utf8)
        return DecodedText(bytes.span, window: 0..<bytes.count)
    }

    /// As much as encoders put into a line.
    private static let full = String(repeating: "mailed ", count: 10)

    @Test(
        "each escape stands for its byte",
        arguments: [
            (#"a\u0026b"#, "a&b"), (#"a\u003Db"#, "a=b"), (#"a\x2fb"#, "a/b"), (#"a\x2Fb"#, "a/b"), (#"a\/b"#, "a/b"), (#"a\"b"#, "a\"b"),
            (#"a\nb"#, "a\nb"), (#"a\tb"#, "a\tb"), (#"a\rb"#, "a\rb"), (#"a\\b"#, #"a\b"#), (#"a\&b"#, "a&b"), (#"a\=b"#, "a=b"),
            ("a%2Fb", "a/b"), ("a%2fb", "a/b"), ("a%3Db", "a=b"), ("a&amp;b", "a&b"), ("a&quot;b", "a\"b"), ("a&apos;b", "a'b"),
            ("a&lt;b", "a<b"), ("a&gt;b", "a>b"), ("a&#47;b", "a/b"), ("a&#x2F;b", "a/b"), ("a&#x2f;b", "a/b"), ("a=3Db", "a=b"),
            (#"a\101b"#, "aAb"), (#"a\0401"#, "a 1"), ("a\\\nb", "ab"), ("a\\\r\nb", "ab"), ("\(full)=\nb", "\(full)b"),
            ("\(full)=\r\nb", "\(full)b"),
        ])
    func one(_ text: String, _ expected: String) {
        #expect(decoded(text).map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
    }

    @Test(
        "escapes inside escapes are undone, three rounds deep",
        arguments: [
            ("a&amp;amp;b", "a&b"), ("a%252Fb", "a/b"), ("a%25252Fb", "a/b"), (#"a\\u0026b"#, "a&b"), (#"a\\\"b"#, "a\"b"),
            ("a&amp;#47;b", "a/b"), (#"a\\\\\/b"#, "a/b"),
        ])
    func nested(_ text: String, _ expected: String) {
        #expect(decoded(text).map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
    }

    @Test(
        "what is no escape is left alone",
        arguments: [
            "plain", "100%", "a%zzb", "a%2", "%", "&", "&amp", "&unknown;", "&#;", "&#x;", "&#xZZ;", "&#128512;", "&#99999999999;",
            #"\u00"#,
            #"\u00e9"#, #"\x7f"#, #"\u0000"#, #"\q"#, "\\", "=", "a=b", "&#", "&#x", "a=\nb", "\(full)\na=\r\nb",
        ])
    func untouched(_ text: String) { #expect(decoded(text) == nil) }

    @Test("a decoded range maps back to exactly the bytes it came from")
    func offsets() throws {
        let text = #"x=1\u0026token%3Dabc&amp;def;"#
        let view = try #require(decoded(text))
        let plain = String(decoding: view.bytes, as: UTF8.self)
        #expect(plain == "x=1&token=abc&def;")
        let bytes = Array(text.utf8)
        for (part, original) in [
            ("&", #"\u0026"#), ("token=abc", "token%3Dabc"), ("abc&def", "abc&amp;def"), ("def;", "def;"), ("x=1", "x=1"),
        ] {
            let start = try #require(plain.firstRange(of: part)).lowerBound.utf16Offset(in: plain)
            let range = view.original(start..<start + part.utf8.count)
            #expect(String(decoding: bytes[range], as: UTF8.self) == original)
        }
    }

    @Test("a window inside the text maps to offsets of the text")
    func window() {
        let bytes = Array(#"\u0026 \u0026abc\/ \u0026"#.utf8)
        guard let view = DecodedText(bytes.span, window: 7..<18) else {
            Issue.record("no escapes")
            return
        }
        #expect(view.bytes == Array("&abc/".utf8))
        #expect(view.original(0..<1) == 7..<13)
        #expect(view.original(1..<4) == 13..<16)
        #expect(view.original(4..<5) == 16..<18)
        #expect(view.decodedOffset(of: 13) == 1)
        #expect(view.original(2..<2).isEmpty)
        #expect(view.original(5..<5).isEmpty)
    }

    @Test("over random text the mapping is in order and in range, and undoing never lengthens")
    func property() {
        let alphabet = #"\\\u0026x2f%&#amp;quot47=3D/"ab"# + "\n\r "
        for seed in 0..<400 {
            let bytes = Array(Minting.text(60 + seed % 50, of: alphabet, seed: seed).utf8)
            let window = (seed % 7)..<(bytes.count - seed % 5)
            guard let view = DecodedText(bytes.span, window: window) else { continue }
            #expect(view.bytes.count < window.count)
            var last = window.lowerBound
            for index in view.bytes.indices {
                let range = view.original(index..<index + 1)
                #expect(range.lowerBound >= last && !range.isEmpty && range.upperBound <= window.upperBound)
                if range.count == 1 { #expect(bytes[range.lowerBound] == view.bytes[index]) }
                last = range.upperBound
            }
            for offset in window { #expect(view.decodedOffset(of: offset) <= view.bytes.count) }
        }
    }

    @Test("every shorter prefix of a text full of escapes is read without a trap")
    func prefixes() {
        let text = Array(#"\u0026\x26%26&amp;&#38;&#x26;=3D\\\/\"\n"#.utf8) + [0x5C, 0x0D, 0x0A, 0x3D, 0x0D, 0x0A, 0xC3, 0xA9, 0xFF]
        for count in 0...text.count {
            for start in 0...count { _ = DecodedText(text.span, window: start..<count) }
        }
    }

    @Test("the word round an anchor ends at blanks and line breaks, but goes on over escaped ones")
    func run() {
        func word(_ text: String, _ anchor: String) -> String? {
            guard let place = text.firstRange(of: anchor) else { return nil }
            let low = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
            let bytes = Array(text.utf8)
            let range = DecodedText.run(in: bytes.span, round: low..<low + anchor.utf8.count, within: 0..<bytes.count)
            return range.map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(word("a b=KEY%/c d", "KEY") == "b=KEY%/c")
        #expect(word("KEY%", "KEY") == "KEY%")
        #expect(word("a\n&KEY\nb", "KEY") == "&KEY")
        #expect(word("a% KEY %b", "KEY") == nil, "the word itself holds no escape")
        #expect(word("a=KEY=b", "KEY") == nil, "an equals sign is one only before 3 or a line break")
        #expect(word("KEY=\nmore\nend", "KEY") == "KEY=\nmore")
        #expect(word("KEY\\\r\nmore end", "KEY") == "KEY\\\r\nmore")
    }
}
