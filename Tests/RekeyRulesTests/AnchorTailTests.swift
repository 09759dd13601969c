internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct AnchorTailTests {
    private func tail(_ regex: String, _ anchors: [String], _ change: (inout Rule) -> Void = { _ in }) -> AnchorTail? {
        var rule = Rule(id: RuleID("a.b"), title: "T")
        (rule.regex, rule.anchors) = (regex, anchors)
        change(&rule)
        return AnchorTail(rule)
    }

    @Test(
        "places that no match can have are refused after a few bytes, all others are not",
        arguments: [
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "h/to/file and more text", false),
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "abcdefghij1234.0", true),
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "abcdefghij1234-0", false),
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "abcdefghij1234\\u002e0", true),
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "abc%64efghij1234", true),
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "abcdefghij12345.0", false),
            ("pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}", "pat", "abcdefghij1234%2E0", true),
            ("pat[A-Za-z0-9]{14}", "pat", "abc", false),
            ("nf[pc]_[a-z]{4}", "nfp_", "abcd", true),
            ("nf[pc]_[a-z]{4}", "nfp_", "abc ", false),
            ("x://[^\\s:@]{0,8}:([^\\s@]{3,20})@[a-z]+", "://", "user:", true),
            ("x://[^\\s:@]{0,8}:([^\\s@]{3,20})@[a-z]+", "://", "example.com/", false),
            ("re_(?:[a-z]{8})_[a-z]{20,28}", "re_", "abcdefgh_", true),
            ("re_(?:[a-z]{8})_[a-z]{20,28}", "re_", "quire('x')", false),
            ("re_\\w{3}", "re_", "a_9", true),
            ("re_[a-z-]{3,}?", "re_", "a-b", true),
        ])
    func places(_ regex: String, _ anchor: String, _ text: String, _ may: Bool) throws {
        let made = try #require(tail(regex, [anchor]))
        let bytes = Array((anchor + text).utf8)
        let answer = made.mayFollow(bytes.span, anchor.utf8.count)
        #expect(answer == may)
    }

    @Test(
        "nothing is said where a place could be refused wrongly",
        arguments: [
            ("[a-z][a-z]ab[0-9]{20}", "ab"), ("ab[0-9]{2}|cd[0-9]{2}", "ab"), ("(?i)ab[0-9]{20}", "ab"), ("ab(?:x|[0-9]{20})", "ab"),
            ("(?:ab|cd)[0-9]{20}", "ab"), ("ab?[0-9]{20}", "ab"), ("ab.{0,8}", "ab"), ("[0-9]{20}", "ab"), ("ab(x[0-9]){3}", "ab"),
            ("ab\\x41[0-9]{20}", "ab"), ("ab[[:alpha:]]{20}", "ab"), ("ab", "ab"),
        ])
    func unknown(_ regex: String, _ anchor: String) { #expect(tail(regex, [anchor]) == nil) }

    @Test("rules with keywords, whole texts or anchors that differ in what follows have none")
    func otherRules() {
        #expect(tail("ab[0-9]{20}", ["ab"]) { $0.keywords = ["other"] } == nil)
        #expect(tail("ab[0-9]{20}", ["ab"]) { $0.window = .wholeText } == nil)
        #expect(tail("ab[0-9]{20}", ["ab"]) { $0.matcher = .assignment } == nil)
        #expect(tail("ab[0-9]{20}", ["ab", "a"]) == nil)
        #expect(tail("ab[0-9]{20}", []) == nil)
    }

    @Test(
        "names of letters, digits, `_`, `.` and `-` are told from others",
        arguments: [
            ("acme[_-]?token", true), ("(?:gh_?token|github[a-z_.]{0,20}(?:pat|key))", true), (#"app\.key"#, true), ("a{1,2}b*", true),
            ("acme.token", false), ("acme[ _-]?token", false), (#"acme\s?token"#, false), ("acme[^a]", false), ("acme:token", false),
            ("acme[:=]", false), ("acme=", false), ("a[[:alpha:]]", false), (#"\w+key"#, false), ("acmé", false), ("a[,]b", false),
        ])
    func plainNames(_ name: String, _ isPlain: Bool) { #expect(RegexToken.spellsPlainNames(name) == isPlain) }

    @Test("a run that never ends is left to the regex")
    func longRun() throws {
        let made = try #require(tail("ab[a-z]{3,9999}!", ["ab"]))
        let text = Array("ab".utf8) + [UInt8](repeating: 0x63, count: 5_000)
        let (farFromEnd, nearEnd) = (made.mayFollow(text.span, 2), made.mayFollow(text.span, text.count - 8))
        #expect(farFromEnd)
        #expect(!nearEnd)
    }

    @Test("a tail comes back as it was, and a short one throws")
    func coding() throws {
        for made in [tail("ab[a-f0-9]{300}", ["ab"]), tail("ab[a-f0-9]{3}-", ["ab"])] {
            let tail = try #require(made)
            var writer = ByteWriter()
            tail.write(into: &writer)
            var reader = ByteReader(writer.bytes)
            #expect(try AnchorTail(&reader) == tail)
            #expect(reader.isAtEnd)
            for count in 0..<writer.bytes.count {
                var short = ByteReader(Array(writer.bytes.prefix(count)))
                #expect(throws: ByteReader.Fault.self) { try AnchorTail(&short) }
            }
        }
    }
}
