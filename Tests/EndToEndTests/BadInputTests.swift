internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// Each kind of bad input with its own exit status and a message that says where and why.
@Suite struct BadInputTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func scan(_ arguments: String..., input: String = "") throws -> Program.Outcome {
        try Program.run(["scan"] + arguments, in: workspace.path, input: input)
    }

    @Test("a path that does not exist is wrong usage")
    func missingPath() throws {
        let outcome = try scan("nowhere")
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("nowhere"))
    }

    @Test("a file that cannot be read makes the scan incomplete, and the rest is read")
    func unreadableFile() throws {
        try workspace.write("good.env", Planted.slack.line)
        // Why: root reads whatever its mode says, but nobody reads the first page of a process.
        let outcome = try scan("/proc/self/mem", "good.env", "--format", "json", "--fail-on", "never")
        #expect(outcome.status == 3)
        let report = try ReportReading(outcome)
        #expect(!report.account.complete)
        #expect(report.account.skipped.map(\.reason) == ["unreadable"])
        #expect(report.rules == ["slack.webhook"])
    }

    @Test("a file that vanishes between listing and reading is told")
    func vanishedFile() throws {
        try workspace.write("a.txt", "x")
        try workspace.link("gone.txt", to: "/nonexistent/target")
        #expect(try scan("gone.txt").status == 2)
        #expect(try scan(".").status == 0)
    }

    @Test("staged changes without a repository are wrong usage")
    func noRepository() throws {
        let outcome = try scan("--staged")
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("not a git repository"))
    }

    @Test("a broken index makes the answer incomplete", arguments: [["--staged"], []])
    func brokenIndex(_ arguments: [String]) throws {
        let git = try GitFixture(workspace)
        try git.write("a.txt", "x")
        try git.commit()
        try git.write(".git/index", "DIRC and nothing that follows")
        let outcome = try Program.run(["scan"] + arguments, in: git.path)
        #expect(outcome.status == 3)
        #expect(outcome.stderr.contains("index"))
        #expect(!outcome.everything.contains("clean"))
    }

    @Test("a malformed hunk is told, and the rest of the patch is read")
    func malformedPatch() throws {
        let patch = """
            diff --git a/x.txt b/x.txt
            --- a/x.txt
            +++ b/x.txt
            @@ -1,5 +1,9 @@
            +one line
            diff --git a/y.env b/y.env
            --- a/y.env
            +++ b/y.env
            @@ -0,0 +1 @@
            +\(Planted.slack.line)

            """
        let outcome = try Program.run(["scan", "--patch", "--strict", "--format", "json"], in: workspace.path, input: patch)
        #expect(outcome.status == 3)
        let report = try ReportReading(outcome)
        #expect(report.findings.map { $0.location.path } == ["y.env"])
        #expect(report.account.skipped.map { $0.reason } == ["malformed patch"])
        #expect(try scan("--patch", "--fail-on", "never", input: patch).status == 3)
        #expect(try scan("--patch", input: patch).status == 1)
    }

    @Test("malformed TOML is a configuration error with line and reason")
    func malformedTOML() throws {
        try workspace.write("bad.toml", "title = 'x'\n\n[scan]\nfailOn = = 'high'\n")
        let outcome = try scan("--config", "bad.toml")
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("bad.toml:4"))
        #expect(outcome.stderr.contains("why:"))
    }

    @Test("a configuration file that is not there is wrong usage")
    func missingConfiguration() throws { #expect(try scan("--config", "none.toml").status == 2) }

    @Test("a regex that explodes is stopped, and the account says so")
    func catastrophicRegex() throws {
        try workspace.write(
            "slow.toml",
            """
            [[rules]]
            id = "own.slow"
            description = "slow"
            regex = 'slowkey=(?:(?:a|a[a])+)+[bc]'
            keywords = ["slowkey="]
            """)
        try workspace.write("slow.txt", String(repeating: "slowkey=" + String(repeating: "a", count: 200) + "\n", count: 50))
        let start = ContinuousClock.now
        let outcome = try scan("slow.txt", "--config", "slow.toml")
        // Why: without the limit this would take longer than anybody waits; a loaded machine may still need some seconds.
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(outcome.status == 3)
        #expect(outcome.stdout.contains("match limit reached"))
        #expect(!outcome.stdout.contains("clean"))
    }

    @Test("what inflates without end is left alone, and the account says so")
    func bomb() throws {
        // A zlib stream of which every zero stands for 1,032 others.
        let head: [UInt8] = [0x78, 0xDA, 0xED, 0xC1, 0x01, 0x01, 0, 0, 0, 0x82, 0x20, 0xFF, 0xAF, 0x6E, 0x48, 0x40, 0x01]
        let stream = Data(head + [UInt8](repeating: 0, count: 100_000) + [0xF7, 0x06, 0, 0, 0, 0])
        try workspace.write("bomb.yaml", "release: " + stream.base64EncodedString() + "\n")
        let outcome = try scan("bomb.yaml")
        #expect(outcome.status == 3)
        #expect(outcome.stdout.contains("bomb.yaml  decoding limit reached"))
    }

    @Test("an output that cannot be written is wrong usage, and what was there stays")
    func unwritableOutput() throws {
        try workspace.write("a.txt", "x")
        try workspace.makeFolder("folder")
        for output in ["no/such/folder/report", "folder", "/dev/full"] {
            let outcome = try scan("a.txt", "--output", output)
            #expect(outcome.status == 2, "\(output)")
            #expect(outcome.stderr.contains("output not written"))
            #expect(outcome.stdout.isEmpty)
        }
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
    }

    @Test("an output that is a link is written through it")
    func linkedOutput() throws {
        try workspace.write("a.txt", "x")
        try workspace.link("report.json", to: "real.json")
        #expect(try scan("a.txt", "--format", "json", "--output", "report.json").status == 0)
        #expect(try String(decoding: workspace.read("real.json"), as: UTF8.self).contains("rekey.report/1"))
    }

    @Test("a full disk behind standard output makes the answer incomplete")
    func fullDisk() throws {
        let outcome = try shell(#""$REKEY" rules list > /dev/full"#)
        #expect(outcome.status == 3)
        #expect(outcome.stderr.contains("output not written"))
    }

    @Test(
        "a reader who has seen enough ends the program quietly",
        arguments: [#"{ "$REKEY" rules list; echo $? > status; } | true"#, #""$REKEY" rules list >&-; echo $? > status"#])
    func closedOutput(_ command: String) throws {
        let outcome = try shell(command)
        #expect(outcome.stderr.isEmpty)
        #expect(try String(decoding: workspace.read("status"), as: UTF8.self) == "0\n")
    }

    @Test("with closed standard streams nothing is written into the files that are opened next")
    func closedStreams() throws {
        try workspace.write("a.txt", "content")
        let outcome = try shell(#""$REKEY" scan a.txt missing --output out.txt <&- >&- 2>&-; echo $? > status"#)
        #expect(outcome.status == 0)
        #expect(try String(decoding: workspace.read("status"), as: UTF8.self) == "2\n")
        #expect(try workspace.read("a.txt") == Array("content".utf8))
        #expect(!workspace.exists("out.txt"))
    }

    @Test("wrong usage is told on stderr only", arguments: [["--nope"], ["scan", "--nope"], ["scan", "--format", "xml"], ["nope"]])
    func wrongUsage(_ arguments: [String]) throws {
        let outcome = try Program.run(arguments, in: workspace.path)
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.hasPrefix("rekey: "))
    }

    private func shell(_ command: String) throws -> Program.Outcome {
        try Program.run(program: "sh", ["-c", command], in: workspace.path, environment: ["REKEY": Program.path])
    }
}
