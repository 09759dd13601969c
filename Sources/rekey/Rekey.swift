internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// The command line.
@main
struct Rekey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey",
        abstract: "Finds leaked credentials before they are committed, and wherever they already are.",
        discussion: """
            Start with:
              rekey scan                 the repository or folder you stand in
              rekey scan --staged        what the next commit would add
              rekey hook install         block such commits from now on
              rekey explain ID           why something was reported, and what to do

            Exit status: 0 nothing found, 1 findings, 2 usage or configuration error, 3 something could not be read, 4 a bug in rekey.
            """,
        version: Version.text,
        subcommands: [
            ScanCommand.self, RedactCommand.self, ExplainCommand.self, RulesCommand.self, HookCommand.self, DoctorCommand.self,
            EnvCommand.self,
            RotateCommand.self, SupabaseCommand.self,
        ],
        defaultSubcommand: nil)

    static func main() {
        Console.installSignalHandlers()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if let request = PlainScan.request(arguments) { return try ScanCommand.run(request) }
            var command = try parsed(arguments)
            try command.run()
        } catch let trouble as Trouble {
            Console.complain(trouble)
            exit(withStatus: trouble.status)
        } catch let status as StatusError {
            exit(withStatus: status.status)
        } catch {
            finish(with: error)
        }
    }

    /// The command that was asked for. A plain `rekey scan` is read alone, because a commit hook should not wait until the options of all other
    /// commands are known; help and errors come from the whole tree.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        if arguments.first == "scan", let scan = try? ScanCommand.parse(Array(arguments.dropFirst())) { return scan }
        return try parseAsRoot()
    }

    /// Ends for an error of the argument parser, whose own code for wrong usage is not ours.
    private static func finish(with error: any Error) -> Never {
        let isAsked = exitCode(for: error) == .success
        let text = fullMessage(for: error)
        if isAsked { Console.print(text) } else { Console.complain(text) }
        exit(withStatus: isAsked ? .success : exitCode(for: error) == .validationFailure ? .usage : .fault)
    }

    private static func exit(withStatus status: ExitStatus) -> Never { Process.end(status) }
}
