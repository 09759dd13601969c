internal import RekeyCore
internal import RekeyPolicy
internal import Testing

/// A line (`§` is the secret) and the reason with which it is excused; `nil` is not excused.
private struct InlineCase: Sendable, CustomTestStringConvertible {
    let name: String
    let line: String
    var previous = ""
    let reason: String?
    var testDescription: String { name }

    /// The word, apart from its colon, so that no scanner takes these lines for notes of this file.
    private static let allow = "rekey" + ":allow"

    static let onTheLine: [InlineCase] = [
        InlineCase(name: "no note", line: "key = §", reason: nil),
        InlineCase(name: "every rule", line: "key = § # \(allow)", reason: ""),
        InlineCase(name: "every rule, with a reason", line: "key = § # \(allow) sample of the manual", reason: "sample of the manual"),
        InlineCase(name: "a reason behind a colon", line: "key = § # \(allow)[stripe.*] ticket: 12 ", reason: "ticket: 12"),
        InlineCase(name: "this rule", line: "key = § // \(allow)[stripe.secret-key] demo", reason: "demo"),
        InlineCase(name: "this provider", line: "key = § // \(allow)[stripe.*]demo", reason: "demo"),
        InlineCase(name: "every rule by pattern", line: "key = § // \(allow)[*]", reason: ""),
        InlineCase(name: "one of several", line: "key = § // \(allow)[github.pat , stripe.secret-key] demo", reason: "demo"),
        InlineCase(name: "another rule", line: "key = § # \(allow)[github.pat] demo", reason: nil),
        InlineCase(name: "the start of the rule's name", line: "key = § # \(allow)[stripe.secret] demo", reason: nil),
        InlineCase(name: "a pattern in the middle", line: "key = § # \(allow)[str*.key] demo", reason: nil),
        InlineCase(name: "no rule", line: "key = § # \(allow)[] demo", reason: nil),
        InlineCase(name: "brackets that do not close", line: "key = § # \(allow)[stripe.*", reason: nil),
        InlineCase(name: "the second note fits", line: "key = § # \(allow)[a.b] x # \(allow)[stripe.*] y", reason: "y"),
        InlineCase(name: "a longer word", line: "key = § # \(allow)ed", reason: nil),
        InlineCase(name: "a longer word with a line", line: "key = § # \(allow)_all", reason: nil),
        InlineCase(name: "a longer word with a minus", line: "key = § # \(allow)-all", reason: nil),
        InlineCase(name: "a longer word before", line: "key = § # x\(allow)", reason: nil),
        InlineCase(name: "capitals", line: "key = § # Rekey:Allow", reason: ""),
        InlineCase(name: "a block comment", line: "key = § /* \(allow) demo */ + x", reason: "demo"),
        InlineCase(name: "markup", line: "<key>§</key><!--\(allow)-->", reason: ""),
        InlineCase(name: "without a comment, behind the secret", line: "§ \(allow) log line", reason: "log line"),
        InlineCase(name: "a comment before the secret", line: "/* \(allow) demo */ key = §", reason: "demo"),
        InlineCase(name: "a comment before the secret that never ends", line: "# \(allow) demo § x", reason: "demo"),
        InlineCase(name: "before the secret, no comment", line: "x \(allow) key = §", reason: nil),
        InlineCase(name: "for the next line only", line: "key = § # \(allow)-next-line", reason: nil),
        InlineCase(name: "gitleaks", line: "key = § # gitleaks" + ":allow because", reason: ""),
        InlineCase(name: "gitleaks, a longer word", line: "key = § # gitleaks" + ":allowed", reason: nil),
        InlineCase(name: "detect-secrets", line: "key = § # pragma" + ": allowlist secret", reason: ""),
        InlineCase(name: "detect-secrets, the old word", line: "key = § # pragma" + ": whitelist secret", reason: ""),
        InlineCase(name: "detect-secrets, with a minus", line: "key = § // pragma" + ":allowlist-secret", reason: ""),
        InlineCase(name: "detect-secrets, something else", line: "key = § # pragma" + ": allowlist secrets", reason: nil),
        InlineCase(name: "detect-secrets, unfinished", line: "key = § # pragma" + ": allowlist", reason: nil),
        InlineCase(name: "detect-secrets, for the next line", line: "key = § # pragma" + ": allowlist nextline secret", reason: nil),
    ]

