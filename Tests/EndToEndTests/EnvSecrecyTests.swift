internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// No key, old or new, is to be seen while a command works on it.
@Suite struct EnvSecrecyTests {
    private let fixture: EnvFixture

    init() throws { fixture = try EnvFixture() }

    @Test("neither key is in the arguments or the environment of any process while a slow command gives the new one")
    func processes() throws {
        let source = try Workspace()
        try source.write("value", fixture.newValue)
        let marker = "sleep 0.\(Int.random(in: 500_000...599_999))"
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["env", "set", EnvFixture.name, "--from-command", "\(marker); cat '\(source.path("value"))'; sleep 0.3"]
        process.currentDirectoryURL = URL(filePath: fixture.git.path)
        process.environment = Program.environment(home: fixture.git.workspace.path)
        try source.write("stderr", "")
        process.standardError = try FileHandle(forWritingTo: URL(filePath: source.path("stderr")))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var seen: Set<Data> = []
        while process.isRunning {
            for data in Self.processTexts() { seen.insert(data) }
            usleep(5_000)
        }
        #expect(process.terminationStatus == 0)
        #expect(seen.contains { $0.range(of: Data(marker.utf8)) != nil }, "the command was never seen, so nothing was watched")
        let check = LeakCheck([fixture.old, fixture.new])
        for text in seen { #expect(check.leaks(in: [UInt8](text)).isEmpty) }
        #expect(check.leaks(in: try source.read("stderr")).isEmpty)
        #expect(try fixture.read(".env").contains(fixture.newValue))
    }

    /// Arguments and environment of every process that can be looked at.
    private static func processTexts() -> [Data] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.filter { $0.allSatisfy(\.isNumber) } ?? []
        return numbers.flatMap { number in
            ["cmdline", "environ"].compactMap { FileManager.default.contents(atPath: "/proc/\(number)/\($0)") }
        }
    }

    @Test("what is typed at the prompt is not shown, and the terminal shows typing again afterwards")
    func prompt() throws {
        let session = try Terminal("'\(Program.path)' env set \(EnvFixture.name); stty -a | grep -o -- '-*echo '", in: fixture.git)
        #expect(session.wait(for: "not shown): "))
        session.type("wrong\u{15}\(fixture.newValue)x\u{7F}\r")
        let text = session.end()
        #expect(text.contains("written: .env, .env.production"))
        #expect(!text.contains("-echo "))
        #expect(text.contains("echo "))
        #expect(LeakCheck([fixture.new]).leaks(in: Array(text.utf8)).isEmpty)
        #expect(try fixture.env("get", EnvFixture.name).stdout == fixture.newValue)
    }

    @Test("Ctrl-C at the prompt ends with 130, changes nothing and leaves a terminal that shows typing")
    func interrupt() throws {
        let command = "'\(Program.path)' env set \(EnvFixture.name); echo \"status $?\"; stty -a | grep -o -- '-*echo '"
        let session = try Terminal("trap : INT; \(command)", in: fixture.git)
        #expect(session.wait(for: "not shown): "))
        session.type("half of a val\u{3}")
        let text = session.end()
        #expect(text.contains("status 130"))
        #expect(!text.contains("-echo ") && !text.contains("half of"))
        #expect(try fixture.read(".env").contains(fixture.oldValue))
    }

    @Test("several lines pasted at the prompt are refused, and the rest never reaches the shell")
    func paste() throws {
        let session = try Terminal("'\(Program.path)' env set \(EnvFixture.name); echo \"status $?\"; cat", in: fixture.git)
        #expect(session.wait(for: "not shown): "))
        session.type("one\rtwo-lines\r")
        #expect(session.wait(for: "status 2"))
        session.type("\u{4}")
        let text = session.end()
        #expect(text.contains("several lines were pasted"))
        #expect(!text.contains("two-lines"))
    }
}

/// A command on a terminal of its own, made by `script`.
private final class Terminal {
    private let process = Process()
    private let input = Pipe()
    private let workspace: Workspace

    init(_ command: String, in fixture: GitFixture) throws {
        workspace = try Workspace()
        try workspace.write("screen", "")
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["script", "-qec", command, "/dev/null"]
        process.currentDirectoryURL = URL(filePath: fixture.path)
        process.environment = Program.environment(home: fixture.workspace.path).merging(["SHELL": "/bin/sh"]) { _, new in new }
        process.standardInput = input
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: workspace.path("screen")))
        try process.run()
    }

    private var screen: String { (try? workspace.read("screen")).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// Whether the words come within 30 seconds.
    func wait(for words: String) -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if screen.contains(words) { return true }
            usleep(10_000)
        }
        return false
    }

    func type(_ keys: String) { try? input.fileHandleForWriting.write(contentsOf: Data(keys.utf8)) }

    /// Everything the terminal showed until the command ended.
    func end() -> String {
        let deadline = ContinuousClock.now + .seconds(30)
        while process.isRunning, ContinuousClock.now < deadline { usleep(10_000) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return screen
    }
}
