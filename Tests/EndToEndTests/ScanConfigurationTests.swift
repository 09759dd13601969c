internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// Configuration, ignore files and inline notes.
@Suite struct ScanConfigurationTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func report(_ arguments: String...) throws -> ReportReading {
        let outcome = try Program.run(["scan", "--format", "json"] + arguments, in: workspace.path)
        #expect(outcome.stderr.isEmpty, "\(outcome.stderr)")
        return try ReportReading(outcome)
    }

    /// A token that only a rule of our own knows.
    private static let own = "acme_" + "qwhtzrplkmnbvcxsdfgj"

    @Test("an own rule joins the built-in ones")
    func ownRule() throws {
        try workspace.write("a.txt", "\(Self.own)\n\(Planted.slack.line)\n")
        #expect(try report().rules == ["slack.webhook"])
        let rule = "[[rules]]\nid = 'acme.token'\ntitle = 'ACME'\nregex = 'acme_[a-z]{20}'\nkeywords = ['acme_']\nseverity = 'critical'\n"
        try workspace.write(".rekey.toml", "[extend]\nuseDefault = true\n\(rule)")
        let both = try report("a.txt")
        #expect(both.rules == ["slack.webhook", "acme.token"])
        #expect(both.findings.first { $0.rule == "acme.token" }?.severity == "critical")
        try workspace.write("alone.toml", rule)
        #expect(try report("a.txt", "--config", "alone.toml").rules == ["acme.token"])
    }

    @Test("a disabled rule that nobody has is told: a slip of the pen would leave the rule on")
    func unknownDisabledRule() throws {
        try workspace.write("a.txt", "\(Planted.slack.line)\n")
        try workspace.write(".rekey.toml", "[extend]\nuseDefault = true\ndisabledRules = ['slack.webhok']\n")
        let outcome = try Program.run(["scan", "--format", "json"], in: workspace.path)
        #expect(outcome.stderr.contains("`disabledRules` names `slack.webhok`, which is no rule"))
        #expect(try ReportReading(outcome).rules == ["slack.webhook"])
        try workspace.write(".rekey.toml", "[extend]\nuseDefault = true\ndisabledRules = ['slack.webhook']\n")
        #expect(try report().rules == [])
    }

    @Test("a gitleaks configuration means the same: keywords, groups, entropy, allowlists")
    func gitleaks() throws {
        try workspace.write(
            "gitleaks.toml",
            """
            title = "ours"
            [extend]
            useDefault = true
            disabledRules = ["slack.webhook"]

            [[rules]]
            id = "acme-token"
            description = "ACME token"
            regex = '''(?i)acme[_-]?key\\s*[:=]\\s*["']?([a-z0-9]{20})["']?'''
            secretGroup = 1
            entropy = 3
            keywords = ["acme"]
            [[rules.allowlists]]
            regexTarget = "line"
            regexes = ['''# sample$''']

            [[allowlists]]
            description = "fixtures"
            paths = ['''^fixtures/''']
            """)
        let value = "q7w3h9t1z5r2p8l4k6m0"
        try workspace.write(
            "a.txt", "ACME_KEY = \(value)\nacme-key: '\(value)' # sample\nacme_key=aaaaaaaaaaaaaaaaaaaa\n\(Planted.slack.line)\n")
        try workspace.write("fixtures/b.txt", "acme_key=\(value)\n")
        let report = try report("a.txt", "fixtures", "--config", "gitleaks.toml", "--only-rule", "acme-token", "--only-rule", "slack.*")
        #expect(report.findings.map { "\($0.rule):\($0.location.path):\($0.location.line)" } == ["acme-token:a.txt:1"])
        #expect(report.suppressed.map { $0.location.path } == ["fixtures/b.txt"])
        #expect(report.suppressed.first?.suppressed?.kind == "allowlist")
        #expect(report.suppressed.first?.suppressed?.reason == "fixtures")
    }

    @Test("the gate may be set in the configuration; the command line wins")
    func gate() throws {
        try workspace.write("a.txt", Planted.slack.line)
        try workspace.write(".rekey.toml", "[scan]\nfailOn = 'critical'\n")
        #expect(try Program.run(["scan"], in: workspace.path).status == 0)
        #expect(try Program.run(["scan", "--fail-on", "high"], in: workspace.path).status == 1)
    }

    @Test("excluded paths are accounted for")
    func excluded() throws {
        try workspace.write("vendor/a.txt", Planted.slack.line)
        try workspace.write("docs/a.txt", Planted.slack.line)
        try workspace.write("src/a.txt", Planted.slack.line)
        try workspace.write(".rekey.toml", "[scan]\nexclude = ['docs/']\n")
        try workspace.write(".rekeyignore", "vendor/\n")
        let report = try report()
        #expect(report.findings.map { $0.location.path } == ["src/a.txt"])
        let excluded = report.account.skipped.filter { $0.reason == "excluded by configuration" }.map(\.path)
        #expect(excluded.contains { $0.hasPrefix("vendor") } && excluded.contains { $0.hasPrefix("docs") })
        #expect(report.account.complete)
    }

    @Test("an ID in .rekeyignore excuses the secret wherever it is")
    func ignoredID() throws {
        try workspace.write("a.txt", Planted.slack.line)
        try workspace.write("b.txt", "x\n\(Planted.slack.line)")
        let id = try #require(report().findings.first?.id)
        try workspace.write(".rekeyignore", "id:\(id) rotated in May\n")
        let report = try report()
        #expect(report.findings.isEmpty && report.suppressed.count == 2)
        #expect(report.suppressed.allSatisfy { $0.suppressed?.kind == "ignore-file" && $0.suppressed?.reason == "rotated in May" })
    }

    @Test(
        "a note excuses the secret on its line",
        arguments: [
            "# rekey:allow", "# rekey:allow[slack.webhook] our test channel", "# rekey:allow[slack.*, github.pat] x", "# gitleaks:allow",
            "# pragma: allowlist secret",
        ])
    func inlineNote(_ note: String) throws {
        try workspace.write("a.env", "\(Planted.slack.line)  \(note)\n")
        let report = try report()
        #expect(report.findings.isEmpty)
        #expect(report.suppressed.map { $0.suppressed?.kind } == ["inline"])
    }

    @Test("a note above excuses the next line only, and a note for another rule nothing")
    func noteAbove() throws {
        let line = Planted.slack.line
        try workspace.write("a.env", "# rekey:allow-next-line a reason\n\(line)\n\(line)\n\(line)  # rekey:allow[github.*]\n")
        let report = try report()
        #expect(report.findings.map { $0.location.line } == [3, 4])
        #expect(report.suppressed.map { $0.suppressed?.reason } == ["a reason"])
    }
}
