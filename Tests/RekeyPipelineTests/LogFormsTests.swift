internal import RekeyCore
internal import RekeyRules
internal import Testing

@testable internal import RekeyPipeline

@Suite("forms of log lines") struct LogFormsTests {
    @Test("every secret is found once in every form: rule, severity, place, name and moment", arguments: LogForm.all)
    func secrets(_ form: LogForm) throws {
        for secret in LogSecret.all {
            let log = Self.log(form, secret)
            let findings = try Redacting.findings(Array(log.text.utf8))
            #expect(findings.map(\.rule) == [secret.rule], "\(secret.rule)")
            guard let found = findings.first else { continue }
            #expect(found.severity == secret.severity, "\(secret.rule)")
            #expect(found.location.offset == log.offset, "\(secret.rule)")
            #expect(found.location.length == log.length, "\(secret.rule)")
            #expect(found.location.line == log.line, "\(secret.rule)")
            #expect(found.location.column == log.column, "\(secret.rule)")
            #expect(found.timestamp == form.time, "\(secret.rule)")
            // Why: the parameter of a URL and its user are names, too.
            guard !["google-chat.webhook", "postgres.url"].contains(secret.rule) else { continue }
            switch form.variable {
            case .name: #expect(found.variable == secret.name, "\(secret.rule)")
            case .other(let name): #expect(found.variable == name, "\(secret.rule)")
            case .any: break
            }
        }
    }

    @Test("redacting replaces the same, and what is left scans clean", arguments: LogForm.all)
    func redacted(_ form: LogForm) throws {
        for secret in LogSecret.all {
            let log = Self.log(form, secret)
            let outcome = try Redacting.run(Array(log.text.utf8))
            // Why two: without its token, the key of a webhook is one of its own.
            #expect(outcome.tally.total == (secret.rule == "google-chat.webhook" ? 2 : 1), "\(secret.rule)")
            #expect(!outcome.text.contains(secret.secret))
            #expect(Redacting.differsOnlyAtMarks(outcome.bytes, Array(log.text.utf8)))
            #expect(try Redacting.findings(outcome.bytes).isEmpty, "\(secret.rule)")
        }
    }

    @Test("a password nobody knows the form of is found by its name, and as long as it is", arguments: LogForm.all)
    func passwords(_ form: LogForm) throws {
        guard case .name = form.variable, !form.isPercentEncoded else { return }
        let password = String(decoding: ExampleTemplate("t9Qz{alnum:18}", seed: 3).text, as: UTF8.self)
        let findings = try Redacting.findings(Array(Self.text(form, name: "DB_PASSWORD", value: password).utf8))
        #expect(findings.map(\.secret) == [SecretText(Array(password.utf8))])
        #expect(findings.map(\.variable) == ["DB_PASSWORD"])
    }

    @Test("what a runner has masked is no secret", arguments: LogForm.all)
    func masks(_ form: LogForm) throws {
        guard !form.isPercentEncoded else { return }
        let url = "postgresql:" + "//app:***@db.internal.corp:5432/app"
        let masks = ["***", "[MASKED]", "********"]
        let names = ["DB_PASSWORD", "SUPABASE_SECRET_KEY", "GITHUB_TOKEN"]
        for (name, mask) in names.flatMap({ name in masks.map { (name, $0) } }) + [("DATABASE_URL", url)] {
            let findings = try Redacting.findings(Array(Self.text(form, name: name, value: mask).utf8))
            #expect(findings.isEmpty, "\(name) \(mask)")
        }
    }

    @Test("the moment of a line is not that of another one")
    func otherLines() throws {
        let text = "2026-11-24T03:29:55Z one\n  at two " + Redacting.token() + "\n2026-11-24T03:29:56Z three\n"
        #expect(try Redacting.findings(Array(text.utf8)).map(\.timestamp) == [nil])
    }

    /// A log with one secret.
    private struct Log {
        var text: String
        var offset: Int
        var length: Int
        var line: Int
        var column: Int
    }

    private static func log(_ form: LogForm, _ secret: LogSecret) -> Log {
        func written(_ value: String) -> String { form.isPercentEncoded ? percentEncoded(value) : value }
        let text = Array(text(form, name: secret.name, value: written(secret.value)).utf8)
        let place = text.firstRange(of: Array(written(secret.secret).utf8)) ?? 0..<0
        let lineStart = text[..<place.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Log(
            text: String(decoding: text, as: UTF8.self), offset: place.lowerBound, length: place.count,
            line: text[..<place.lowerBound].count { $0 == 0x0A } + 1, column: place.lowerBound - lineStart + 1)
    }

    private static func text(_ form: LogForm, name: String, value: String) -> String {
        "first line\n" + form.text.replacing("«N»", with: name).replacing("«V»", with: value) + "\nlast line\n"
    }

    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let plain = byte.isASCIIAlphanumeric || "-_.".utf8.contains(byte)
            return plain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
