internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// Help, completion and the manual page come from the same definitions.
@Suite struct HelpTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func run(_ arguments: [String]) throws -> Program.Outcome { try Program.run(arguments, in: workspace.path) }

    @Test("help is an answer: on stdout, status 0", arguments: [[], ["--help"], ["-h"], ["help", "scan"], ["rules"], ["scan", "--help"]])
    func help(_ arguments: [String]) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains("USAGE: rekey"))
        #expect(outcome.stderr.isEmpty)
    }

    @Test("the version is a number")
    func version() throws {
        let outcome = try run(["--version"])
        #expect(outcome.status == 0)
        #expect(outcome.stdout.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
    }

    @Test("every command is said to what end, and so is every option")
    func everythingIsExplained() throws {
        for (path, command) in try Definition.read(run(["--experimental-dump-help"])).everyCommand where command.commandName != "help" {
            #expect(!(command.abstract ?? "").isEmpty, "\(path)")
            for argument in command.arguments ?? [] { #expect(!(argument.abstract ?? "").isEmpty, "\(path) \(argument.longNames)") }
        }
    }

    @Test("completion scripts are written to stdout", arguments: ["bash", "zsh", "fish"])
    func completion(_ shell: String) throws {
        let outcome = try run(["--generate-completion-script", shell])
        #expect(outcome.status == 0)
        #expect(outcome.stderr.isEmpty)
        for word in ["rekey", "scan", "explain", "staged"] { #expect(outcome.stdout.contains(word)) }
        guard shell == "bash" else { return }
        try workspace.write("rekey.bash", outcome.stdout)
        let check = try Program.run(program: "bash", ["-n", "rekey.bash"], in: workspace.path)
        #expect(check.status == 0 && check.stderr.isEmpty)
    }

    @Test("a shell nobody knows is wrong usage")
    func unknownShell() throws { #expect(try run(["--generate-completion-script", "csh"]).status == 2) }

    @Test("the manual page tells the options that there are; docs/install.md says how to make it again")
    func manualPage() throws {
        let page = try String(contentsOf: Golden.folder.appending(path: "../../docs/man/rekey.1"), encoding: .utf8)
        let told = Set(page.matches(of: #/(?m)^\.It Fl (?:[a-z] , )?-([a-z][a-z-]*)/#).map { String($0.output.1) })
        let commands = Set(page.matches(of: #/(?m)^\.It Em (\S+)/#).map { String($0.output.1) })
        let definition = try Definition.read(run(["--experimental-dump-help"]))
        let shown = definition.everyCommand.flatMap { $0.command.arguments ?? [] }.filter { $0.shouldDisplay }
        #expect(told == Set(shown.flatMap(\.longNames)))
        #expect(commands == Set(definition.everyCommand.dropFirst().map(\.command.commandName)))
    }
}

/// What `--experimental-dump-help` says of a command.
private struct Definition: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let abstract: String?
        let names: [Name]?
        let shouldDisplay: Bool

        var longNames: [String] { (names ?? []).filter { $0.kind == "long" }.map(\.name) }
    }

    let commandName: String
    let abstract: String?
    let arguments: [Argument]?
    let subcommands: [Definition]?

    /// The command and all below it, with the words that call it.
    var everyCommand: [(path: String, command: Definition)] {
        [(commandName, self)] + (subcommands ?? []).flatMap(\.everyCommand).map { ("\(commandName) \($0.path)", $0.command) }
    }

    static func read(_ outcome: Program.Outcome) throws -> Definition {
        struct Whole: Decodable {
            let command: Definition
        }
        return try JSONDecoder().decode(Whole.self, from: Data(outcome.stdout.utf8)).command
    }
}
