internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey env get`, run as a user runs it.
@Suite struct EnvGetTests {
    private let fixture: EnvFixture

    init() throws { fixture = try EnvFixture() }

    @Test("the raw value and nothing else, whatever the quotes and line ends")
    func value() throws {
        let outcome = try fixture.env("get", EnvFixture.name)
        #expect(outcome.status == 0)
        #expect(outcome.stdout == fixture.oldValue)
        #expect(outcome.stderr == "rekey: .env: given as dotenv (npm) reads it; systemd: no value\n")
    }

    @Test("files with different values are refused, unless one is named")
    func different() throws {
        let outcome = try fixture.env("get", "PORT")
        #expect(outcome.status == 2 && outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("PORT has 2 different values"))
        #expect(outcome.stderr.contains("--file .env"))
        #expect(try fixture.env("get", "PORT", "--file", ".env.production").stdout == "80")
    }

    @Test("where readers disagree, npm dotenv's value is given and the others are told")
    func readers() throws {
        let outcome = try fixture.env("get", "COLOR")
        #expect(outcome.stdout == "a")
        #expect(outcome.stderr.contains("docker compose, python-dotenv, systemd: …[3]"))
    }

    @Test("never to a terminal")
    func terminal() throws {
        let command = "'\(Program.path)' env get \(EnvFixture.name)"
        let outcome = try Program.run(program: "script", ["-qec", command, "/dev/null"], in: fixture.git.path)
        #expect(outcome.status == 2)
        #expect(outcome.stdout.contains("it is a terminal"))
        #expect(fixture.leaks(outcome).isEmpty)
    }

    @Test("a template is no source of values")
    func template() throws {
        try fixture.write(".env.example", "ONLY_HERE=1\n")
        #expect(try fixture.env("get", "ONLY_HERE").status == 2)
        #expect(try fixture.env("get", "ONLY_HERE", "--file", ".env.example").stdout == "1")
    }

    @Test("missing names, files and odd names are 2", arguments: [["NOT_THERE"], ["PORT", "--file", "absent"], ["A-B"], ["A=b"], [""]])
    func bad(_ arguments: [String]) throws {
        let outcome = try fixture.env(["get"] + arguments)
        #expect(outcome.status == 2 && outcome.stdout.isEmpty)
    }

    @Test("a value in compose is read when its file is named")
    func compose() throws {
        try fixture.write("compose.yml", "services:\n  a:\n    environment:\n      KEY: 'x$$y'\n")
        #expect(try fixture.env("get", "KEY", "--file", "compose.yml").stdout == "x$y")
    }
}
