internal import Foundation
internal import RekeyCore
internal import Testing

@testable internal import RekeyRotation

@Suite struct StoreCommandsTests {
    private static let github = RepositoryPlace(remote: Array("git@github.com:acme/web.git".utf8))
    private static let names = StoreCommands.Names(newValue: StoreCommands.producer(name: "API_KEY", file: ".env"))

    private static func consumer(_ details: [SecretStore.Placeholder: String] = [:], name: String = "API_KEY") -> Consumer {
        var consumer = Consumer(
            kind: .ciWorkflow, path: Array("ci.yml".utf8), line: 1, column: 1, name: name, chain: [name], effect: .rerun)
        consumer.details = details
        return consumer
    }

    private static func rendered(
        _ id: String, _ details: [SecretStore.Placeholder: String] = [:], remote: String = "git@github.com:acme/web.git"
    ) throws -> StoreCommands {
        let store = try #require(StoreCatalogue.all.first { $0.id == id })
        return StoreCommands.render(store, for: consumer(details), at: RepositoryPlace(remote: Array(remote.utf8)), names: names)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let store: String
        var details: [SecretStore.Placeholder: String] = [:]
        var remote = "git@github.com:acme/web.git"
        let command: String
        var testDescription: String { "\(store) \(remote) \(details.count)" }
    }

    @Test(
        "the first command is the one of the place's own level, with everything known filled in",
        arguments: [
            Case(store: "github-actions", command: "gh secret set API_KEY --repo acme/web"),
            Case(
                store: "github-actions", details: [.environment: "production"],
                command: "gh secret set API_KEY --repo acme/web --env production"),
            Case(
                store: "github-actions", details: [.environment: "eu prod; reboot"],
                command: "gh secret set API_KEY --repo acme/web --env 'eu prod; reboot'"),
            Case(
                store: "github-actions", details: [.environment: "it's"],
                command: "gh secret set API_KEY --repo acme/web --env '<environment>'"),
            Case(
                store: "github-actions", remote: "https://github.acme.test/team/app.git",
                command: "gh secret set API_KEY --repo github.acme.test/team/app"),
            Case(
                store: "gitlab-ci", details: [.environment: "production"], remote: "git@gitlab.acme.test:a/b/c.git",
                command: "glab variable update API_KEY -R https://gitlab.acme.test/a/b/c --scope production --raw --masked --protected"),
            Case(store: "fly", details: [.app: "web"], command: "fly secrets set API_KEY=- --app web"),
            Case(store: "fly", command: "fly secrets set API_KEY=- --app '<app>'"),
            Case(
                store: "kubernetes", details: [.namespace: "prod", .secret: "web", .key: "api-key"],
                command: "base64 -w0 | jq -Rc '{data: {\"api-key\": .}}' | kubectl -n prod patch secret web --patch-file /dev/stdin"),
            Case(
                store: "kubernetes", details: [.namespace: "prod", .secret: "web", .key: "a'b"],
                command: "base64 -w0 | jq -Rc '{data: {\"<key>\": .}}' | kubectl -n prod patch secret web --patch-file /dev/stdin"),
            Case(
                store: "gcp-secret", details: [.item: "acme/secrets/api-key"],
                command: "gcloud secrets versions add api-key --project acme --data-file=-"),
        ])
    func first(_ c: Case) throws {
        let commands = try Self.rendered(c.store, c.details, remote: c.remote)
        #expect(commands.set.first?.text == "rekey env get API_KEY --file .env | \(c.command)")
    }

    @Test("a file is made outside the repository with mode 600 and removed")
    func file() throws {
        let line = try #require(try Self.rendered("azure-keyvault", [.item: "acme.vault.azure.net/secrets/api-key"]).set.first)
        #expect(line.input == .file)
        #expect(
            line.text
                == "(umask 077; F=$(mktemp -p /dev/shm) && { rekey env get API_KEY --file .env >\"$F\" && { az keyvault secret set --vault-name acme --name api-key --file \"$F\" --encoding utf-8 -o none; }; rm -f \"$F\"; })"
        )
    }

    @Test("what is missing is said, with where to find it")
    func missing() throws {
        let commands = try Self.rendered("circleci", [.context: "prod"])
        #expect(commands.set.first?.missing == [.contextID])
        #expect(commands.notes.contains { $0.hasPrefix("<contextID>: Organization Settings") })
        #expect(commands.notes.contains { $0.hasPrefix("HDR: ") && $0.hasSuffix("Circle-Token: <token>") })
        #expect(try Self.rendered("github-actions").dashboard.hasPrefix("https://github.com/acme/web/settings/secrets/actions"))
    }

    /// Every command of every store, with nothing known, with everything known, and with hostile values.
    private static func everyCommand() -> [String] {
        let hostile = ["$(reboot)", "`reboot`", "a'b\"c", "-x", "a b", "a\nb", "x;y|z&", "{value}", "\\"]
        let plain = Dictionary(uniqueKeysWithValues: SecretStore.Placeholder.allCases.map { ($0, "x") })
        let fillings = [[:], plain] + hostile.map { text in plain.mapValues { _ in text } }
        return StoreCatalogue.all.flatMap { store in
            fillings.flatMap { known -> [String] in
                let names = StoreCommands.Names(newValue: Self.names.newValue, known: known)
                let commands = StoreCommands.render(store, for: nil, at: known.isEmpty ? nil : github, names: names)
                return (commands.set + commands.list + commands.after).map(\.text)
            }
        }
    }

    @Test("bash parses every command, whatever is filled in")
    func bash() throws {
        let commands = Self.everyCommand()
        #expect(commands.count > 1_000)
        for command in Set(commands) { #expect(try Self.run("bash", ["-n"], input: command) == 0, "\(command)") }
    }

    @Test("nothing that is filled in is ever run")
    func hostile() throws {
        for command in Set(Self.everyCommand()) where command.contains("reboot") {
            let rest = ["'$(reboot)'", "'`reboot`'"].reduce(command) { $0.replacingOccurrences(of: $1, with: "") }
            #expect(!rest.contains("reboot"), "\(command)")
        }
    }

    @Test("no command has a place for the value but its input")
    func noValue() {
        for store in StoreCatalogue.all {
            for command in store.set + store.api {
                #expect(!command.template.contains("{value}") && !command.template.contains("$NEW"), "\(store.id)")
            }
            for command in StoreCommands.render(store, for: nil, at: nil, names: Self.names).set
            where command.input != .prompt && command.input != .editor {
                #expect(command.text.components(separatedBy: "rekey env get").count == 2, "\(command.text)")
            }
        }
    }

    /// Exit status of a program that gets `input`.
    private static func run(_ program: String, _ arguments: [String], input: String) throws -> Int32 {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        pipe.fileHandleForWriting.write(Data(input.utf8))
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
