internal import RekeyCore
internal import RekeySupabase

/// The named offline checks of rule files; `patterns/README.md` tells authors what each does.
struct Validators {
    /// Seconds since 1970, for expiry.
    let now: Int64

    /// Runs one call. A name that nobody implements was refused when the rule was loaded.
    func run(_ call: Rule.ValidatorCall, on subject: ValidationSubject) -> ValidationOutcome {
        switch call.name {
        case "distinct": distinct(subject, minimum: call.arguments["min"].flatMap { Int($0) } ?? 5)
        case "not-hex": notHex(subject)
        case "aws-key-id": AWSKeyID.judge(subject.secret)
        case "private-key": PrivateKeyArmour.judge(subject.secret)
        case "jwt": JWTValidator(now: now).judge(subject, class: call.arguments["class"] ?? "other")
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

    private func notHex(_ subject: ValidationSubject) -> ValidationOutcome {
        subject.secret.allSatisfy(\.isASCIIHexDigit) ? .rejected("all hexadecimal, so more likely a digest") : .accepted(Assessment())
    }
}
