internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite struct InterruptTests {
    /// A program that was started, and the files it writes to.
    private struct Run {
        let process = Process()
        let workspace: Workspace

        init(_ arguments: [String], in folder: String? = nil, input: Pipe? = nil) throws {
            workspace = try Workspace()
            for name in ["stdout", "stderr"] { try workspace.write(name, "") }
            process.executableURL = URL(filePath: Program.path)
            process.arguments = arguments
            process.currentDirectoryURL = URL(filePath: folder ?? workspace.path)
            process.environment = Program.environment(home: workspace.path)
            process.standardInput = input ?? FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: URL(filePath: workspace.path("stdout")))
            process.standardError = try FileHandle(forWritingTo: URL(filePath: workspace.path("stderr")))
            try process.run()
        }

        /// Waits until `condition` holds, at most 30 seconds.
        func wait(until condition: (Int32) -> Bool) {
            let deadline = ContinuousClock.now + .seconds(30)
            while process.isRunning, !condition(process.processIdentifier), ContinuousClock.now < deadline { usleep(1_000) }
        }

        /// Sends SIGINT; whether the program ended within ten seconds.
        func interrupt() -> Bool {
            let start = ContinuousClock.now
            process.interrupt()
            while process.isRunning, ContinuousClock.now - start < .seconds(10) { usleep(5_000) }
            let isPrompt = !process.isRunning
            if !isPrompt { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            return isPrompt
        }
    }

    @Test("SIGINT ends a scan at once with 130")
    func interrupt() throws {
        let input = Pipe()
        let run = try Run(["scan", "-"], input: input)
        run.wait(until: Self.catchesInterrupt)
        #expect(run.interrupt())
        #expect(run.process.terminationReason == .exit)
        #expect(run.process.terminationStatus == 130)
        #expect(try run.workspace.read("stderr").isEmpty)
        try input.fileHandleForWriting.close()
    }

    @Test("SIGINT ends a scan of the history with what was found so far, marked incomplete")
    func history() throws {
        struct Report: Decodable {
            struct Finding: Decodable { let rule: String }
            struct Account: Decodable {
                struct Skipped: Decodable { let reason: String }
                let complete: Bool
                let files: Int
                let skipped: [Skipped]
            }
            let findings: [Finding]
            let account: Account
            let exitStatus: Int
        }
        let versions = 1_000
        let git = try Self.longHistory(versions)
        let run = try Run(["scan", "--history", "--no-delta-shortcut", "--jobs", "1", "--format", "json"], in: git.path)
        // Why: by then the messages, which come first, are read; the versions take several times as long.
        run.wait { Self.processorMilliseconds($0) >= 150 }
        #expect(run.interrupt())
        #expect(run.process.terminationReason == .exit)
        #expect(run.process.terminationStatus == 130)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(Report.self, from: Data(try run.workspace.read("stdout")))
        #expect(report.findings.map(\.rule) == ["gitlab.pat"])
        #expect(!report.account.complete && report.exitStatus == 130)
        #expect(report.account.skipped.map(\.reason) == ["stopped by Ctrl-C"])
        #expect(report.account.files < versions)
        #expect(try run.workspace.read("stderr").isEmpty)
    }

    /// One commit with a secret in its message and many large files.
    private static func longHistory(_ versions: Int) throws -> GitFixture {
        let git = try GitFixture()
        var mint = Mint(seed: 91)
        let message = "glpat" + "-" + mint.text(20)
        let block = (0..<1_500).map { "session_token_\($0) = read_value(\"\($0)\")\n" }.joined()
        var stream = "commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata \(message.utf8.count)\n\(message)\n"
        for number in 0..<versions {
            let text = "\(number)\n\(block)"
            stream += "M 100644 inline f\(number).py\ndata \(text.utf8.count)\n\(text)\n"
        }
        try git.write("stream", stream)
        try git.shell("git fast-import --quiet <stream && rm stream")
        return git
    }

    /// Whether the process has its handler in place. Source: proc(5), `SigCgt`, a mask whose second bit is SIGINT.
    private static func catchesInterrupt(_ process: Int32) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/status") else { return false }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        return line.flatMap { UInt64($0.split(separator: "\t").last ?? "", radix: 16) }.map { $0 & 2 != 0 } ?? false
    }

    /// What the process has used of a processor. Source: proc(5), `schedstat`, nanoseconds first.
    private static func processorMilliseconds(_ process: Int32) -> Int {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/schedstat") else { return 0 }
        return (Int(String(decoding: data, as: UTF8.self).split(separator: " ").first ?? "") ?? 0) / 1_000_000
    }
}
