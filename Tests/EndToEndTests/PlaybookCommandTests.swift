internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// The commands of rekey that playbooks, stores and documents name are ones that the program has, with the options that it has.
@Suite struct PlaybookCommandTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func texts(in folder: String) throws -> [(file: String, line: Int, text: String)] {
        let files = try FileManager.default.contentsOfDirectory(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "toml" }.sorted { $0.path < $1.path }.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                (file.lastPathComponent, $0.offset + 1, String($0.element))
            }
        }
    }

    /// The words of a command from `rekey` to the end of the shell's simple command; placeholders filled in.
    private static func commands(in line: String) -> [String] {
        var commands: [String] = []
        for part in line.split(whereSeparator: { "|;&\"'()".contains($0) }) {
            let words = part.split(separator: " ").map(String.init)
            guard let start = words.firstIndex(of: "rekey") else { continue }
            let end = words[start...].firstIndex { $0 == "<" || $0 == ">" } ?? words.endIndex
            commands.append(words[start..<end].joined(separator: " "))
        }
        return commands
    }

    private static let values = ["{rotation}": "0123456789ab", "{file}": ".env", "{path}": ".env", "{name}": "VAULT_ENC_KEY"]

    @Test("every command parses with the real options", arguments: ["patterns/playbooks", "patterns/stores"])
    func parses(_ folder: String) throws {
        let lines = try Self.texts(in: folder).filter { line in
            let isField = line.text.hasPrefix("command") || line.text.contains("command =")
            return isField || line.text.hasPrefix("rekey ") || line.text.contains("| rekey ") || line.text.hasPrefix("  rekey ")
        }
        let commands = lines.flatMap { line in Self.commands(in: line.text).map { (line, $0) } }
        #expect(commands.count > 1)
        let git = try GitFixture()
        try git.write(".env", "VAULT_ENC_KEY=old\n")
        for (line, command) in commands {
            var filled = command
            for (hole, value) in Self.values { filled = filled.replacing(hole, with: value) }
            let outcome = try Program.run(Array(filled.split(separator: " ").map(String.init).dropFirst()), in: git.path)
            let place = "\(line.file):\(line.line)"
            #expect(!outcome.stderr.contains("Usage:") && outcome.status != 4, "\(place): \(command): \(outcome.stderr)")
            #expect(!outcome.stderr.contains("no such part"), "\(place): \(command)")
        }
    }

    @Test("every command that a sentence names is there", arguments: ["patterns/playbooks", "patterns/stores"])
    func exists(_ folder: String) throws {
        let folderOfHelp = try Workspace()
        var seen: Set<String> = []
        for line in try Self.texts(in: folder) {
            for match in line.text.matches(of: #/\brekey (env|rotate|supabase|hook|rules|baseline) ([a-z]+)/#) {
                let words = [String(match.output.1), String(match.output.2)]
                guard seen.insert(words.joined(separator: " ")).inserted else { continue }
                let help = try Program.run(words + ["--help"], in: folderOfHelp.path)
                #expect(help.stdout.contains("rekey \(words.joined(separator: " "))"), "\(line.file):\(line.line): \(words)")
            }
        }
    }
}