    static let above: [InlineCase] = [
        InlineCase(name: "for the next line", line: "§", previous: "# \(allow)-next-line demo", reason: "demo"),
        InlineCase(name: "for the next line, by rule", line: "§", previous: "x = 1 # \(allow)-next-line[stripe.*] demo", reason: "demo"),
        InlineCase(name: "for the next line, another rule", line: "§", previous: "# \(allow)-next-line[github.*] demo", reason: nil),
        InlineCase(name: "for the next line, in JSON", line: "§", previous: "\"//\": \"\(allow)-next-line\",", reason: "\","),
        InlineCase(name: "a comment line", line: "§", previous: "  # \(allow)[stripe.secret-key] demo\r\n", reason: "demo"),
        InlineCase(name: "a comment line, slashes", line: "§", previous: "\t/// \(allow) demo", reason: "demo"),
        InlineCase(name: "a comment line, block", line: "§", previous: "/** \(allow) demo */", reason: "demo"),
        InlineCase(name: "a comment, then code", line: "§", previous: "/* \(allow) demo */ x = 1", reason: nil),
        InlineCase(name: "a comment line, inside a block", line: "§", previous: " * \(allow) demo", reason: "demo"),
        InlineCase(name: "a comment line, markup", line: "§", previous: "<!-- \(allow) demo -->", reason: "demo"),
        InlineCase(name: "a comment line, another rule", line: "§", previous: "# \(allow)[github.pat] demo", reason: nil),
        InlineCase(name: "code with a note of its own", line: "§", previous: "old = 1 # \(allow) demo", reason: nil),
        InlineCase(name: "a comment with other words", line: "§", previous: "# see \(allow) demo", reason: nil),
        InlineCase(name: "a line without a comment", line: "§", previous: "\(allow) demo", reason: nil),
        InlineCase(name: "gitleaks knows no next line", line: "§", previous: "# gitleaks" + ":allow", reason: nil),
        InlineCase(name: "detect-secrets", line: "§", previous: "# pragma" + ": allowlist nextline secret", reason: ""),
        InlineCase(name: "detect-secrets, not for the next line", line: "§", previous: "# pragma" + ": allowlist secret", reason: nil),
    ]
}

@Suite("inline allow")
struct InlineAllowTests {
    private let policy = Policy(today: CalendarDate(secondsSince1970: 0))

    @Test("a note on the line", arguments: InlineCase.onTheLine)
    private func onTheLine(_ c: InlineCase) {
        let suppression = policy.suppression(of: Sample(c.line))
        #expect(suppression == c.reason.map { Suppression(kind: .inline, reason: $0, origin: "src/app.py:7") })
    }

    @Test("a note on the line above", arguments: InlineCase.above)
    private func above(_ c: InlineCase) {
        let suppression = policy.suppression(of: Sample(c.line, previous: c.previous))
        #expect(suppression == c.reason.map { Suppression(kind: .inline, reason: $0, origin: "src/app.py:6") })
    }

    @Test("a note inside the secret counts for nothing")
    func inside() {
        let secret = "abcdef # rekey" + ":allow ghijkl"
        #expect(policy.suppression(of: Sample("key = '§'", secret: secret)) == nil)
    }

    @Test("a secret of several lines takes the rest of its first line")
    func severalLines() {
        var sample = Sample("§ # rekey" + ":allow")
        sample.finding.location.endLine = 9
        #expect(policy.suppression(of: sample) == nil)
        sample.context.previousLine = Array(("# rekey" + ":allow").utf8)
        #expect(policy.suppression(of: sample)?.origin == "src/app.py:6")
    }

    @Test("a reason ends where another secret of the line begins")
    func reasonHoldsNoSecret() {
        let first = Sample("a=§ # rekey" + ":allow demo, b=SECOND")
        var second = first
        let other = "SECOND".utf8.count
        second.finding.location.column = first.context.line.count - other + 1
        second.finding.location.endColumn = first.context.line.count
        let findings = policy.apply(to: [first.finding, second.finding], patterns: LiteralPatterns()) { _ in first.context }
        #expect(findings[0].suppression?.reason == "demo, b=")
        #expect(findings[1].suppression?.reason == "demo, b=")
    }

    @Test("a note beside a secret in a comment does not reach the next line")
    func commentedSecret() {
        let first = Sample("# rekey" + ":allow old key §")
        var second = Sample("§", previous: String(decoding: first.context.line, as: UTF8.self))
        second.finding.location.line = 8
        second.finding.location.endLine = 8
        let findings = policy.apply(to: [first.finding, second.finding], patterns: LiteralPatterns()) {
            [first.context, second.context][$0]
        }
        #expect(findings[0].suppression?.reason == "old key")
        #expect(findings[1].suppression == nil)
    }

    @Test("notes can be switched off")
    func switchedOff() {
        let policy = Policy(today: CalendarDate(secondsSince1970: 0), honoursInlineAllows: false)
        #expect(policy.suppression(of: Sample("key = § # rekey" + ":allow")) == nil)
    }

    @Test("a wrong place in the line is no trap", arguments: [-5, 0, 1_000, Int.max])
    func wrongPlace(column: Int) {
        var sample = Sample("key = § # rekey" + ":allow")
        sample.finding.location.column = column
        sample.finding.location.endColumn = 3
        _ = policy.suppression(of: sample)
    }

    @Test("a hostile line with thousands of notes and secrets ends in good time")
    func hostile() {
        let line = Array(String(repeating: "rekey" + ":allow[a.b,c.d ", count: 40_000).utf8)
        let findings = (0..<5_000).map { number in
            var finding = Sample("§").finding
            finding.location.column = number + 1
            finding.location.endColumn = number + 5
            return finding
        }
        let context = LineContext(line: line)
        let time = ContinuousClock().measure {
            let result = policy.apply(to: findings, patterns: LiteralPatterns()) { _ in context }
            #expect(result.allSatisfy { $0.suppression == nil })
        }
        #expect(time < .seconds(20))
    }
}
