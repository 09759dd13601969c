internal import LiteralSearch
internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyDetect

@Suite struct EscapedStringsTests {
    /// The strings of `text`, where words of rules end at `words`; everywhere when not said.
    private func strings(_ text: [UInt8], words: [Int]? = nil) -> EscapedStrings {
        let hits = (words ?? Array(0...text.count)).map { LiteralHit(literal: 0, end: UInt32($0)) }
        var strings = EscapedStrings(text.span, from: 0)
        strings.add(hits.span)
        return strings
    }

    private func read(_ text: String, words: [Int]? = nil) -> [String] {
        let bytes = Array(text.utf8)
        var budget = DecodingBudget(chunkOf: bytes.count)
        var strings = strings(bytes, words: words)
        var all: [String] = []
        while let blob = strings.next(in: bytes.span, &budget) { all.append(String(decoding: blob.bytes, as: UTF8.self)) }
        return all
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var expected: [String]
        var testDescription: String { name }
    }

    @Test(
        "strings that hold whole documents are read with what stands before them",
        arguments: [
            Case(
                name: "lines in JSON", text: #"  "content": "user = app\nport = 5432\nhost = db","# + "\n",
                expected: [#"  "content": ""# + "user = app\nport = 5432\nhost = db\n"]),
            Case(
                name: "quotes in JSON", text: #"{"v": "{\"user\": \"app\", \"port\": 1}"}"#,
                expected: [#"{"v": "{"user": "app", "port": 1}"# + "\n"]),
            Case(
                name: "two strings of a text", text: "a = 'one line\\nanother line and more'\nb\nc = \"first line\\r\\nsecond line of it\"",
                expected: ["a = 'one line\nanother line and more\nc = \"first line\r\nsecond line of it\n"]),
            Case(
                name: "two strings of a line", text: #"f("first line\nof the first", "first line\nof the second")"#,
                expected: [#"f("first line"# + "\nof the first\n \"first line\nof the second\n"]),
            Case(
                name: "quotes in markup", text: "<v>{&quot;user&quot;: &quot;app&quot;}</v>", expected: ["<v>{\"user\": \"app\"}\n"]),
            Case(
                name: "quotes in an attribute", text: "<a b=\"{&#34;user&#34;: 1, &#x22;port&#x22;: 2}\"/>",
                expected: ["<a b=\"{\"user\": 1, \"port\": 2}\n"]),
            Case(
                name: "escapes behind backslashes are left for the next round", text: #"x = "one \\n two \\\"three\\\" and four""#,
                expected: [#"x = "one \n two \"three\" and four"# + "\n"]),
            Case(
                name: "no quotes round it", text: #"KEY=first line\nsecond line\nthird line"#,
                expected: [
                    "KEY=first line\nsecond line\nthird line\n"
                ]),
        ])
    func documents(_ c: Case) { #expect(read(c.text) == c.expected) }

    @Test(
        "messages, paths and single quotes are left alone",
        arguments: [
            #"printf("something happened here: %s\n");"#, #"open("C:\\data\\projects\\reports\\may.txt")"#,
            #"C:\new folder\of some length\more"#,
            #"x = "a \"quoted word is no document""#, "<p>he said &quot;well, this is one quote</p>",
            "<p>salt &amp; pepper &amp; more of it</p>",
            "\"short\\nline\"", "if (a) { f(&quot;first&quot;, &quot;second&quot;); }", "\\", "&", "\\n", "&quot;", "a & b && c \\ d",
            #"\newcommand{\x}{a long enough definition of it}"#,
        ])
    func leftAlone(_ text: String) { #expect(read(text) == []) }

    @Test("a string without a word of a rule is left alone, but for a quoted name, which may be one")
    func words() {
        let text = #"f("first line\nof the first", "first line\nof the second")"#
        let second = #"f("first line"# + "\nof the first\n \"first line\nof the second\n"
        #expect(read(text, words: []) == [])
        #expect(read(text, words: [text.utf8.count]) == [])
        #expect(read(text, words: [12, 44]) == [second])
        #expect(read(text, words: [44]) == [#" "first line"# + "\nof the second\n"])
        #expect(read(text, words: [1, 2]) == [#"f("first line"# + "\nof the first\n"])
        #expect(read(#"x = "some \"quoted\" word, and more""#, words: []) == [])
        #expect(read(#"x = "{\"user\": 1, \"port\": 1234}""#, words: []) == [#"x = "{"user": 1, "port": 1234}"# + "\n"])
        #expect(read(#"x = "{\\\"user\\\" : 1, and so on}""#, words: []) == [#"x = "{\"user\" : 1, and so on}"# + "\n"])
    }

    @Test("a long text is read to its end, every byte once, with the place of every byte")
    func longText() throws {
        let line = #"log("user=app\npassword=changed \"often\" by hand");"# + "\n"
        let text = Array(String(repeating: line, count: 12_000).utf8)
        var budget = DecodingBudget(chunkOf: text.count)
        var strings = strings(text)
        var (lines, last) = (0, 0)
        while let blob = strings.next(in: text.span, &budget) {
            #expect(blob.range.lowerBound >= last)
            last = blob.range.upperBound
            lines += blob.bytes.count { $0 == 0x0A }
            for index in stride(from: 0, to: blob.bytes.count, by: 97) where blob.bytes[index] > 0x22 {
                let place = blob.original(index..<index + 1)
                try #require(text[place].last == blob.bytes[index])
            }
        }
        #expect(lines == 24_000)
    }

    @Test("a range maps back to its bytes, and an escape at its end belongs to it")
    func places() throws {
        let text = Array(#"v: "a\nkey=\"abc\/\" and more of it""#.utf8)
        var budget = DecodingBudget(chunkOf: text.count)
        var strings = strings(text)
        let blob = try #require(strings.next(in: text.span, &budget))
        let shown = String(decoding: blob.bytes, as: UTF8.self)
        for (part, original) in [("abc/", #"abc\/"#), ("key=\"abc", #"key=\"abc"#), ("\"abc/\"", #"\"abc\/\""#), ("of it", "of it")] {
            let start = try #require(shown.firstRange(of: part)).lowerBound.utf16Offset(in: shown)
            let range = blob.original(start..<start + part.utf8.count)
            #expect(String(decoding: text[range], as: UTF8.self) == original)
        }
        #expect(blob.original(3..<3).isEmpty)
    }

    @Test("over random text nothing traps, and places are in order and in range")
    func property() {
        let alphabet = #"\\\n"n&quot;=<>'` ab"# + "\n\r"
        for seed in 0..<400 {
            let text = Array(Minting.text(80 + seed % 90, of: alphabet, seed: seed).utf8)
            var budget = DecodingBudget(chunkOf: text.count)
            var strings = strings(text)
            while let blob = strings.next(in: text.span, &budget) {
                var last = 0
                for index in blob.bytes.indices {
                    let range = blob.original(index..<index + 1)
                    #expect(range.lowerBound >= last && range.upperBound <= text.count)
                    last = range.lowerBound
                }
            }
        }
    }

    @Test("a secret that needs its lines is found in a string, where it stands, without a word about decoding")
    func detection() throws {
        let rule = acmeRule { ($0.regex, $0.anchors) = ("(?m)^acme_([a-z]{16})$", ["acme_"]) }
        let secret = "qwertzuiop" + "asdfgh"
        let text = #"{"mode": "0600", "content": "host=db\nacme_"# + secret + #"\nport=1"}"#
        let found = try Scanning.scan(text, rules: [rule], path: "bundle.json").detections
        #expect(found.map(\.secret) == [SecretText(Array(secret.utf8))])
        let place = try #require(text.firstRange(of: secret)).lowerBound.utf16Offset(in: text)
        #expect(found.map(\.range) == [place..<place + 16])
        #expect(found.map(\.decodings) == [[]])
        #expect(found.flatMap(\.evidence) == [])
    }
}
