internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

@Suite struct LineTimestampTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var line: String
        var expected: String?
        var isLog = true
        var testDescription: String { line }
    }

    @Test(
        "a line says when it was written",
        arguments: [
            Case(line: "2026-11-24T03:29:55Z key=S", expected: "2026-11-24T03:29:55Z", isLog: false),
            Case(line: "2026-11-24T03:29:55.123456789+01:00 key=S", expected: "2026-11-24T03:29:55.123456789+01:00", isLog: false),
            Case(line: "2026-11-24 03:29:55,123 INFO key=S", expected: "2026-11-24 03:29:55,123", isLog: false),
            Case(line: "[2026-11-24 03:29:55 +0000] [1] [INFO] S", expected: "2026-11-24 03:29:55 +0000", isLog: false),
            Case(line: "2026-11-24 03:29:55.123 UTC [12] LOG:  S", expected: "2026-11-24 03:29:55.123 UTC", isLog: false),
            Case(line: "2026-11-24 03:29:55 UTCX S", expected: "2026-11-24 03:29:55", isLog: false),
            Case(line: "2026/11/24 03:29:55 [error] 7#7: *1 S", expected: "2026/11/24 03:29:55", isLog: false),
            Case(line: "Nov 24 03:29:55 host app[12]: S", expected: "Nov 24 03:29:55", isLog: false),
            Case(line: "Nov  4 03:29:55 host app[12]: S", expected: "Nov  4 03:29:55", isLog: false),
            Case(line: "<34>Nov 24 03:29:55 host app: S", expected: "Nov 24 03:29:55"),
            Case(line: "<34>1 2026-11-24T03:29:55.003Z host app 12 ID47 - S", expected: "2026-11-24T03:29:55.003Z"),
            Case(line: "[Tue Nov 24 03:29:55.123456 2026] [error] S", expected: "Tue Nov 24 03:29:55.123456 2026", isLog: false),
            Case(line: "7:M 24 Nov 2026 03:29:55.123 # S", expected: "24 Nov 2026 03:29:55.123"),
            Case(line: "- Tue, 24 Nov 2026 03:29:55 GMT S", expected: "Tue, 24 Nov 2026 03:29:55 GMT"),
            Case(line: #"10.0.0.1 - - [24/Nov/2026:03:29:55 +0000] "GET /?k=S""#, expected: "24/Nov/2026:03:29:55 +0000"),
            Case(line: "I1124 03:29:55.123456       1 main.go:3] S", expected: "I1124 03:29:55.123456", isLog: false),
            Case(line: "api-1  | 2026-11-24T03:29:55.1Z S", expected: "2026-11-24T03:29:55.1Z", isLog: false),
            Case(line: "\u{1B}[36mapi-1  |\u{1B}[0m 2026-11-24T03:29:55.1Z S", expected: "2026-11-24T03:29:55.1Z"),
            Case(line: "[pod/api-7d9f/api] 2026-11-24T03:29:55Z S", expected: "2026-11-24T03:29:55Z"),
            Case(line: "build\tRun npm ci\t2026-11-24T03:29:55.1234567Z S", expected: "2026-11-24T03:29:55.1234567Z"),
            Case(line: #"{"log":"S\n","stream":"stdout","time":"2026-11-24T03:29:55.1Z"}"#, expected: "2026-11-24T03:29:55.1Z"),
            Case(line: #"{"level":30,"time":1690000000000,"msg":"S"}"#, expected: "1690000000000"),
            Case(line: #"{"level":"info","ts":1690000000.123456,"msg":"S"}"#, expected: "1690000000.123456"),
            Case(line: #"{"level":"info","message":"S","timestamp":"2026-11-24T03:29:55Z"}"#, expected: "2026-11-24T03:29:55Z"),
            Case(line: #"{"@timestamp": "2026-11-24T03:29:55Z","m":"S"}"#, expected: "2026-11-24T03:29:55Z"),
            Case(
                line: #"{"log":"{\"time\":\"2020-01-01T00:00:00Z\"} S","time":"2026-11-24T03:29:55.1Z"}"#,
                expected: "2026-11-24T03:29:55.1Z"),
            Case(line: #"level=info ts=2026-11-24T03:29:55Z msg="S""#, expected: "2026-11-24T03:29:55Z"),
            Case(line: #"time="2026-11-24T03:29:55Z" level=info msg="S""#, expected: "2026-11-24T03:29:55Z"),
            Case(line: "\u{1B}[36mapi-1  | \u{1B}[0mts=2026-11-24T03:29:55Z level=info S", expected: "2026-11-24T03:29:55Z"),
            Case(
                line: "\u{1B}[36mapi-1  | \u{1B}[0m" + #"{"until":"2030-01-01T00:00:00Z","time":1690000000000,"m":"S"}"#,
                expected: "1690000000000"),
            Case(line: "\u{1B}[0Ksection_start:1690000000:build_script S", expected: "1690000000"),
            Case(line: "section_start:1690000000:build_script S", expected: "1690000000"),
            Case(line: "__REALTIME_TIMESTAMP=1690000000123456 S", expected: "1690000000123456"),
            Case(
                line: #"{"log":"S \#(String(repeating: "x", count: 9_000))","time":"2026-11-24T03:29:55.1Z"}"#,
                expected: "2026-11-24T03:29:55.1Z"),
        ])
    func moments(_ c: Case) { #expect(Self.timestamp(c) == c.expected) }

    @Test(
        "what is no moment, or not that of the line, is left alone",
        arguments: [
            Case(line: "S"), Case(line: ""), Case(line: "2026-11-24 S"), Case(line: "03:29:55 S"), Case(line: "2026-13-24T03:29:55Z S"),
            Case(line: "2026-11-24T24:29:55Z S"), Case(line: "2026-11-24T03:29:5 S"), Case(line: "2026-11-24T03:29:55Zx S"),
            Case(line: "12026-11-24T03:29:55Z S"), Case(line: "runtime=1690000000 S"), Case(line: "time=169000000 S"),
            Case(line: "time=12345678901 S"), Case(line: "time=S"), Case(line: #"{"time":"soon","k":"S"}"#),
            Case(line: "time=1690000000abc S"), Case(line: "key = S # since 2026-11-24T03:29:55Z", isLog: false),
            Case(line: #"{"time":1690000000000,"k":"S"}"#, isLog: false), Case(line: "Nov 24 S"),
            Case(line: "key=S expires=2026-11-24T03:29:55Z"), Case(line: "key=S until: 2026-11-24T03:29:55Z"), Case(line: "Nov 24 03:29 S"),
        ])
    func others(_ c: Case) { #expect(Self.timestamp(c) == nil) }

    @Test("a secret is never taken for a moment")
    func secrets() {
        let text = Array("time=1690000000 a".utf8)
        let line = 0..<text.count
        #expect(LineTimestamp.text(of: line, in: text.span, besides: SecretText(Array("x1690000000".utf8)), isLog: true) == nil)
        #expect(LineTimestamp.text(of: line, in: text.span, besides: SecretText(Array("a".utf8)), isLog: true) == "1690000000")
    }

    @Test("fields of an exported journal entry share its moment, those of the next one do not")
    func journal() {
        let head = "__CURSOR=s\n__REALTIME_TIMESTAMP=1690000000123456\nPRIORITY=6\n"
        for (text, expected) in [(head + "MESSAGE=S\n", "1690000000123456"), (head + "\nMESSAGE=S\n", nil)] {
            let bytes = Array(text.utf8)
            let line = bytes.count - 10..<bytes.count - 1
            #expect(LineTimestamp.text(of: line, in: bytes.span, besides: Self.secret, isLog: true) == expected)
        }
    }

    @Test("any beginning of a line is read without a fault")
    func prefixes() {
        let whole = Array(
            #"<1>Tue, 24 Nov 2026 03:29:55 GMT [24/Nov/2026:03:29:55 +0000] I1124 03:29:55.1 {"time":"2026-11-24T03:29:55.1+01:00"}"#.utf8)
        for start in whole.indices {
            for end in start...whole.count {
                let found = LineTimestamp.text(of: start..<end, in: whole.span, besides: Self.secret, isLog: true)
                #expect((found?.utf8.count ?? 0) <= TimestampReader.longest)
            }
        }
    }

    @Test(
        "names say what is a log",
        arguments: [
            ("app.log", true), ("a/app.log.1", true), ("app.log-20261124", true), ("x.jsonl", true), ("x.ndjson", true), ("-", true),
            ("var/log/syslog.1", true), ("abc-json.log", true), ("APP.LOG", true), ("logo.svg", false), ("catalog.json", false),
            ("app.logic", false), ("log/app.js", false), ("", false),
        ])
    func logs(_ path: String, _ isLog: Bool) { #expect(LineTimestamp.isLog(path: Array(path.utf8)) == isLog) }

    private static let secret = SecretText(Array("S".utf8))

    private static func timestamp(_ c: Case) -> String? {
        let text = Array(c.line.utf8)
        return LineTimestamp.text(of: 0..<text.count, in: text.span, besides: secret, isLog: c.isLog)
    }
}
