internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey env set`.
struct EnvSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Give a variable a new value in all env files that have it, or in the named ones.",
        discussion: """
            Examples:
              rekey env set SUPABASE_SECRET_KEY                            asks for the value without showing it
              pbpaste | rekey env set SUPABASE_SECRET_KEY
              rekey env set SUPABASE_SECRET_KEY --from-file new-key.txt --file .env.production
              rekey env set DB_PASSWORD --from-command 'op read op://vault/db/password'
              openssl rand -hex 32 | rekey env set SESSION_SECRET --add --file .env

            A value is never taken from the command line, where other users and the shell's history see it. Only the bytes of the value
            change: quotes are kept where every program that reads env files gets the same value from them. All files change or none.
            """)

    @Argument(help: "The variable.")
    var name: String

    @Option(help: ArgumentHelp("Change this file only; may be repeated. Default: every env file with the name.", valueName: "file"))
    var file: [String] = []

    @Option(help: ArgumentHelp("Read the value from a file, such as <(command).", valueName: "file"))
    var fromFile: String?

    @Option(help: ArgumentHelp("Read the value from what a shell command prints.", valueName: "command"))
    var fromCommand: String?

    @Flag(help: "Add the variable where it is missing: to the named files, else to .env at the root.")
    var add = false

    @Flag(help: "Show what would change, and write nothing.")
    var dryRun = false

    @Argument(help: ArgumentHelp("Refused: a value is never an argument. `-` stands for standard input.", visibility: .hidden))
    var given: [String] = []

    func run() throws {
        var request = EnvRequest.Setting(
            name: name, input: try SecretInput.asked(file: fromFile, command: fromCommand, given: given))
        request.files = file
        request.addsMissing = add
        request.isRehearsal = dryRun
        let status = try EnvSession(Surroundings.current()).set(request)
        if status != .success { throw StatusError(status: status) }
    }
}
