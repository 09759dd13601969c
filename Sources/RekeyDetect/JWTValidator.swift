internal import RekeyCore
internal import RekeySupabase

/// Judges JSON Web Tokens by their decoded claims. One thread at a time.
final class JWTValidator {
    private let now: Int64
    /// The token read last: the rules of all classes ask about the same one in turn.
    private var last: (bytes: [UInt8], read: (token: JSONWebToken, judged: SupabaseJWT)?) = ([], nil)

    /// `now` is seconds since 1970, for expiry.
    init(now: Int64) { self.now = now }

    private func read(_ bytes: [UInt8]) -> (token: JSONWebToken, judged: SupabaseJWT)? {
        if last.bytes == bytes { return last.read }
        let token = JSONWebToken(bytes.span)
        last = (bytes, token.map { ($0, SupabaseJWT($0, now: now)) })
        return last.read
    }

    /// Accepts only tokens of `wanted`; the classes are listed in `patterns/README.md`.
    func judge(_ subject: ValidationSubject, class wanted: String) -> ValidationOutcome {
        guard let (token, supabase) = read(subject.secret) else { return .rejected("no JSON Web Token") }
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

    /// Accepts a text that ends in a JSON Web Token of whatever issuer; what stands before its first part is the prefix of a format.
    func judgeInside(_ subject: ValidationSubject) -> ValidationOutcome {
        guard let start = subject.secret.firstRange(of: Array("eyJ".utf8))?.lowerBound,
            let (token, judged) = read(Array(subject.secret[start...]))
        else { return .rejected("no JSON Web Token behind the prefix") }
        return other(token, judged)
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
        if token.claims.subject == "1234567890" { return .disproved("the sample token of jwt.io") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        assessment.evidence = judged.evidence
        assessment.claim = .signedToken
        if judged.expiry.isExpired { assessment.severity = .low }
        return .accepted(assessment)
    }
}
