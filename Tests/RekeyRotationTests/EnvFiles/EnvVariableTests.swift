internal import RekeyCore
internal import RekeyRotation
internal import Testing

@Suite struct EnvVariableTests {
    struct Reading: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        var path = ".env"
        /// `nil` when no reader has the name.
        let value: String?
        var others: [String] = []
        var testDescription: String { name }
    }

    @Test(
        "npm dotenv's value counts, the others are told",
        arguments: [
            Reading(name: "alike", text: "K=a\n", value: "a"),
            Reading(name: "in quotes", text: "K='a b' # c\n", value: "a b", others: ["systemd: …[6]"]),
            Reading(name: "the last of two", text: "K=a\nK=b\n", value: "b"),
            Reading(name: "a hash", text: "K=a#b\n", value: "a", others: ["docker compose, python-dotenv, bash, systemd: …[3]"]),
            Reading(name: "export", text: "export K=a\n", value: "a", others: ["systemd: no value"]),
            Reading(
                name: "CRLF", text: "K=a\r\n", value: "a", others: ["bash: the same and a carriage return, from the line end"]),
            Reading(
                name: "a reference", text: "K=a$B\n", value: "a$B",
                others: ["docker compose, bash: puts in other variables or runs a command"]),
            Reading(name: "only a shell reads .envrc", text: "export K=\"a\"'b'\n", path: ".envrc", value: "ab"),
            Reading(name: "missing", text: "A=1\n", value: nil),
        ])
    func reading(_ c: Reading) {
        let variable = EnvContents(path: Array(c.path.utf8), bytes: Array(c.text.utf8)).variable("K")
        #expect(variable?.value.text == c.value.map { SecretText(Array($0.utf8)) })
        #expect(variable?.others.map(\.text) ?? [] == c.others)
    }

    @Test(
        "names that may be shown",
        arguments: [
            ("SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_SERVICE_ROLE_KEY"), ("oauth2ClientSecretForGoogle", "oauth2ClientSecretForGoogle"),
            ("a.b[0].token", "a.b[0].token"),
            (String(repeating: "aB3", count: 9), "…[27]"),
        ])
    func names(_ name: String, _ shown: String) { #expect(EnvName.shown(name) == shown) }

    struct Name: Sendable, CustomTestStringConvertible {
        let path: String
        let isEnvFile: Bool
        var isTemplate = false
        var holdsSecrets = true
        var testDescription: String { path }
    }

    @Test(
        "what the name of a file tells",
        arguments: [
            Name(path: ".env", isEnvFile: true), Name(path: "api/.env.production", isEnvFile: true),
            Name(path: "prod.env", isEnvFile: true),
            Name(path: ".envrc", isEnvFile: true), Name(path: ".dev.vars", isEnvFile: true),
            Name(path: ".env.example", isEnvFile: true, isTemplate: true),
            Name(path: "a/.env.local.sample", isEnvFile: true, isTemplate: true),
            Name(path: "example.env", isEnvFile: true, isTemplate: true), Name(path: "terraform.tfvars", isEnvFile: false),
            Name(path: ".npmrc", isEnvFile: false), Name(path: ".mcp.json", isEnvFile: false),
            Name(path: "environment.ts", isEnvFile: false, holdsSecrets: false),
            Name(path: "package.json", isEnvFile: false, holdsSecrets: false),
        ])
    func paths(_ c: Name) {
        let path = Array(c.path.utf8)
        #expect(EnvPath.isEnvFile(path) == c.isEnvFile)
        #expect(EnvPath.isTemplate(path) == c.isTemplate)
        #expect(EnvPath.holdsSecrets(path) == c.holdsSecrets)
    }

    struct Trim: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let value: String
        var notices: [String] = []
        var testDescription: String { name }
    }

    @Test(
        "line ends and blanks round a value are taken off, nothing else",
        arguments: [
            Trim(name: "clean", text: "a b", value: "a b"),
            Trim(name: "line end", text: "a\n", value: "a", notices: ["a line end was taken off"]),
            Trim(
                name: "both", text: " \ta\r\n", value: "a", notices: ["a line end was taken off", "blanks round the value were taken off"]),
            Trim(name: "mark", text: "\u{FEFF}a", value: "a", notices: ["a byte order mark was taken off"]),
            Trim(name: "quotes stay", text: "\"a\"", value: "\"a\""), Trim(name: "names stay", text: "KEY_A=b", value: "KEY_A=b"),
            Trim(name: "lines inside stay", text: "a\nb\n", value: "a\nb", notices: ["a line end was taken off"]),
            Trim(name: "nothing", text: "", value: ""),
            Trim(
                name: "blanks alone", text: " \n", value: "",
                notices: ["a line end was taken off", "blanks round the value were taken off"]),
        ])
    func trimming(_ c: Trim) {
        let trimmed = TrimmedValue(SecretText(Array(c.text.utf8)))
        #expect(trimmed.value == SecretText(Array(c.value.utf8)))
        #expect(trimmed.notices == c.notices)
    }

    @Test("files side by side: groups of equal values, hidden lines, templates do not differ")
    func inventory() {
        func file(_ path: String, _ text: String) -> EnvInventory.File {
            EnvInventory.File(
                path: path, isTemplate: EnvPath.isTemplate(Array(path.utf8)),
                contents: EnvContents(path: Array(path.utf8), bytes: Array(text.utf8)))
        }
        let inventory = EnvInventory([
            file(".env", "A=1\nA=2\nB=x\n"), file(".env.local", "A=2\nB=y\n"), file(".env.example", "A=\n"),
        ])
        #expect(inventory.variables.map(\.name) == ["A", "B"])
        #expect(inventory.variables.map(\.differs) == [false, true])
        #expect(inventory.variables[0].places.map(\.group) == [1, 2, 2, 3])
        #expect(inventory.variables[0].places.map(\.hiddenBy) == [2, nil, nil, nil])
        #expect(
            inventory.table == [
                "A  …[1]   .env:1 (hidden)", "   …[1]   .env:2, .env.local:1", "   empty  .env.example:1 (template)", "B  …[1]   .env:3",
                "   …[1]   .env.local:2",
            ])
        #expect(inventory.oddities == [".env:1: A stands again in line 2, which counts"])
    }
}
