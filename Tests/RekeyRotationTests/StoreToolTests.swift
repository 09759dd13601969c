internal import Foundation
internal import RekeyCore
internal import Testing

@testable internal import RekeyRotation

/// The commands of the stores, shown to the tools themselves where they are installed. Nothing here reaches a network.
@Suite struct StoreToolTests {
    private static let names = StoreCommands.Names(newValue: "printf %s value")

    /// Every rendered command of every store that calls `tool`, cut at the pipes outside quotes.
    private static func calls(of tool: String) -> [String] {
        StoreCatalogue.all.flatMap { store -> [String] in
            let known = Dictionary(uniqueKeysWithValues: SecretStore.Placeholder.allCases.map { ($0, "x") })
            let names = StoreCommands.Names(newValue: Self.names.newValue, known: known)
            let commands = StoreCommands.render(store, for: nil, at: nil, names: names)
            return (commands.set + commands.list + commands.after).flatMap { parts($0.text) }.filter { $0.hasPrefix(tool + " ") }
        }
    }

    private static func parts(_ command: String) -> [String] {
        var word = ShellWord()
        var parts = [""]
        for character in command {
            let isCut = (character == "|" || character == ";" || character == "&") && !word.isSingleQuoted && !word.isDoubleQuoted
            word.read(String(character))
            if isCut { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.map { $0.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "{}()"))) }
    }

    private static func run(_ command: String) -> (status: Int32, output: String)? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "-o", "pipefail", "-c", command]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        guard (try? process.run()) != nil else { return nil }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private static func isInstalled(_ tool: String) -> Bool { run("command -v \(tool)")?.status == 0 }

    @Test("the tool's own help knows the command and its flags", arguments: ["gh", "kubectl", "ansible-vault", "docker", "systemd-creds"])
    func help(_ tool: String) throws {
        let calls = Self.calls(of: tool)
        #expect(!calls.isEmpty)
        guard Self.isInstalled(tool) else { return }
        // Why: compose is a plugin that docker's client may lack.
        let hasCompose = Self.run("docker compose version")?.status == 0
        for call in Set(calls) where hasCompose || !call.hasPrefix("docker compose") {
            var words = call.split(separator: " ").dropFirst().map(String.init)
            while words.first?.hasPrefix("-") == true { words = Array(words.dropFirst(2)) }
            let command = words.prefix { !$0.hasPrefix("-") && $0 != "x" && !$0.hasPrefix("x_") && !$0.hasPrefix("x/") }.joined(
                separator: " ")
            let help = try #require(Self.run("\(tool) \(command) --help"))
            #expect(help.status == 0, "\(call)")
            let general = tool == "kubectl" ? try #require(Self.run("kubectl options")).output : ""
            for flag in words where flag.hasPrefix("--") && flag.count > 2 {
                let flag = String(flag.prefix { $0 != "=" })
                #expect((help.output + general).contains(flag), "\(call): \(flag)")
            }
        }
    }

    @Test(
        "kubectl makes the whole Secret from a pipe, and the patch is what it takes",
        .enabled(if: isInstalled("kubectl") && isInstalled("jq")))
    func kubectl() throws {
        let value = "a\"b$c\\ d"
        let made = try #require(
            Self.run(
                "printf %s '\(value)' | kubectl -n ns create secret generic web --from-file=k=/dev/stdin --dry-run=client -o json | jq -r '.data.k | @base64d'"
            ))
        #expect(made.output == value + "\n")
        let patched = try #require(
            Self.run("printf %s '\(value)' | base64 -w0 | jq -Rc '{data: {\"k\": .}}' | jq -r '.data.k | @base64d'"))
        #expect(patched.output == value + "\n")
    }

    @Test("every jq program runs and keeps the value", .enabled(if: isInstalled("jq")))
    func jq() throws {
        let value = "a\"b$c\\ <d>&'e"
        for call in Set(Self.calls(of: "jq")) where call.contains("-R") && call.contains("s ") {
            let quoted = value.replacingOccurrences(of: "'", with: "'\\''")
            let result = try #require(Self.run("printf %s '\(quoted)' | \(call)"))
            #expect(result.status == 0, "\(call)")
            guard call.contains("-Rs"), !call.contains("-Rrs") else { continue }
            #expect(result.output.contains(#"a\"b$c\\ <d>&'e"#), "\(call)")
        }
    }

    @Test("ansible-vault reads the value from a pipe", .enabled(if: isInstalled("ansible-vault")))
    func ansible() throws {
        let made = try #require(
            Self.run("printf %s value | ansible-vault encrypt_string --vault-password-file <(printf pw) --stdin-name API_KEY"))
        #expect(made.status == 0 && made.output.contains("API_KEY: !vault"))
        #expect(!made.output.contains("value"))
    }
}
