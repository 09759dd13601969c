internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey rotate verify`.
struct RotateVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove offline that the old value is gone and the new one is where it belongs.",
        discussion: """
            Examples:
              rekey rotate verify                                 the only rotation
              rekey rotate verify f3a91c2b7d10 --log deploy.log --log image.tar
              rekey rotate verify --compose-file <(docker compose config)
              rekey rotate verify --value-from-stdin < old-key.txt

            Looks at the work tree with the env files that git ignores, the index, the newest commit of every branch, history, and what is
            named. The old value is recognised by its ID, also in encoded forms; giving it finds it in a few more. What is left in history
            only is told and is no failure. The outcome becomes evidence of the rotation's own step; once the old value is revoked, the
            encrypted copy that `rekey rotate undo` needs is removed.

            Exit status: 0 proven, 1 something is left, 3 something could not be read.
            """)

    @Argument(help: "ID of the rotation. Default: the only one.")
    var id: String?

    @Option(help: ArgumentHelp("A log, archive or saved image to look into; may be repeated.", valueName: "file"))
    var log: [String] = []

    @Option(help: ArgumentHelp("The output of docker compose config.", valueName: "file"))
    var composeFile: String?

    @Flag(help: "Run docker compose config here, and look into what it says.")
    var compose = false

    @Flag(help: "Read the old value from standard input; it is shown nowhere.")
    var valueFromStdin = false

    @Flag(help: "Code may still read a name that no file gives a value: a store does.")
    var nameStays = false

    func run() throws {
        var request = VerifyRequest()
        request.id = id?.lowercased()
        request.logs = log
        request.composeFile = composeFile
        request.runsCompose = compose
        request.readsValue = valueFromStdin
        request.nameStays = nameStays
        let status = try RotateVerifySession(request, Surroundings.current()).run()
        if status != .success { throw StatusError(status: status) }
    }
}
