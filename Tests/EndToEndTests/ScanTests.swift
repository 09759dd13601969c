internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite struct ScanTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func scan(_ arguments: String..., input: String = "") throws -> Program.Outcome {
        try Program.run(["scan"] + arguments, in: workspace.path, input: input)
    }

    private func report(_ arguments: String...) throws -> ReportReading {
        try ReportReading(Program.run(["scan", "--format", "json"] + arguments, in: workspace.path))
    }

    /// What `--fail-on` and the findings make of the exit status.
    struct Gate: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        let status: Int32
        var testDescription: String { "\(arguments) ends with \(status)" }
    }

    static let gates = [
        Gate(arguments: [], status: 1), Gate(arguments: ["--fail-on", "high"], status: 1),
        Gate(arguments: ["--fail-on", "critical"], status: 0), Gate(arguments: ["--fail-on", "never"], status: 0),
        Gate(arguments: ["--exclude-rule", "slack.*"], status: 0), Gate(arguments: ["--only-rule", "slack.webhook"], status: 1),
        Gate(arguments: ["--only-rule", "github.*"], status: 0),
    ]

    @Test("what comes from standard input is no message: a password that calls itself one is as bad as in a file")
    func standardInput() throws {
        let line = "requirepass someSerious" + "Password\n"
        try workspace.write("redis.conf", line)
        let (piped, named) = (try scan("-", "--format", "json", input: line), try scan("redis.conf", "--format", "json"))
        let severities = try [piped, named].map { try ReportReading($0).findings.map(\.severity) }
        #expect(severities == [["high"], ["high"]])
    }

    @Test("the gate decides the exit status of a high finding", arguments: gates)
    func exitStatus(_ gate: Gate) throws {
        try workspace.write("a.env", Planted.slack.line + "\n")
        #expect(try Program.run(["scan"] + gate.arguments, in: workspace.path).status == gate.status)
    }

    @Test("a clean folder is 0 and said to be clean; with --quiet nothing is said")
    func clean() throws {
        try workspace.write("a.txt", "nothing\n")
        #expect(try scan().stdout.contains("clean"))
        let quiet = try scan("--quiet")
        #expect(quiet.status == 0 && quiet.everything.isEmpty)
        try workspace.write("a.env", Planted.slack.line + "\n")
        #expect(try !scan("--quiet").stdout.isEmpty)
    }

    @Test("an empty folder and an empty repository say that there was nothing")
    func nothing() throws {
        #expect(try scan().stdout.contains("nothing to scan"))
        let git = try GitFixture(workspace, name: "empty")
        for arguments in [["scan"], ["scan", "--staged"]] {
            let outcome = try Program.run(arguments, in: git.path)
            #expect(outcome.status == 0 && outcome.stderr.isEmpty, "\(outcome.everything)")
        }
    }

    @Test(
        "words that need no parser mean what the parser makes of them",
        arguments: [
            [], ["."], ["a.env", "b"], ["--quiet"], ["b", "--quiet"], ["missing"], ["a.env", ""], ["--staged"], ["--staged", "--quiet"],
            ["--staged", "b"], ["--quiet", "--quiet"],
        ])
    func plainWords(_ words: [String]) throws {
        let git = try GitFixture(workspace, name: "repository")
        try git.write("a.env", Planted.slack.line + "\n")
        try git.write("b/c.txt", "nothing\n")
        try git.git("add", "a.env")
        let plain = try Program.run(["scan"] + words, in: git.path)
        let parsed = try Program.run(["scan", "--format", "text"] + words, in: git.path)
        #expect(plain.status == parsed.status)
        #expect(plain.stdout == parsed.stdout)
        #expect(plain.stderr == parsed.stderr)
    }

    @Test("--verbose shows every place, without it five")
    func verbose() throws {
        for number in 1...8 { try workspace.write("f\(number).env", Planted.slack.line + "\n") }
        let brief = try scan().stdout
        #expect(brief.contains("and 3 more, see --verbose") && !brief.contains("f8.env"))
        #expect(try scan("--verbose").stdout.contains("f8.env"))
    }

    @Test("--output holds what stdout would, and stdout stays empty")
    func output() throws {
        try workspace.write("in/a.env", Planted.slack.line + "\n")
        let printed = try scan("in", "--format", "jsonl")
        let written = try scan("in", "--format", "jsonl", "--output", "report.jsonl")
        #expect(written.status == 1 && written.stdout.isEmpty)
        #expect(try String(decoding: workspace.read("report.jsonl"), as: UTF8.self) == printed.stdout)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.path).sorted() == ["in", "report.jsonl"])
    }

    @Test("digests are added on request only, with a warning")
    func digests() throws {
        try workspace.write("a.env", Planted.slack.line + "\n")
        #expect(try report().findings.first?.secret.sha256 == nil)
        let outcome = try scan("--format", "json", "--with-digest")
        #expect(try ReportReading(outcome).findings.first?.secret.sha256?.count == 64)
        #expect(outcome.stderr.contains("do not share") || outcome.stderr.contains("Do not share"))
    }

    @Test("one thread and four give the same bytes")
    func jobs() throws {
        var mint = Mint(seed: 9)
        for number in 0..<120 {
            let lines = number % 3 == 0 ? [mint.slack().line, mint.supabaseKey().line, Planted.slack.line] : ["nothing", mint.text(40)]
            try workspace.write("d\(number % 7)/f\(number).env", lines.joined(separator: "\n") + "\n")
        }
        for format in ["text", "json", "jsonl"] {
            let one = try scan("--format", format, "--jobs", "1", "--verbose")
            let four = try scan("--format", format, "--jobs", "4", "--verbose")
            #expect(one.status == 1 && one.stdout == four.stdout, "\(format)")
        }
    }

    @Test("an ignored file is read when it is named, or when ignored files are asked for")
    func ignoredFiles() throws {
        let git = try GitFixture(workspace)
        try git.write(".gitignore", "*.local\n")
        try git.write("app.local", Planted.slack.line + "\n")
        try git.commit()
        #expect(try Program.run(["scan"], in: git.path).status == 0)
        #expect(try Program.run(["scan", "app.local"], in: git.path).status == 1)
        #expect(try Program.run(["scan", "--include-ignored"], in: git.path).status == 1)
    }

    @Test("the content of a submodule is scanned, under its path in the outer repository")
    func submodule() throws {
        let inner = try GitFixture(workspace, name: "inner")
        try inner.write("key.env", Planted.slack.line + "\n")
        try inner.commit()
        let outer = try GitFixture(workspace, name: "outer")
        try outer.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "lib/inner"])
        try outer.commit()
        let report = try ReportReading(Program.run(["scan", "--format", "json"], in: outer.path))
        #expect(report.findings.map { $0.location.path } == ["lib/inner/key.env"])
    }

    @Test("jobs out of range are wrong usage", arguments: ["0", "-1", "100000", "many"])
    func jobsOutOfRange(_ jobs: String) throws { #expect(try scan("--jobs=\(jobs)").status == 2) }
}
