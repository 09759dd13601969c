internal import RekeyCore
internal import RekeySupabase

/// Connects rule validators to what RekeySupabase knows.
enum SupabaseValidators {
    /// Keys by offset; which project they belong to is known only at the end of the scan.
    static func apiKey(_ subject: ValidationSubject) -> ValidationOutcome {
        guard let key = SupabaseAPIKey(subject.secret.span) else { return .rejected("not the shape of a Supabase API key") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        if key.isCommandLineConstant {
            assessment.severity = .info
            assessment.confidence = .proven
            assessment.evidence = ["the key every local Supabase CLI stack uses"]
            assessment.claim = .demo
            return .accepted(assessment)
        }
        if key.isPlaceholder, !key.isSelfHosted { return .rejected("placeholder") }
        assessment.claim = .supabaseKey
        return .accepted(assessment)
    }

    /// A JSON Web Key that can sign. Escaped JSON is tried with its quotes bare.
    static func signingKey(_ subject: ValidationSubject) -> ValidationOutcome {
        var keys = SigningKey.parse(subject.match.span)
        if keys.isEmpty {
            let bare = subject.match.filter { $0 != UInt8(ascii: "\\") }
            keys = SigningKey.parse(bare.span)
        }
        guard let key = keys.first(where: \.hasPrivateMembers) else { return .rejected("no private or symmetric member") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        assessment.evidence = key.evidence
        if key.isDemo {
            assessment.severity = .info
            assessment.confidence = .proven
            assessment.claim = .demo
            return .accepted(assessment)
        }
        assessment.severity = key.severity
        if let secret = key.secret {
            assessment.secret = secret.revealedBytes
            assessment.claim = .signingSecret
            assessment.evidence.append("holds the JWT secret itself, although a key set looks public")
        }
        return .accepted(assessment)
    }

    /// A secret by its variable name: worth trying on every token of the scan.
    static func signingSecret(_ subject: ValidationSubject) -> ValidationOutcome {
        var assessment = Assessment()
        assessment.claim = .signingSecret
        return .accepted(assessment)
    }

    /// Demo values of the self-hosted stack and the CLI stay silent unless something real is built on them.
    static func demoValue(_ subject: ValidationSubject, variable: String?) -> ValidationOutcome {
        let name = variable ?? subject.variable
        let isDemo = DemoValue.isDemo(variable: name, value: subject.secret.span)
        guard isDemo else { return .accepted(Assessment()) }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        assessment.severity = .info
        assessment.confidence = .proven
        assessment.evidence = ["documented demo value"]
        assessment.claim = .demo
        return .accepted(assessment)
    }

    /// Connections with a real password.
    static func databaseURL(_ subject: ValidationSubject) -> ValidationOutcome {
        guard let url = DatabaseURL(in: subject.match.span, at: 0) else {
            if let reason = Placeholder.reason(subject.secret.span) { return .rejected(reason) }
            return .accepted(Assessment())
        }
        if url.isPlaceholderPassword { return .rejected("placeholder password") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        assessment.evidence = url.evidence
        if url.isLocalDevelopment || url.isDemoPassword { assessment.severity = .info }
        return .accepted(assessment)
    }
}
