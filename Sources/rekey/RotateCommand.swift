internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyRotation

/// `rekey rotate`.
struct RotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Replace a leaked secret: a plan, its steps, and proof that the old one is gone.",
        discussion: """
            Examples:
              rekey rotate plan f3a91c2b7d10              what the secret can do, where it lies, and what has to be done, in order
              rekey rotate steps f3a91c2b7d10             start the rotation: the steps, and what is done of them
              rekey rotate done contain.tell --evidence "issue 17"
              rekey rotate apply f3a91c2b7d10             write the new value into all files, after it was checked
              rekey rotate status                         exit status 1 while steps are open
              rekey rotate verify --log deploy.log        proof that the old value is gone, and the new one where it belongs
              rekey rotate report > evidence.md           who did what when, with which proof
            """,
        subcommands: [
            RotatePlanCommand.self, RotateApplyCommand.self, RotateStepsCommand.self, RotateDoneCommand.self, RotateStatusCommand.self,
            RotateVerifyCommand.self, RotateReportCommand.self, RotateUndoCommand.self,
        ])
}

extension Abuse: ExpressibleByArgument {}

extension RotationFormat: ExpressibleByArgument {}

/// How `plan` and `steps` are told which secret is meant, and what the user knows of it.
struct RotationOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("ID of a finding, or name of the variable that holds the secret.", valueName: "ID|NAME"))
    var subject: String?

    @Flag(help: "Read the leaked secret from standard input; it is shown nowhere.")
    var valueFromStdin = false

    @Option(
        help: ArgumentHelp(
            "The variable that holds the secret, where no file tells: for one from standard input, or gone from the work tree.",
            valueName: "name"))
    var variable: String?

    @Option(help: ArgumentHelp("The env file that holds the secret and will hold the new one, where there are several.", valueName: "file"))
    var file: String?

    @Option(help: "Whether somebody uses the leaked secret: now, unknown or no. It decides the order of the steps. Default: unknown.")
    var abuse: Abuse?

    @Option(help: ArgumentHelp("Who can read the remotes: public, private or unknown. Default: unknown.", valueName: "who"))
    var remotes: Exposure.Visibility = .unknown

    @Option(help: ArgumentHelp("A log or other file that may hold the secret; may be repeated.", valueName: "file"))
    var log: [String] = []

    /// The request, `nil` when no secret is named. Reads standard input where asked to.
    func request() throws -> PlanRequest? {
        guard let naming = try naming() else { return nil }
        var request = PlanRequest(naming)
        request.abuse = abuse ?? .unknown
        request.visibility = remotes
        request.file = file
        request.logs = log
        request.variable = valueFromStdin ? nil : try variable.map(Self.name)
        return request
    }

    private func naming() throws -> SecretNaming? {
        if valueFromStdin {
            guard subject == nil || variable == nil else {
                throw Trouble("two names for one secret", next: "give --variable or the argument, not both")
            }
            let value = try SecretInput.standardInput.read("the leaked secret")
            return .value(value, variable: try (variable ?? subject).map(Self.name))
        }
        return try subject.map { subject throws(Trouble) in try SecretNaming(argument: subject) }
    }

    private static func name(_ text: String) throws(Trouble) -> String {
        switch try SecretNaming(argument: text) {
        case .id(let name), .name(let name): name
        case .value: text
        }
    }
}

extension Exposure.Visibility: ExpressibleByArgument {}

/// `rekey rotate plan`.
struct RotatePlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say what a leaked secret can do, where it lies, what breaks, and every step of replacing it. Writes nothing.",
        discussion: """
            Examples:
              rekey rotate plan f3a91c2b7d10                      by the ID that rekey scan shows
              rekey rotate plan SUPABASE_SERVICE_ROLE_KEY --file .env.production
              rekey rotate plan f3a91c2b7d10 --abuse now          revoke first, and accept an outage
              rekey rotate plan f3a91c2b7d10 --log deploy.log --remotes public
              pbpaste | rekey rotate plan --value-from-stdin --variable STRIPE_API_KEY
              rekey rotate plan f3a91c2b7d10 --format markdown    for the incident issue

            Commands in it take the new value from a pipe: it stands in no argument, no history and no file that was not there before.
            """)

    @OptionGroup var options: RotationOptions

    @Option(help: "Form of the plan: text, markdown or json.")
    var format: RotationFormat = .text

    func run() throws {
        guard let request = try options.request() else {
            throw Trouble(
                "no secret named", next: "give the ID that rekey scan shows, the name of a variable, or --value-from-stdin")
        }
        let status = try RotateSession(Surroundings.current()).plan(request, format)
        if status != .success { throw StatusError(status: status) }
    }
}

/// `rekey rotate steps`.
struct RotateStepsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steps",
        abstract: "Start a rotation, or show the steps of one that is under way.",
        discussion: """
            Examples:
              rekey rotate steps f3a91c2b7d10                     starts it when it was not; then shows what is open in full
              rekey rotate steps                                  the same while only one rotation is under way
              rekey rotate steps f3a91c2b7d10 --abuse now         makes the plan again; what is done stays done
              rekey rotate steps --format markdown                with ticked boxes, for the incident issue

            The state, without any secret, lies in .git/rekey/rotations/.
            """)

    @OptionGroup var options: RotationOptions

    @Option(help: "Form of the steps: text, markdown or json.")
    var format: RotationFormat = .text

    func run() throws {
        let status = try RotateSession(Surroundings.current()).steps(try options.request(), isAbuseTold: options.abuse != nil, format)
        if status != .success { throw StatusError(status: status) }
    }
}
