internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey supabase`.
struct SupabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supabase",
        abstract: "Explain a Supabase key offline, or make new keys for a self-hosted stack.",
        discussion: """
            Examples:
              rekey supabase inspect < key.txt        what a key is, whose, until when, and whether it was copied whole
              rekey supabase mint jwt --file .env     a new JWT secret with its anon and service_role key
            """,
        subcommands: [SupabaseInspectCommand.self, SupabaseMintCommand.self])
}

/// `rekey supabase inspect`.
struct SupabaseInspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what a Supabase key from standard input is, without asking anybody.",
        discussion: """
            Examples:
              rekey supabase inspect < key.txt
              pbpaste | rekey supabase inspect --project abcdefghijklmnopqrst
              grep '^SERVICE_ROLE_KEY=' .env | rekey supabase inspect --jwt-secret-file <(grep '^JWT_SECRET=' .env)
              grep '^VAULT_ENC_KEY=' .env | rekey supabase inspect --variable VAULT_ENC_KEY

            Reads sb_secret_ and sb_publishable_ keys, legacy keys (JWT), sbp_ and sba_ tokens, JWKs, database URLs, hook secrets, and by
            their variable JWT secrets and S3 keys. The key itself is never shown.

            Exit status: 0 the key is whole, 1 it is damaged, expired or not genuine, 2 there is nothing to inspect.
            """)

    @Option(help: ArgumentHelp("Hosted project that the key may belong to; the checksum proves it. May be repeated.", valueName: "ref"))
    var project: [String] = []

    @Option(help: ArgumentHelp("Variable that holds the key: tells what a value without a shape of its own is.", valueName: "name"))
    var variable: String?

    @Option(help: ArgumentHelp("File with the JWT secret that should have signed the key.", valueName: "file"))
    var jwtSecretFile: String?

    @Option(help: ArgumentHelp("File with the public keys (JWKS) that should verify the key.", valueName: "file"))
    var jwksFile: String?

    @Argument(help: ArgumentHelp("Refused: a key is read from standard input only.", visibility: .hidden))
    var given: [String] = []

    func run() throws {
        guard given.isEmpty || given == ["-"] else {
            throw Trouble(
                "a key given as an argument is not read",
                why: "other users see arguments while a program runs, and the shell keeps them in its history",
                next: "feed it instead: rekey supabase inspect < FILE; and treat the key as leaked if others use this machine")
        }
        var known = SupabaseSession.Known()
        known.projects = project
        known.variable = variable
        known.secretFile = jwtSecretFile
        known.keysFile = jwksFile
        let status = try SupabaseSession(Surroundings.current()).inspect(known)
        if status != .success { throw StatusError(status: status) }
    }
}

/// `rekey supabase mint`.
struct SupabaseMintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mint",
        abstract: "Make new secrets for a self-hosted stack, in the exact shape it expects.",
        discussion: """
            Examples:
              rekey supabase mint jwt --file .env     written straight into the stack's env file, all or nothing
              rekey supabase mint signing-keys --file .env       with the JWT secret that the file has
              rekey supabase mint VAULT_ENC_KEY --file .env --dry-run
              rekey supabase mint api-keys | ssh host 'cat > new.env'
              (umask 077; rekey supabase mint all > new.env)

            Parts:
            \(parts)
              all                 every one of them

            With --file, variables that are there get new values, missing ones are added at the end, the change is shown without the
            values, and `rekey rotate undo` takes it back. Without it, lines of an env file go to standard output, which must be a pipe
            or a file. Warnings and the services to recreate go to standard error. A hosted project makes its keys in the dashboard.
            """)

    private static var parts: String {
        SupabaseSession.parts.map { name, summary in
            "  \(name)\(String(repeating: " ", count: max(1, 20 - name.utf8.count)))\(summary)"
        }.joined(separator: "\n")
    }

    @Argument(help: ArgumentHelp("What to make; the name of a variable stands for its part.", valueName: "part"))
    var parts: [String] = []

    @Option(help: ArgumentHelp("Env file to write the new values into.", valueName: "env-file"))
    var file: String?

    @Flag(inversion: .prefixedNo, help: "Add variables that the file lacks; else write nothing when one is missing.")
    var add = true

    @Flag(help: "Show what would change in the file, and write nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("File with the JWT secret that stays in use, for signing-keys without jwt.", valueName: "file"))
    var jwtSecretFile: String?

    func run() throws {
        let session = SupabaseSession(Surroundings.current())
        guard let file else {
            guard add, !dryRun else {
                throw Trouble("no file named", why: "--no-add and --dry-run are about a file", next: "add --file .env")
            }
            return try session.mint(parts, secretFile: jwtSecretFile)
        }
        var target = SupabaseSession.MintTarget(file: file)
        target.addsMissing = add
        target.isDryRun = dryRun
        try session.mint(parts, secretFile: jwtSecretFile, into: target)
    }
}
