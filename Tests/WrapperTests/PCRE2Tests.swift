internal import RekeyTestSupport
internal import Testing

@testable internal import PCRE2

@Suite struct PCRE2Tests {
    private func search(_ pattern: Pattern, _ text: [UInt8], from start: Int = 0, anchored: Bool = false) throws -> Matcher.Outcome {
        try Matcher().search(for: pattern, in: text.span, from: start, to: text.count, anchored: anchored)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var regex: String
        var text: String
        /// `nil` for no match.
        var groups: [Range<Int>?]?
        var testDescription: String { "\(regex) on \(text)" }
    }

    @Test(
        "groups are byte ranges, and one that took no part is nil",
        arguments: [
            Case(regex: "b+", text: "abbbc", groups: [1..<4]),
            Case(regex: "(a)|(b)", text: "b", groups: [0..<1, nil, 0..<1]),
            Case(regex: "(a)|(b)", text: "a", groups: [0..<1, 0..<1]),
            Case(regex: "(x)?y", text: "y", groups: [0..<1]),
            Case(regex: "a()b", text: "ab", groups: [0..<2, 1..<1]),
            Case(regex: "é(.)", text: "xé!", groups: [1..<4, 3..<4]),
            Case(regex: "^a", text: "ba", groups: nil),
            Case(regex: "(?i:TOKEN)=([a-z]+)", text: "Token=abc", groups: [0..<9, 6..<9]),
        ])
    func groups(_ c: Case) throws {
        for useJIT in [true, false] {
            let outcome = try search(Pattern(c.regex, useJIT: useJIT), Array(c.text.utf8))
            #expect(outcome == (c.groups.map { .match(Match(groups: $0)) } ?? .noMatch))
        }
    }

    @Test("a match knows its first group, falls back to one that took part, and then to the whole")
    func groupChoice() {
        let match = Match(groups: [2..<9, nil, 3..<5])
        #expect(match.whole == 2..<9)
        #expect(match.range(ofGroup: 2) == 3..<5)
        #expect(match.range(ofGroup: 1) == 3..<5)
        #expect(match.range(ofGroup: 7) == 3..<5)
        #expect(match.range(ofGroup: 0) == 2..<9)
        #expect(Match(groups: [1..<2]).range(ofGroup: 1) == 1..<2)
        #expect(Match(groups: []).whole == 0..<0)
    }

    @Test("an anchored search matches only where it starts")
    func anchored() throws {
        let pattern = try Pattern("ab")
        let text = Array("xxab".utf8)
        #expect(try search(pattern, text, from: 0, anchored: true) == .noMatch)
        #expect(try search(pattern, text, from: 2, anchored: true) == .match(Match(groups: [2..<4])))
        #expect(try search(pattern, text, from: 3) == .noMatch)
        #expect(try search(pattern, text, from: 4) == .noMatch)
    }

    @Test("bytes behind `end` are not seen, bytes before `start` are known to be there")
    func bounds() throws {
        let text = Array("abcdef".utf8)
        let matcher = try Matcher()
        #expect(matcher.search(for: try Pattern("[a-z]+"), in: text.span, from: 1, to: 4) == .match(Match(groups: [1..<4])))
        #expect(matcher.search(for: try Pattern("d$"), in: text.span, from: 0, to: 4) == .match(Match(groups: [3..<4])))
        #expect(matcher.search(for: try Pattern(#"\bb"#), in: text.span, from: 1, to: 6) == .noMatch)
        for (start, end) in [(-1, 3), (4, 3), (0, 7), (7, 7)] {
            #expect(matcher.search(for: try Pattern("a"), in: text.span, from: start, to: end) == .noMatch)
        }
    }

    @Test("empty text is matched by what matches nothing, and by nothing else")
    func emptyText() throws {
        #expect(try search(Pattern("x*"), []) == .match(Match(groups: [0..<0])))
        #expect(try search(Pattern("x"), []) == .noMatch)
    }

    @Test("bytes above 0x7F are bytes: classes, dots and text that is no UTF-8")
    func highBytes() throws {
        let text: [UInt8] = [0x61, 0xFF, 0xC3, 0x28, 0x00, 0x62]
        #expect(try search(Pattern("a....b"), text) == .match(Match(groups: [0..<6])))
        #expect(try search(Pattern(#"[\x80-\xff]+"#), text) == .match(Match(groups: [1..<3])))
        #expect(try search(Pattern(#"\x00b"#), text) == .match(Match(groups: [4..<6])))
        #expect(try search(Pattern(#"\w{2,}"#), text) == .noMatch)
    }

