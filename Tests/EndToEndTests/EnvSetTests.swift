internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey env set`, run as a user runs it.
@Suite struct EnvSetTests {
    private let fixture: EnvFixture

    init() throws { fixture = try EnvFixture() }

    private func set(_ arguments: [String], input: String = "") throws -> Program.Outcome {
        try fixture.env(["set", EnvFixture.name] + arguments, input: input)
    }

    @Test("every file with the name changes, in the bytes of the value alone, and all is said redacted")
    func everywhere() throws {
        let before = try fixture.files()
        let outcome = try set([], input: "  \(fixture.newValue)\r\n")
        #expect(outcome.status == 0 && outcome.stdout.isEmpty)
        #expect(fixture.leaks(outcome).isEmpty)
        for part in [
            "a line end was taken off", "blanks round the value were taken off", ".env:3             \(EnvFixture.name)  eyJ…",
            "→ sb_secret_…[41]", "read alike by dotenv (npm)", "no value, as before, for systemd", ".env.production IS TRACKED BY GIT",
            "git rm --cached .env.production", "chmod 600 .env.production", "written: .env, .env.production",
            "then: docker compose up -d --force-recreate api worker", "then: restart src/db.ts", "GitHub Actions secrets",
        ] {
            #expect(outcome.stderr.contains(part), "\(part)")
        }
        var expected = before
        for name in [".env", ".env.production"] {
            expected[name] = Array(try fixture.swapped(before[name] ?? []).utf8)
        }
        let after = try fixture.files().filter { !$0.key.hasPrefix(".git/rekey/") }
        #expect(after == expected)
        #expect(try FileManager.default.attributesOfItem(atPath: fixture.path(".env"))[.posixPermissions] as? Int == 0o600)
        #expect(try set([], input: fixture.newValue).stderr.contains("has that value already in .env, .env.production"))
    }

    @Test("no trace of either key is left outside the files, in the journal neither")
    func noTrace() throws {
        #expect(try set([], input: fixture.newValue).status == 0)
        let check = LeakCheck([fixture.old, fixture.new])
        for (name, bytes) in try fixture.files() where ![".env", ".env.production"].contains(name) {
            #expect(check.leaks(in: bytes).isEmpty, "\(name)")
        }
        let journal = try fixture.files().keys.filter { $0.hasPrefix(".git/rekey/journal/") }
        #expect(journal.isEmpty)
    }

    struct Source: Sendable, CustomTestStringConvertible {
        let name: String
        let arguments: [String]
        var usesInput = false
        var testDescription: String { name }
    }

    @Test(
        "the value comes from",
        arguments: [
            Source(name: "a file", arguments: ["--from-file", "value"]),
            Source(name: "a command", arguments: ["--from-command", "cat value | tr -d x"]),
            Source(name: "standard input", arguments: [], usesInput: true),
            Source(name: "standard input, as -", arguments: ["-"], usesInput: true),
        ])
    func sources(_ source: Source) throws {
        try fixture.write("value", "fresh-\(fixture.new.core.replacing("x", with: "y"))\n")
        let input = source.usesInput ? try fixture.read("value") : ""
        #expect(try set(source.arguments, input: input).status == 0)
        let value = try fixture.read("value").trimmingCharacters(in: .newlines)
        #expect(try fixture.env("get", EnvFixture.name).stdout == value)
    }

    @Test("a dry run shows it all and writes nothing")
    func rehearsal() throws {
        let before = try fixture.files()
        let outcome = try set(["--dry-run"], input: fixture.newValue)
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("dry run: nothing is written"))
        #expect(outcome.stderr.contains("→ sb_secret_…[41]"))
        #expect(try fixture.files() == before)
    }

    @Test("a missing name is refused, and added on request")
    func adding() throws {
        let refused = try fixture.env(["set", "FRESH"], input: "v1")
        #expect(refused.status == 2 && refused.stderr.contains("--add"))
        #expect(try fixture.env(["set", "FRESH", "--file", ".env"], input: "v1").status == 2)
        #expect(try fixture.env(["set", "FRESH", "--add"], input: "v1").status == 0)
        #expect(try fixture.read(".env").hasSuffix("EMPTY=\nFRESH=v1\n"))
        #expect(try fixture.env(["set", "FRESH", "--add", "--file", ".env.production"], input: "v2").status == 0)
        #expect(try fixture.read(".env.production").hasSuffix("COLOR=a#b\r\nFRESH=v2\r\n"))
        #expect(try fixture.env(["set", "FRESH"], input: "v3").status == 2)
    }

    @Test("values that differ are never made one by default")
    func differing() throws {
        let before = try fixture.files()
        let outcome = try fixture.env(["set", "PORT"], input: "99")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("rekey env set PORT --file .env --file .env.production"))
        #expect(try fixture.files() == before)
        #expect(try fixture.env(["set", "PORT", "--file", ".env", "--file", ".env.production"], input: "99").status == 0)
    }

    @Test("through a link inside the repository to its target")
    func link() throws {
        try FileManager.default.createDirectory(atPath: fixture.path("releases/1"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: fixture.path(".env"), toPath: fixture.path("releases/1/.env"))
        try FileManager.default.createSymbolicLink(atPath: fixture.path(".env"), withDestinationPath: "releases/1/.env")
        #expect(try set(["--file", ".env"], input: fixture.newValue).status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: fixture.path(".env")) == "releases/1/.env")
        #expect(try fixture.read("releases/1/.env").contains(fixture.newValue))
    }

    @Test("what looks like a slip is said loudly", arguments: [("your-api-key-here", "wrong kind"), ("cut", "damaged")])
    func doubts(_ value: String, _ words: String) throws {
        let text = value == "cut" ? String(fixture.newValue.dropLast(4)) : value
        let outcome = try set(["--dry-run"], input: text)
        #expect(outcome.stderr.contains("WARNING: "))
        #expect(outcome.stderr.contains(words))
    }

    @Test("the old value elsewhere is told")
    func elsewhere() throws {
        try fixture.write("config/agent.json", #"{"token":"\#(fixture.oldValue)"}"#)
        let outcome = try set([], input: fixture.newValue)
        #expect(outcome.stderr.contains("warning: the old value still stands in config/agent.json:1"))
        #expect(fixture.leaks(outcome).isEmpty)
    }
}

extension EnvFixture {
    /// The text of a file with the new key in place of the old one.
    func swapped(_ bytes: [UInt8]) throws -> String { String(decoding: bytes, as: UTF8.self).replacing(oldValue, with: newValue) }
}
