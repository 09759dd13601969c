internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey env`.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "List, read and change the variables of .env files without losing a byte or showing a value.",
        discussion: """
            Examples:
              rekey env list                              names, redacted values, files, and what is wrong with them
              rekey env where STRIPE_SECRET_KEY           every place that uses it, and what a new value needs there
              rekey env get STRIPE_SECRET_KEY | gh secret set STRIPE_SECRET_KEY
              rekey env set STRIPE_SECRET_KEY             asks for the new value without showing it
            """,
        subcommands: [EnvListCommand.self, EnvGetCommand.self, EnvSetCommand.self, EnvWhereCommand.self])
}

/// `rekey env list`.
struct EnvListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the variables of env files, with their values redacted.",
        discussion: """
            Examples:
              rekey env list                   every env file of the repository, ignored ones too
              rekey env list .env .env.local   these files
              rekey env list --format json

            Says which values differ between files, which names stand twice, which programs read a line differently, and which files git
            tracks or others can read, with the command that mends it.

            Exit status: 0 listed, 2 no such file, 3 a file could not be read.
            """)

    @Argument(help: "Files to list. Default: all env files below the root of the repository.")
    var files: [String] = []

    @Option(help: "Form of the answer: text or json.")
    var format: EnvRequest.Format = .text

    func run() throws {
        let status = try EnvSession(Surroundings.current()).list(files, format)
        if status != .success { throw StatusError(status: status) }
    }
}

/// `rekey env get`.
struct EnvGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Write the value of a variable into a pipe or a file, never to a terminal.",
        discussion: """
            Examples:
              rekey env get SUPABASE_SECRET_KEY | gh secret set SUPABASE_SECRET_KEY
              rekey env get SUPABASE_SECRET_KEY --file .env.production | vercel env add SUPABASE_SECRET_KEY production
              (umask 077; rekey env get JWT_SECRET > jwt-secret.txt)

            The value is the one that npm dotenv and docker compose read, without a line end behind it. Where other programs read something
            else, that is said on standard error. Files with different values are refused: name one with --file.
            """)

    @Argument(help: "The variable.")
    var name: String

    @Option(help: ArgumentHelp("Read this file only.", valueName: "file"))
    var file: String?

    func run() throws { try EnvSession(Surroundings.current()).get(name, file) }
}

/// `rekey env where`.
struct EnvWhereCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "where",
        abstract: "Show every place that uses a variable or its value, and what a new value needs there.",
        discussion: """
            Examples:
              rekey env where SUPABASE_SERVICE_ROLE_KEY
              rekey env where SUPABASE_SERVICE_ROLE_KEY --format json

            Looks at env files, compose services, Dockerfiles, Kubernetes, pipelines, hosting, Terraform, SQL, scripts and code, and follows
            names that are handed on under another name. A copy of the value that env files hold is found too.

            Exit status: 0 places found, 2 none, 3 a file could not be read.
            """)

    @Argument(help: "The variable.")
    var name: String

    @Option(help: "Form of the answer: text or json.")
    var format: EnvRequest.Format = .text

    func run() throws {
        let status = try EnvSession(Surroundings.current()).usage(of: name, format)
        if status != .success { throw StatusError(status: status) }
    }
}

extension EnvRequest.Format: ExpressibleByArgument {}
