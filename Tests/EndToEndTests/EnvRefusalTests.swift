internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// What `rekey env set` does not do, and that nothing has changed then.
@Suite struct EnvRefusalTests {
    private let fixture: EnvFixture

    init() throws { fixture = try EnvFixture() }

    private func set(_ arguments: [String], input: String = "") throws -> Program.Outcome {
        try fixture.env(["set", EnvFixture.name] + arguments, input: input)
    }

    private func expectUntouched(since before: [String: [UInt8]]) throws {
        let after = try fixture.files().filter { !$0.key.hasPrefix(".git/rekey/") }
        #expect(after == before)
        let check = LeakCheck([fixture.new])
        for (name, bytes) in try fixture.files() { #expect(check.leaks(in: bytes).isEmpty, "\(name)") }
    }

    @Test("a value in the arguments, wherever it stands", arguments: ["behind", "in the name", "in the name of get"])
    func argument(_ place: String) throws {
        let before = try fixture.files()
        let name = EnvFixture.name
        let outcome =
            switch place {
            case "behind": try fixture.env("set", name, fixture.newValue)
            case "in the name": try fixture.env("set", "\(name)=\(fixture.newValue)")
            default: try fixture.env("get", "\(name)=\(fixture.newValue)")
            }
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("a value given as an argument is not read"))
        #expect(fixture.leaks(outcome).isEmpty)
        try expectUntouched(since: before)
    }

    struct Input: Sendable, CustomTestStringConvertible {
        let name: String
        var arguments: [String] = []
        var input = ""
        let why: String
        var testDescription: String { name }
    }

    @Test(
        "a value that is none",
        arguments: [
            Input(name: "nothing", why: "it is empty"),
            Input(name: "blanks", input: " \n\t\n", why: "blank throughout"),
            Input(name: "too long", input: String(repeating: "a", count: 65_537), why: "longer than 64 KiB"),
            Input(name: "a control character", input: "a\u{1}b", why: "control character (code 1)"),
            Input(name: "no quoting carries it", input: "it's \"$x\"", why: "no quoting carries"),
            Input(name: "a file that is not there", arguments: ["--from-file", "absent"], why: "no such file"),
            Input(name: "a command that fails", arguments: ["--from-command", "echo value; exit 7"], why: "it ended with status 7"),
            Input(name: "a command without an answer", arguments: ["--from-command", "true"], why: "it is empty"),
            Input(name: "an endless command", arguments: ["--from-command", "yes"], why: "longer than 64 KiB"),
            Input(name: "two sources", arguments: ["--from-file", "a", "--from-command", "b"], why: "not both"),
        ])
    func input(_ c: Input) throws {
        let before = try fixture.files()
        let outcome = try set(c.arguments, input: c.input)
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains(c.why))
        try expectUntouched(since: before)
    }

    @Test("a read-only file keeps all files as they are")
    func readOnly() throws {
        try fixture.setMode(".env.production", 0o444)
        let before = try fixture.files()
        let outcome = try set([], input: fixture.newValue)
        #expect(outcome.status != 0)
        #expect(outcome.stderr.contains("it is read-only"))
        #expect(outcome.stderr.contains("chmod u+w"))
        try expectUntouched(since: before)
    }

    @Test("a link out of the repository")
    func outside() throws {
        let outside = try Workspace()
        try outside.write("shared.env", "\(EnvFixture.name)=\(fixture.oldValue)\n")
        try FileManager.default.createSymbolicLink(atPath: fixture.path(".env.shared"), withDestinationPath: outside.path("shared.env"))
        let outcome = try set(["--file", ".env.shared"], input: fixture.newValue)
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("it leads to \(outside.path("shared.env"))"))
        let all = try set([], input: fixture.newValue)
        #expect(all.stderr.contains("not read: .env.shared"))
        #expect(try String(decoding: outside.read("shared.env"), as: UTF8.self).contains(fixture.oldValue))
        #expect(try set(["--file", outside.path("shared.env")], input: fixture.newValue).status == 0)
    }

    @Test("a file that changes while the value is fetched")
    func concurrent() throws {
        let outcome = try set(["--from-command", "echo MORE=1 >> .env; printf fresh-value-1"])
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("it changed meanwhile"))
        #expect(try fixture.read(".env").contains(fixture.oldValue))
        #expect(try fixture.read(".env.production").contains(fixture.oldValue))
        #expect(try fixture.read(".env").hasSuffix("MORE=1\n"))
    }

    @Test("a full disk leaves every file whole", .enabled(if: Tmpfs.isAvailable, "mounting a file system needs root"))
    func fullDisk() throws {
        try fixture.git.workspace.makeFolder("\(fixture.git.name)/small")
        let disk = try Tmpfs(fixture.path("small"), kibibytes: 64)
        let padding = String(repeating: "# a line of words\n", count: 1_400)
        try fixture.write("small/.env", "\(padding)\(EnvFixture.name)=\(fixture.oldValue)\n")
        try disk.fill()
        let before = try fixture.files()
        let outcome = try set(["--file", "small/.env", "--file", ".env"], input: fixture.newValue)
        #expect(outcome.status == 3)
        #expect(outcome.stderr.contains("No space left on device"))
        #expect(fixture.leaks(outcome).isEmpty)
        try expectUntouched(since: before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.path("small")).sorted() == [".env", "filler"])
        withExtendedLifetime(disk) {}
    }

    @Test("a change that was cut short is ended at the next start, and said", arguments: [(5, "taken back"), (70, "finished")])
    func recovery(_ step: Int, _ words: String) throws {
        let (old, new) = ("old-\(fixture.old.core)", "new-\(fixture.new.core)")
        for index in 0..<30 { try fixture.write("app-\(index % 3)/.env.\(index)", "KEY=\(old)\n") }
        let writer = Program.buildFolder + "/killed-writer"
        _ = try Program.run(
            program: writer, ["apply", fixture.path(".git"), fixture.git.path, "\(step)"], in: fixture.git.path, input: "\(old)\n\(new)\n")
        let outcome = try fixture.env("get", "KEY")
        #expect(outcome.status == 0)
        #expect(outcome.stderr.hasPrefix("rekey: a change that was cut short (change) was \(words)"))
        #expect(outcome.stdout == (step < 60 ? old : new))
        #expect(try fixture.env("get", "KEY").stderr.isEmpty)
    }
}

/// A small file system in memory.
final class Tmpfs {
    private let path: String

    /// Whether this process may mount one.
    static var isAvailable: Bool {
        guard geteuid() == 0, let workspace = try? Workspace() else { return false }
        return (try? Tmpfs(workspace.path, kibibytes: 16)) != nil
    }

    init(_ path: String, kibibytes: Int) throws {
        let options = ["-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", path]
        let outcome = try Program.run(program: "mount", options, in: "/")
        guard outcome.status == 0 else { throw CocoaError(.fileWriteNoPermission) }
        self.path = path
    }

    deinit { _ = try? Program.run(program: "umount", [path], in: "/") }

    /// Leaves no free page.
    func fill() throws {
        let outcome = try Program.run(program: "sh", ["-c", "cat /dev/zero > filler 2>/dev/null; :"], in: path)
        guard outcome.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
