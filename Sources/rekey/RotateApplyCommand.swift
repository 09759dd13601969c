internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey rotate apply`.
struct RotateApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Check a new value, and write it into every file that has the leaked one: all of them or none.",
        discussion: """
            Examples:
              rekey rotate apply f3a91c2b7d10                     asks for the new value without showing it, then before it writes
              pbpaste | rekey rotate apply f3a91c2b7d10           shows what would change
              pbpaste | rekey rotate apply f3a91c2b7d10 --yes
              rekey rotate apply SUPABASE_SERVICE_ROLE_KEY --from-command 'op read op://vault/supabase/key' --yes
              rekey rotate apply f3a91c2b7d10 --file .env.production --yes

            The new value must be of the same kind, project and role, whole, not expired, and not the old one. A value is never taken from
            the command line. `rekey rotate undo` takes the change back until the old value is revoked and verified to be gone.

            Exit status: 0 written or shown, 2 the value or a file was refused and nothing is written, 3 some file could not be read.
            """)

    @Argument(help: ArgumentHelp("ID of a finding, or name of the variable. Default: the only rotation.", valueName: "ID|NAME"))
    var subject: String?

    @Option(help: ArgumentHelp("Read the value from a file, such as <(command).", valueName: "file"))
    var fromFile: String?

    @Option(help: ArgumentHelp("Read the value from what a shell command prints.", valueName: "command"))
    var fromCommand: String?

    @Option(help: ArgumentHelp("Change this file only; may be repeated. Default: every file with the old value.", valueName: "file"))
    var file: [String] = []

    @Flag(name: .shortAndLong, help: "Write without asking. Without it and without a terminal the change is only shown.")
    var yes = false

    @Flag(help: "Show what would change, and write nothing.")
    var dryRun = false

    @Flag(help: "Let a webhook post to another space, workspace or tenant than the old one.")
    var allowOtherSpace = false

    @Flag(help: "Change files that git tracks, too, which are no env files. What is committed there is leaked again.")
    var includeTracked = false

    @Argument(help: ArgumentHelp("Refused: a value is never an argument. `-` stands for standard input.", visibility: .hidden))
    var given: [String] = []

    func run() throws {
        var request = ApplyRequest(try SecretInput.asked(file: fromFile, command: fromCommand, given: given))
        request.naming = try subject.map { subject throws(Trouble) in try SecretNaming(argument: subject) }
        request.files = file
        request.isConfirmed = yes
        request.isRehearsal = dryRun
        request.allowsOtherSpace = allowOtherSpace
        request.includesTracked = includeTracked
        let status = try RotateApplySession(request, Surroundings.current()).run()
        if status != .success { throw StatusError(status: status) }
    }
}

/// `rekey rotate undo`.
struct RotateUndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Bring files back to what they held before rekey rotate apply or rekey supabase mint changed them.",
        discussion: """
            Examples:
              rekey rotate undo                       the only change that is remembered
              rekey rotate undo f3a91c2b7d10          the last change of this rotation; its step is open again
              rekey rotate undo --forget mint-1764000000      keep no copy of the old values any more

            What the files held is kept in .git/rekey/, encrypted, until the rotation is verified. A file that was changed meanwhile is
            left alone, and with it all others of the change.
            """)

    @Argument(help: "ID of the rotation or the change. Default: the only one.")
    var id: String?

    @Flag(help: "Change no file; remove what is kept for taking the change back.")
    var forget = false

    func run() throws {
        let session = try RotateUndoSession(Surroundings.current())
        if forget { try session.forget(id) } else { try session.undo(id) }
    }
}
