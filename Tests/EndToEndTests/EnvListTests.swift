internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey env list` and `where`, run as a user runs them.
@Suite struct EnvListTests {
    private let fixture: EnvFixture

    init() throws { fixture = try EnvFixture() }

    @Test("files with git and mode, variables redacted, differences, disagreeing readers, fixes")
    func text() throws {
        let outcome = try fixture.env("list")
        #expect(outcome.status == 0)
        #expect(fixture.leaks(outcome).isEmpty)
        let lines = outcome.stdout.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        let length = fixture.oldValue.utf8.count
        for line in [
            ".env 3 variables; ignored by git; mode 0600",
            ".env.example 2 variables; template; tracked by git; mode 0644",
            ".env.production 3 variables; TRACKED BY GIT; mode 0644, open to other users",
            "EMPTY empty .env:4",
            "\(EnvFixture.name) eyJ…[\(length)] .env:3, .env.production:2",
            "…[8] .env.example:2 (template)",
            "1 of 4 variables differ between files",
            "fix: git rm --cached .env.production && echo /.env.production >> .gitignore",
            "fix: chmod 600 .env.production",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(outcome.stdout.contains(".env.production:3: programs read COLOR differently; docker compose, python-dotenv, systemd: …[3]"))
        #expect(outcome.stdout.contains(".env.production: lines end in CRLF"))
        #expect(!outcome.stdout.contains("programs read PORT differently"))
    }

    @Test("JSON has the same facts")
    func json() throws {
        let outcome = try fixture.env("list", "--format", "json")
        #expect(outcome.status == 0 && fixture.leaks(outcome).isEmpty)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8)) as? [String: Any])
        let files = try #require(answer["files"] as? [[String: Any]])
        #expect(files.compactMap { $0["path"] as? String } == [".env", ".env.example", ".env.production"])
        #expect(files.compactMap { $0["git"] as? String } == ["ignored", "tracked", "tracked"])
        #expect(files.compactMap { $0["open_to_others"] as? Bool } == [false, true, true])
        let variables = try #require(answer["variables"] as? [[String: Any]])
        let key = try #require(variables.first { $0["name"] as? String == EnvFixture.name })
        #expect(key["differs"] as? Bool == false)
        #expect((key["places"] as? [[String: Any]])?.compactMap { $0["group"] as? Int } == [1, 2, 1])
        #expect(variables.first { $0["name"] as? String == "PORT" }?["differs"] as? Bool == true)
        #expect((answer["warnings"] as? [[String: Any]])?.compactMap { $0["kind"] as? String } == ["tracked", "openToOthers"])
    }

    @Test("a name that stands twice, a link, a file not ignored, files of built folders, from a subfolder")
    func special() throws {
        try fixture.write("api/.env.local", "A=1\nA=2\n")
        try fixture.write("node_modules/x/.env", "HIDDEN=1\n")
        try fixture.write("node_modules/.gitignore", "*\n")
        try FileManager.default.createSymbolicLink(atPath: fixture.path(".env.current"), withDestinationPath: ".env")
        let outcome = try fixture.env(["list"], below: "api")
        #expect(outcome.stdout.contains(".env.local:1: A stands again in line 2, which counts"))
        #expect(outcome.stdout.contains("warning: .env.local is not ignored by git"))
        #expect(outcome.stdout.contains("../.env.current"))
        #expect(outcome.stdout.contains("link to ../.env"))
        #expect(!outcome.stdout.contains("HIDDEN"))
        let named = try fixture.env(["list", ".env.local"], below: "api")
        #expect(named.status == 0 && !named.stdout.contains(EnvFixture.name))
        #expect(try fixture.env("list", "absent").status == 2)
    }

    @Test("a link out of the repository is not followed, an unreadable file makes the answer incomplete")
    func unread() throws {
        try FileManager.default.createSymbolicLink(atPath: fixture.path(".env.out"), withDestinationPath: "/etc/hostname")
        let outcome = try fixture.env("list")
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("not read: .env.out"))
        #expect(!outcome.stdout.contains(".env.out"))
    }

    @Test("the lines of a key without quotes are not taken for names")
    func looseKey() throws {
        let line = String(repeating: "aB3", count: 20)
        try fixture.write(".env.key", "-----BEGIN " + "PRIVATE KEY-----\n\(line)==\n")
        #expect(!(try fixture.env("list").everything.contains(line)))
    }

    @Test("outside git the folder is listed")
    func outside() throws {
        let workspace = try Workspace()
        try workspace.write("app/.env", "A=1\n")
        let outcome = try Program.run(["env", "list"], in: workspace.path)
        #expect(outcome.status == 0 && outcome.stdout.contains("app/.env  1 variable; not in git"))
        let empty = try Workspace()
        #expect(try Program.run(["env", "list"], in: empty.path).stdout == "no env files below \(empty.path)\n")
    }

    @Test("where tells path and line, kind, the way of the name and what a new value needs")
    func usage() throws {
        try fixture.write(".mcp.json", #"{"env":{"TOKEN":"\#(fixture.oldValue)"}}"#)
        let outcome = try fixture.env("where", EnvFixture.name)
        #expect(outcome.status == 0 && fixture.leaks(outcome).isEmpty)
        let lines = outcome.stdout.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        for start in [
            "env files", ".env:3 holds the value", "compose services", "docker-compose.yml:8 service worker; container made anew",
            ".github/workflows/deploy.yml:8 job deploy; step Ship", "src/db.ts:1 needs a restart", ".mcp.json:1",
            "docker compose up -d --force-recreate api worker", "update the copy in GitHub Actions secrets",
        ] {
            #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
        }
        let json = try fixture.env("where", EnvFixture.name, "--format", "json")
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        let consumers = try #require(answer["consumers"] as? [[String: Any]])
        let holding = consumers.filter { $0["holds_value"] as? Bool == true }.compactMap { $0["path"] as? String }
        #expect(holding == [".env", ".env.production", ".mcp.json"])
        #expect(fixture.leaks(json).isEmpty)
    }

    @Test("a name that nobody uses is 2")
    func unused() throws {
        let outcome = try fixture.env("where", "NOBODY_KNOWS")
        #expect(outcome.status == 2 && outcome.stderr.contains("is used nowhere"))
    }
}
