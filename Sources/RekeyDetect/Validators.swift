internal import RekeyCore
internal import RekeyRules

/// The named offline checks of rule files; `patterns/README.md` tells authors what each does. One thread at a time.
struct Validators {
    /// Looks at a match with the arguments that the rule gives.
    typealias Check = @Sendable (ValidationSubject, _ arguments: [String: String], Validators) -> ValidationOutcome

    let tokens: JWTValidator
    /// Seconds since 1970.
    let now: Int64

    /// `now` is seconds since 1970, for expiry.
    init(now: Int64) {
        self.now = now
        tokens = JWTValidator(now: now)
    }

    /// Runs one call. A name that nobody implements was refused when the rule was loaded.
    func run(_ call: Rule.ValidatorCall, on subject: ValidationSubject) -> ValidationOutcome {
        Self.byName[call.name]?(subject, call.arguments, self) ?? .accepted(Assessment())
    }

    private static let byName: [String: Check] = checks.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }

    /// What each name does.
    static let checks: [ValidatorName: Check] = [
        .distinct: { subject, arguments, _ in PlainChecks.distinct(subject, minimum: arguments["min"].flatMap { Int($0) } ?? 5) },
        .notHex: { subject, _, _ in PlainChecks.notHex(subject) },
        .stored: { subject, _, _ in PlainChecks.stored(subject) },
        .checksum: { subject, arguments, _ in ProofChecks.checksum(subject, arguments) },
        .encoded: { subject, arguments, _ in ProofChecks.encoded(subject, arguments) },
        .json: { subject, arguments, _ in ProofChecks.json(subject, arguments) },
        .jwt: { subject, arguments, validators in validators.tokens.judge(subject, class: arguments["class"] ?? "other") },
        .jwtInside: { subject, _, validators in validators.tokens.judgeInside(subject) },
        .jwtSecret: { subject, _, _ in SupabaseValidators.signingSecret(subject) },
        .jwk: { subject, _, _ in SupabaseValidators.signingKey(subject) },
        .supabaseKey: { subject, _, _ in SupabaseValidators.apiKey(subject) },
        .supabaseDemo: { subject, arguments, _ in SupabaseValidators.demoValue(subject, variable: arguments["variable"]) },
        .databaseURL: { subject, _, _ in SupabaseValidators.databaseURL(subject) },
        .privateKey: { subject, arguments, _ in ProofChecks.privateKey(subject, arguments) },
        .puttyKey: { subject, _, _ in ProofChecks.puttyKey(subject) },
        .awsKeyID: { subject, _, _ in ProofChecks.awsKeyID(subject) },
        .serviceAccount: { subject, arguments, _ in ProofChecks.serviceAccount(subject, arguments) },
        .signedURL: { subject, arguments, validators in ProofChecks.signedURL(subject, arguments, now: validators.now) },
        .macaroon: { subject, _, _ in ProofChecks.macaroon(subject) },
        .snowflake: { subject, _, _ in ProofChecks.snowflake(subject) },
        .slackToken: { subject, _, _ in ProofChecks.slackToken(subject) },
        .stripeKey: { subject, _, _ in ProofChecks.stripeKey(subject) },
        .basicCredentials: { subject, _, _ in ProofChecks.basicCredentials(subject) },
        .passwordHash: { subject, _, _ in ProofChecks.passwordHash(subject) },
    ]
}
