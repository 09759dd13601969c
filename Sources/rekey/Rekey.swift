internal import ArgumentParser

/// The command line.
@main
struct Rekey: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rekey", abstract: "Finds leaked credentials.", version: "0.1.0")
}