    @Test(
        "a pattern that runs away ends quickly, with an answer of `limit`",
        arguments: ["(a+)+$", "(?:a|aa)+$", "(a*)*b$", "(?:a?){30}a{30}$"], [true, false])
    func catastrophic(_ regex: String, _ useJIT: Bool) throws {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 5_000) + [UInt8(ascii: "!")]
        let pattern = try Pattern(regex, useJIT: useJIT)
        var outcome = Matcher.Outcome.noMatch
        let time = try ThreadTime.measure { outcome = try search(pattern, text) }
        #expect(time < .seconds(5))
        // Why: PCRE2 may prove by itself that `b` is missing; everything else must say that it does not know.
        #expect(outcome == .limit || (regex.contains("b") && outcome == .noMatch))
        #expect(try Matcher().matches(pattern, text.span) == false)
    }

    @Test("a limit met once does not spoil the next search")
    func limitThenMatch() throws {
        let matcher = try Matcher(matchLimit: 1_000)
        let long = [UInt8](repeating: UInt8(ascii: "a"), count: 3_000) + [UInt8(ascii: "!")]
        let pattern = try Pattern("(a+)+$")
        #expect(matcher.search(for: pattern, in: long.span, from: 0, to: long.count) == .limit)
        let short = Array("aaa".utf8)
        #expect(matcher.search(for: pattern, in: short.span, from: 0, to: 3) == .match(Match(groups: [0..<3, 0..<3])))
    }

    @Test("deep nesting of text is a limit or a match, never a crash")
    func deepRepeat() throws {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
        for useJIT in [true, false] {
            switch try search(Pattern("(?:(a)|(b))*", useJIT: useJIT), text) {
            case .match, .limit: break
            case .noMatch, .failure: Issue.record("neither a match nor a limit")
            }
        }
    }

    @Test(
        "a pattern that does not compile says why and where",
        arguments: [("a(b", 3), ("a[b", 3), ("*a", 0), ("ab{2,1}", 6), (#"a\"#, 2), ("(?<n>a)(?<n>b)", 12)])
    func badPattern(_ regex: String, _ offset: Int) {
        do {
            _ = try Pattern(regex)
            Issue.record("compiled")
        } catch .compile(let message, let place) {
            #expect(place == offset)
            #expect(!message.isEmpty && !message.hasPrefix("PCRE2 error"))
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("more groups than are reported neither trap nor hide the match")
    func manyGroups() throws {
        let regex = String(repeating: "(a)", count: 100)
        let pattern = try Pattern(regex)
        #expect(pattern.groupCount == 100)
        guard case .match(let match) = try search(pattern, [UInt8](repeating: UInt8(ascii: "a"), count: 100)) else {
            Issue.record("no match")
            return
        }
        #expect(match.whole == 0..<100)
        #expect(match.range(ofGroup: 63) == 62..<63)
    }

    @Test("case is ignored when asked, for ASCII")
    func ignoresCase() throws {
        #expect(try Matcher().matches(Pattern("tOkEn", ignoresCase: true), Array("TOKEN".utf8).span))
        #expect(try !Matcher().matches(Pattern("token"), Array("TOKEN".utf8).span))
    }

    /// Source: the header of the library the tests run with; the fault is in 10.45 to 10.47.
    @Test("the JIT loses no match, whatever the library's version")
    func jitFault() throws {
        let first = JITFault.isPresent
        #expect(JITFault.isPresent == first)
        for (regex, text) in [
            ("(?:scaleway|scw)[a-z]{0,9}=", "scw="), ("(?:ab|a)[a-z]{0,9}=", "a="), ("(?:abc|a)[a-z]{0,9}:", "a:"),
            ("(?:scaleway|scw)[a-z]{0,9}=", "scaleway="), ("(?i:(?:twilio|tw)[a-z_]{0,14})=([0-9a-f]{4})", "TW=0a1b"),
        ] {
            #expect(try Matcher().matches(Pattern(regex), Array(text.utf8).span), "\(regex) with the JIT")
            #expect(try Matcher().matches(Pattern(regex, useJIT: false), Array(text.utf8).span), "\(regex) without")
        }
    }

    @Test("patterns are shared by threads, each with its own matcher")
    func threads() async throws {
        let pattern = try Pattern("([a-z]+)=([0-9]+)")
        let text = Array(String(repeating: "key=123 ", count: 100).utf8)
        let matched = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    guard let matcher = try? Matcher() else { return false }
                    return (0..<200).allSatisfy { _ in
                        matcher.search(for: pattern, in: text.span, from: 0, to: text.count)
                            == .match(Match(groups: [0..<7, 0..<3, 4..<7]))
                    }
                }
            }
            return await group.allSatisfy { $0 }
        }
        #expect(matched)
    }
}
