internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey redact` as a user's shell runs it.
@Suite struct RedactTests {
    private let workspace: Workspace
    private let secret = Planted.slack

    init() throws { workspace = try Workspace() }

    private func redact(_ arguments: [String] = [], input: String) throws -> Program.Outcome {
        try Program.run(["redact"] + arguments, in: workspace.path, input: input)
    }

    /// A line of the shell in which `$REKEY` is the program.
    private func shell(_ script: String, input: String = "") throws -> Program.Outcome {
        try Program.run(program: "sh", ["-c", script], in: workspace.path, input: input, environment: ["REKEY": Program.path])
    }

    @Test("a secret is replaced by rule and ID, and nothing else changes")
    func replaced() throws {
        let outcome = try redact(input: "one\n\(secret.line)\nno line feed")
        #expect(outcome.status == 0 && outcome.stderr.isEmpty)
        #expect(!outcome.stdout.contains(secret.core))
        let found = try ReportReading(Program.run(["scan", "-", "--format", "json"], in: workspace.path, input: secret.line)).findings
        let mark = try #require(found.first.map { "[rekey:\($0.rule):\($0.id)]" })
        #expect(outcome.stdout.hasPrefix("one\n") && outcome.stdout.hasSuffix("\nno line feed") && outcome.stdout.contains(mark))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var hasSecret: Bool
        var status: Int32
        var testDescription: String { "\(arguments.joined(separator: " ")), \(hasSecret ? "a" : "no") secret: \(status)" }
    }

    @Test(
        "the exit status says whether something was replaced when that was asked",
        arguments: [
            Case(arguments: [], hasSecret: true, status: 0), Case(arguments: ["--fail-on", "low"], hasSecret: true, status: 1),
            Case(arguments: ["--fail-on", "low"], hasSecret: false, status: 0),
            Case(arguments: ["--fail-on", "low", "--exclude-rule", "slack.*"], hasSecret: true, status: 0),
            Case(arguments: ["--fail-on", "never"], hasSecret: true, status: 0),
            Case(arguments: ["--max-delay", "-1"], hasSecret: true, status: 2), Case(arguments: ["file"], hasSecret: true, status: 2),
            Case(arguments: ["--config", "missing.toml"], hasSecret: true, status: 2),
        ])
    func statuses(_ c: Case) throws {
        #expect(try redact(c.arguments, input: c.hasSecret ? secret.line : "nothing").status == c.status)
    }

    @Test("what was replaced is told when asked, without the secret")
    func verbose() throws {
        let outcome = try redact(["--verbose"], input: secret.line)
        #expect(outcome.stderr.hasPrefix("rekey: 1 replaced: slack."))
        #expect(!outcome.everything.contains(secret.core))
        #expect(try redact(["--verbose"], input: "").stderr == "rekey: nothing replaced\n")
    }

    @Test("an input that cannot be read is incomplete, one of two-byte characters is refused")
    func badInputs() throws {
        #expect(try shell("\"$REKEY\" redact < .").status == 3)
        let wide = try shell(#"printf '\377\376a\0' | "$REKEY" redact"#)
        #expect(wide.status == 2 && wide.stdout.isEmpty && wide.stderr.contains("UTF-16"))
    }

    @Test("a reader that has seen enough ends it quietly")
    func closedPipe() throws {
        let outcome = try shell(#"{ yes 'a line of a log' | "$REKEY" redact; echo "status $?" >&2; } | head -n 1"#)
        #expect(outcome.stdout == "a line of a log\n")
        #expect(outcome.stderr == "status 0\n")
    }

    @Test("a whole line comes out while the input is still open, and a slow reader gets everything")
    func live() throws {
        let first = try shell(
            #"mkfifo out back; { echo first; read answer < back; echo "$answer"; } | "$REKEY" redact > out & { read line; echo "seen $line" > back; cat; } < out"#
        )
        #expect(first.stdout == "seen first\n")
        let slow = try shell(#"seq 1 200000 | "$REKEY" redact | { sleep 0.3; cat; } | cksum; seq 1 200000 | cksum"#)
        let sums = slow.stdout.split(separator: "\n")
        #expect(sums.count == 2 && sums[0] == sums[1])
    }
}
