internal import RekeyCore
internal import RekeyRules
internal import Testing

@testable internal import RekeyPipeline

@Suite("private keys in logs") struct LoggedKeyTests {
    struct Frame: Sendable, CustomTestStringConvertible {
        var title: String
        /// What stands before and behind each line; `#` is the number of the line.
        var before: String
        var behind = ""
        var time: String?
        var testDescription: String { title }

        func line(_ text: some StringProtocol, _ number: Int) -> String {
            before.replacing("#", with: "\(number)") + text + behind.replacing("#", with: "\(number)") + "\n"
        }
    }

    static let frames = [
        Frame(title: "compose", before: "api-1  | "),
        Frame(title: "compose in colours", before: "\u{1B}[36mapi-1  | \u{1B}[0m"),
        Frame(title: "kubectl", before: "[pod/api-7d9f8/api] "),
        Frame(title: "syslog", before: "Nov 24 03:29:55 host app[12]: ", time: "Nov 24 03:29:55"),
        Frame(title: "GitHub Actions", before: "2026-11-24T03:29:55.12#Z ", time: "2026-11-24T03:29:55.121Z"),
        Frame(
            title: "json-file", before: #"{"log":""#, behind: #"\n","stream":"stdout","time":"2026-11-24T03:29:55.12#Z"}"#,
            time: "2026-11-24T03:29:55.121Z"),
        Frame(title: "pino", before: #"{"level":30,"time":169000000000#,"msg":""#, behind: #""}"#),
        Frame(title: "Postgres", before: "2026-11-24 03:29:55.#23 UTC [12] DETAIL:  ", time: "2026-11-24 03:29:55.123 UTC"),
        Frame(title: "grep -n", before: "a.pem:#:"),
    ]

    @Test(
        "a key whose lines stand behind words of a log is found once, as the same key", arguments: frames, ["rsa", "ec", "rsa-encrypted"])
    func prefixed(_ frame: Frame, _ kind: String) throws {
        let key = Self.key(kind)
        let lines = key.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { frame.line($1, $0 + 1) }
        let text = frame.line("hello", 0) + lines.joined() + frame.line("bye", 99)
        let findings = try Redacting.findings(Array(text.utf8))
        try #require(findings.count == 1)
        #expect(findings[0].rule == "private-key.pem")
        #expect(findings[0].severity == (kind == "rsa-encrypted" ? .medium : .critical))
        #expect(findings[0].location.line == 2)
        #expect(findings[0].location.column == frame.before.replacing("#", with: "1").utf8.count + 1)
        #expect(findings[0].location.endLine == lines.count + 1)
        #expect(findings[0].timestamp == frame.time || frame.title == "pino")
        #expect(findings[0].fingerprint == (try Redacting.findings(Array(key.utf8)).first?.fingerprint))
        let outcome = try Redacting.run(Array(text.utf8))
        #expect(outcome.tally.total == 1)
        #expect(try Redacting.findings(outcome.bytes).isEmpty)
    }

    @Test("blanks at the end of lines may be lost")
    func blankLines() throws {
        let key = Self.key("rsa-encrypted")
        let text = key.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "api-1  |\n" : "api-1  | \($0)\n" }
        let findings = try Redacting.findings(Array(text.joined().utf8))
        #expect(findings.map(\.fingerprint) == (try Redacting.findings(Array(key.utf8)).map(\.fingerprint)))
    }

    @Test(
        "a key in one string is found once",
        arguments: [
            #"{"level":30,"time":1690000000000,"key":"«K»\n"}"#, #"{"log":"{\"key\":\"«KK»\"}\n","stream":"stdout"}"#,
            #"api-1  | TLS_KEY="«K»""#, #"Nov 24 03:29:55 host app: key=«K»"#, "{ TLS_KEY: '«K»' }",
        ])
    func escaped(_ form: String) throws {
        let key = Self.key("ec").replacing("\n", with: #"\n"#)
        let text = "first\n" + form.replacing("«KK»", with: key.replacing(#"\"#, with: #"\\"#)).replacing("«K»", with: key) + "\nlast\n"
        let findings = try Redacting.findings(Array(text.utf8))
        #expect(findings.map(\.rule) == ["private-key.pem"])
        #expect(findings.map(\.location.line) == [2])
    }

    @Test("a key that other lines end or part is not made up from them")
    func parted() throws {
        let lines = Self.key("rsa").split(separator: "\n")
        let head = lines.prefix(4).map { "api-1  | \($0)\n" }.joined()
        #expect(try Redacting.findings(Array((head + "api-1  | bye\n").utf8)).isEmpty)
        #expect(try Redacting.findings(Array((head + "db-1   | ready\n").utf8)).isEmpty)
        #expect(try Redacting.findings(Array(head.dropLast(30).utf8)).isEmpty)
    }

    private static func key(_ kind: String) -> String {
        String(decoding: ExampleTemplate("{pem:\(kind)}", seed: 5).text, as: UTF8.self)
    }
}
