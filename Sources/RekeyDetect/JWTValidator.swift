internal import RekeyCore
internal import RekeySupabase

/// Judges JSON Web Tokens by their decoded claims.
struct JWTValidator {
    let now: Int64

    /// Accepts only tokens of `wanted`; the classes are listed in `patterns/README.md`.
    func judge(_ subject: ValidationSubject, class wanted: String) -> ValidationOutcome {
        guard let token = JSONWebToken(subject.secret.span) else { return .rejected("no JSON Web Token") }
        let supabase = SupabaseJWT(token, now: now)
        guard className(of: supabase) == wanted else { return .rejected("a token of another kind: \(className(of: supabase))") }
        if supabase.kind == .notSupabase { return other(token, supabase) }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        assessment.severity = supabase.severity
        assessment.evidence = supabase.evidence
        assessment.claim = supabase.demo.isPublic ? .demo : .signedToken
        if case .service(let role) = supabase.kind, role != "service_role", supabase.severity != .info, !supabase.expiry.isExpired {
            assessment.severity = .critical
        }
        if supabase.demo.isPublic { assessment.confidence = .proven }
        return .accepted(assessment)
    }

    private func className(of token: SupabaseJWT) -> String {
        switch token.kind {
        case .service(role: "service_role"): "supabase-service"
        case .service: "supabase-other"
        case .anon: "supabase-anon"
        case .userSession: "supabase-user"
        case .other: "supabase-other"
        case .notSupabase: "other"
        }
    }

    /// Tokens of other issuers: expired ones are low, the sample of jwt.io is nobody's.
    private func other(_ token: JSONWebToken, _ judged: SupabaseJWT) -> ValidationOutcome {
        if token.claims.subject == "1234567890" { return .rejected("the sample token of jwt.io") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        assessment.evidence = judged.evidence
        assessment.claim = .signedToken
        if judged.expiry.isExpired { assessment.severity = .low }
        return .accepted(assessment)
    }
}
