internal import RekeyTestSupport
internal import Testing

@Suite("what rekey scan is asked to read")
struct SourceOptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        /// What the message has to say.
        let says: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(
        "what does not go together is said, and nothing is scanned",
        arguments: [
            Case(arguments: ["--staged", "--range", "A..B"], says: "more than one source"),
            Case(arguments: ["--range", "A..B", "--since", "A"], says: "more than one source"),
            Case(arguments: ["--all-refs", "--staged"], says: "more than one source"),
            Case(arguments: ["--pushed", "--received"], says: "more than one source"),
            Case(arguments: ["--branch", "a", "--all-refs"], says: "--branch does not go with --all-refs"),
            Case(arguments: ["--branch", "a..b"], says: "no name of a branch"),
            Case(arguments: ["--branch", " "], says: "no name of a branch"),
            Case(arguments: ["--since=--all", "--all-refs"], says: "no revision: --all"),
            Case(arguments: ["--since", "a..b"], says: "no revision"),
            Case(arguments: ["--all-refs", "folder"], says: "paths do not go"),
            Case(arguments: ["--branch", "main", "folder"], says: "paths do not go"),
            Case(arguments: ["--received", "folder"], says: "paths do not go"),
            Case(arguments: ["--pushed", "--", "a", "b", "c"], says: "--pushed takes a remote and its address"),
            Case(arguments: ["--branch", "nowhere"], says: "revision not found: nowhere"),
            Case(arguments: ["--range", "main..nowhere"], says: "revision not found"),
        ])
    func conflicts(_ c: Case) throws {
        let git = try GitFixture()
        try git.commit()
        let outcome = try Program.run(["scan"] + c.arguments, in: git.path)
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains(c.says), "\(outcome.stderr)")
        #expect(outcome.stdout.isEmpty)
    }

    @Test("lines that git would not write are refused", arguments: ["--pushed", "--received"])
    func lines(flag: String) throws {
        let git = try GitFixture()
        let outcome = try Program.run(["scan", flag], in: git.path, input: "nonsense\n")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("no list of refs on standard input"))
        #expect(try Program.run(["scan", flag], in: git.path).status == 0)
    }

    @Test("branch, since and all refs choose the commits")
    func choice() throws {
        let git = try GitFixture()
        try git.write("first.env", HookSandbox.leak())
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("side.env", HookSandbox.leak())
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.git("checkout", "--quiet", "-b", "empty")
        let paths = { (arguments: [String]) throws -> [String] in
            let report = try ReportReading(Program.run(["scan", "--format", "json"] + arguments, in: git.path))
            return report.findings.map(\.location.path).sorted()
        }
        #expect(try paths(["--all-refs"]) == ["first.env", "side.env"])
        #expect(try paths(["--all-refs", "--since", "main"]) == ["side.env"])
        #expect(try paths(["--branch", "side"]) == ["first.env", "side.env"])
        #expect(try paths(["--branch", "side", "--since", "main"]) == ["side.env"])
        #expect(try paths(["--branch", "side", "--branch", "empty", "--since", "main"]) == ["side.env"])
        #expect(try paths(["--since", "main"]) == [])
        #expect(try paths(["--range", "main...side"]) == ["side.env"])
    }

    @Test("a cut in a range is exit 3, with the words and the command")
    func shallow() throws {
        let workspace = try Workspace()
        let origin = try GitFixture(workspace, name: "origin")
        for number in 0..<3 {
            try origin.write("f", "line \(number)\n")
            try origin.commit()
        }
        try origin.git("clone", "--quiet", "--depth=2", "file://\(origin.path)", workspace.path("clone"))
        let outcome = try Program.run(["scan", "--branch", "main"], in: workspace.path("clone"))
        #expect(outcome.status == 3)
        #expect(outcome.stdout.contains("history is cut here"))
        #expect(outcome.stdout.contains("git fetch --unshallow origin"))
        #expect(!outcome.stdout.contains("clean:"))
        #expect(try Program.run(["scan", "--since", "HEAD~1"], in: workspace.path("clone")).status == 0)
    }
}
