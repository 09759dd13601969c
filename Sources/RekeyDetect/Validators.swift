internal import RekeyCore
internal import RekeySupabase

/// The named offline checks of rule files; `patterns/README.md` tells authors what each does.
struct Validators {
    private let tokens: JWTValidator

    /// `now` is seconds since 1970, for expiry.
    init(now: Int64) { tokens = JWTValidator(now: now) }

    /// Runs one call. A name that nobody implements was refused when the rule was loaded.
    func run(_ call: Rule.ValidatorCall, on subject: ValidationSubject) -> ValidationOutcome {
        switch call.name {
        case "distinct": distinct(subject, minimum: call.arguments["min"].flatMap { Int($0) } ?? 5)
        case "not-hex": notHex(subject)
        case "stored": stored(subject)
        case "aws-key-id": AWSKeyID.judge(subject.secret)
        case "private-key": PrivateKeyArmour.judge(subject.secret)
        case "jwt": tokens.judge(subject, class: call.arguments["class"] ?? "other")
        case "jwk": SupabaseValidators.signingKey(subject)
        case "jwt-secret": SupabaseValidators.signingSecret(subject)
        case "supabase-key": SupabaseValidators.apiKey(subject)
        case "supabase-demo": SupabaseValidators.demoValue(subject, variable: call.arguments["variable"])
        case "database-url": SupabaseValidators.databaseURL(subject)
        default: .accepted(Assessment())
        }
    }

    private func distinct(_ subject: ValidationSubject, minimum: Int) -> ValidationOutcome {
        let distinct = Entropy.distinct(subject.secret.span)
        return distinct >= minimum ? .accepted(Assessment()) : .rejected("placeholder: only \(distinct) different characters")
    }

    /// Values that a program stored in its own format: only references and filler of one character are none.
    private func stored(_ subject: ValidationSubject) -> ValidationOutcome {
        if Placeholder.isReference(subject.secret.span) { return .rejected("a reference to a value kept elsewhere") }
        guard Entropy.distinct(subject.secret.span) > 2 else { return .rejected("placeholder: one or two different characters") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        return .accepted(assessment)
    }

    private func notHex(_ subject: ValidationSubject) -> ValidationOutcome {
        subject.secret.allSatisfy(\.isASCIIHexDigit) ? .rejected("all hexadecimal, so more likely a digest") : .accepted(Assessment())
    }
}
