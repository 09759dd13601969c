internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite struct ExplainTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func explain(_ arguments: String..., input: String = "") throws -> Program.Outcome {
        try Program.run(["explain"] + arguments, in: workspace.path, input: input)
    }

    @Test("a rule is explained without anything that looks like a secret")
    func rule() throws {
        let outcome = try explain("slack.webhook")
        #expect(outcome.status == 0)
        for words in ["what it looks for:", "what to do next:", "hooks.slack.com/services/T…/B…/…", "references:", "severity high"] {
            #expect(outcome.stdout.contains(words), "\(words)")
        }
        try workspace.write("explanation.txt", outcome.stdout)
        #expect(try Program.run(["scan", "explanation.txt"], in: workspace.path).status == 0)
    }

    @Test("a finding is looked for again and told with every place")
    func finding() throws {
        try workspace.write("a.env", "\(Planted.slack.line)\n")
        try workspace.write("b.env", "#\n\(Planted.slack.line)  # rekey:allow our test channel\n")
        let id = try #require(ReportReading(Program.run(["scan", "--format", "json"], in: workspace.path)).findings.first?.id)
        let outcome = try explain(id)
        #expect(outcome.status == 0)
        for words in [
            "high: Slack incoming webhook", "id \(id), rule slack.webhook", "a.env:1:", "b.env:2:", "inline comment", "our test channel",
        ] {
            #expect(outcome.stdout.contains(words), "\(words)")
        }
        #expect(outcome.stdout.contains("rekey:allow[slack.webhook] reason"))
        #expect(outcome.stdout.contains("id:\(id) reason"))
        #expect(try explain(id, "b.env").stdout.contains("a.env") == false)
        #expect(try explain(id.uppercased()).status == 0)
    }

    @Test("a staged finding needs its source")
    func stagedFinding() throws {
        let git = try GitFixture(workspace)
        try git.write("a.env", "\(Planted.slack.line)\n")
        try git.git("add", "a.env")
        try git.write("a.env", "\n")
        let report = try ReportReading(Program.run(["scan", "--staged", "--format", "json"], in: git.path))
        let id = try #require(report.findings.first?.id)
        #expect(try Program.run(["explain", id], in: git.path).status == 2)
        #expect(try Program.run(["explain", id, "--staged"], in: git.path).stdout.contains("a.env:1:"))
    }

    @Test("what nobody knows is told in words", arguments: [["0123456789ab"], ["no.rule"], ["slack.nothing"], [], ["--path", "x"]])
    func unknown(_ arguments: [String]) throws {
        let outcome = try Program.run(["explain"] + arguments, in: workspace.path)
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("next: "))
    }

    @Test("a text says which rule found something")
    func foundText() throws {
        let outcome = try explain("--text", "-", input: "x\n  \(Planted.slack.line)")
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains("rule: slack.webhook"))
        #expect(outcome.stdout.contains("line 2, column"))
        #expect(outcome.stderr.isEmpty)
    }

    /// A text in which nothing is found, and what stopped the rule that came closest.
    struct Miss: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        var path = ""
        let rule: String
        let stoppedBy: String
    }

    static let misses = [
        Miss(
            testDescription: "pattern", text: "https://hooks.slack.com/ser" + "vices/T0/B0/short", rule: "slack.webhook",
            stoppedBy: "the pattern"),
        Miss(
            testDescription: "boundary", text: "AK" + "IAQ3EGRZB7TLWMX5YNabc",
            rule: "aws.access-key-id", stoppedBy: "the boundary"),
        Miss(
            testDescription: "allowlist", text: "/ser" + "vices/T00000000/B00000000/" + "aB3dE5fG7hJ9kL1mN2pQ4rS6", rule: "slack.webhook",
            stoppedBy: "the allowlist"),
        Miss(
            testDescription: "name", text: "the password is written below, dear reader", rule: "generic.assignment", stoppedBy: "the name"),
        Miss(
            testDescription: "validation", text: "password = 'correcthorse'", path: "a.py", rule: "generic.assignment",
            stoppedBy: "the validation"),
    ]

    @Test("a text says what stopped the rule that came closest", arguments: misses)
    func missedText(_ c: Miss) throws {
        let outcome = try explain("--text", "-", "--path", c.path.isEmpty ? "notes.txt" : c.path, input: c.text)
        #expect(outcome.status == 0)
        let lines = outcome.stdout.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let index = try #require(lines.firstIndex { $0.hasPrefix(c.rule) }, "\(outcome.stdout)")
        #expect(lines[index + 2].hasPrefix("stopped by \(c.stoppedBy)"), "\(lines[index + 2])")
        #expect(!outcome.everything.contains(c.text))
    }

    @Test("the later a test, the closer: what failed the last one comes first")
    func ranking() throws {
        let text = "the secret of /ser" + "vices/T00000000/B00000000/" + "aB3dE5fG7hJ9kL1mN2pQ4rS6"
        let outcome = try explain("--text", "-", input: text).stdout
        let first = outcome.split(separator: "\n").drop { !$0.hasPrefix("closest") }.dropFirst().first
        #expect(first?.hasPrefix("slack.webhook") == true, "\(outcome)")
    }

    @Test("a text that wakes no rule says so")
    func nothingWoke() throws {
        let outcome = try explain("--text", "-", input: "hello")
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains("no word in the text woke a rule"))
    }

    @Test("a text in the arguments is warned about, and not repeated")
    func textInArguments() throws {
        let outcome = try explain("--text", "hello there, stranger")
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("--text -"))
        #expect(!outcome.everything.contains("stranger"))
    }
}
