internal import Libcrypto
package import RekeyCore

/// What a parsed token is to Supabase: whose key, from where, how bad, and whether it is one of the public demo keys.
package struct SupabaseJWT: Sendable {
    /// What the token opens.
    package enum Class: Sendable, Equatable {
        /// `service_role` or a role that bypasses row-level security.
        case service(role: String)
        /// `anon`: public by design.
        case anon
        /// A signed-in user.
        case userSession
        /// A Supabase token with another role, or none.
        case other(role: String?)
        case notSupabase
    }

    /// Whether the token is, or is made like, a public demo key.
    package enum Demo: Sendable, Equatable {
        /// The text is in the table of published keys; `name` says which.
        case knownDemo(name: String)
        /// It verifies under a published signing secret or key: anyone can mint it. `origin` says whose.
        case demoSigned(origin: String)
        /// It names the issuer `supabase-demo`, yet verifies under nothing published: minted with a private secret.
        case privatelySigned
        case unknown

        /// Whether the token is worthless against a stack with its own secret.
        package var isPublic: Bool {
            switch self {
            case .knownDemo, .demoSigned: true
            case .privatelySigned, .unknown: false
            }
        }
    }

    package let kind: Class
    package let origin: TokenOrigin
    /// The hosted project, from the `ref` claim or the issuer.
    package let projectRef: ProjectRef?
    package let expiry: TokenExpiry
    package let demo: Demo

    /// Judges `token` at the moment `now`, in seconds since 1970.
    package init(_ token: JSONWebToken, now: Int64) {
        let claims = token.claims
        let issuer = TokenIssuer(claims.issuer)
        kind = Self.classify(claims, issuer)
        origin = TokenOrigin(token, issuer)
        projectRef = claims.ref.flatMap(ProjectRef.init) ?? issuer.projectRef
        expiry = TokenExpiry(expiresAt: claims.expiresAt, now: now)
        demo = Self.demo(token, issuer)
    }

    /// How bad it is that the token leaked; `nil` when it is not Supabase's and the rule must say.
    package var severity: Severity? {
        guard kind != .notSupabase else { return nil }
        if demo.isPublic { return .info }
        switch kind {
        case .service: return expiry.isExpired ? .medium : .critical
        case .anon, .notSupabase: return .info
        case .userSession: return expiry.isExpired || origin == .localSession ? .low : .high
        case .other: return expiry.isExpired ? .low : .medium
        }
    }

    /// Facts for a report, most telling first. Holds no secret bytes.
    package var evidence: [String] {
        var lines: [String] = []
        switch kind {
        case .service(let role): lines.append("role \(role)")
        case .anon: lines.append("role anon")
        case .userSession: lines.append("signed-in user session")
        case .other(let role): lines.append(role.flatMap(\.displayable).map { "role \($0)" } ?? "no readable role")
        case .notSupabase: return [expiry.words]
        }
        if let projectRef { lines.append("project \(projectRef)") }
        lines.append(origin.words)
        lines.append(expiry.words)
        switch demo {
        case .knownDemo(let name): lines.append(name)
        case .demoSigned(let origin): lines.append("signed with the public JWT secret of \(origin)")
        case .privatelySigned: lines.append("issuer supabase-demo, but signed with a private secret")
        case .unknown: break
        }
        return lines
    }
}

extension SupabaseJWT {
    private static func classify(_ claims: JSONWebToken.Claims, _ issuer: TokenIssuer) -> Class {
        let role = claims.role
        if let role, bypassesRowSecurity(role, issuer) { return .service(role: role) }
        switch role {
        case "anon" where issuer.mayBeSupabase: return .anon
        case "authenticated" where claims.subject != nil && isSession(claims, issuer): return .userSession
        default: return issuer.isSupabase || claims.ref.flatMap(ProjectRef.init) != nil ? .other(role: role) : .notSupabase
        }
    }

    /// Roles with `BYPASSRLS` or more. Names that others use too count only without a foreign issuer.
    private static func bypassesRowSecurity(_ role: String, _ issuer: TokenIssuer) -> Bool {
        switch role {
        case "service_role", "supabase_admin": true
        case "postgres": issuer.mayBeSupabase
        default: role.hasPrefix("supabase_") && role.hasSuffix("_admin") && role.displayable != nil
        }
    }

    private static func isSession(_ claims: JSONWebToken.Claims, _ issuer: TokenIssuer) -> Bool {
        issuer.isSupabase || (issuer.mayBeSupabase && claims.audience.contains("authenticated")) || claims.sessionID != nil
    }

    private static func demo(_ token: JSONWebToken, _ issuer: TokenIssuer) -> Demo {
        if let name = token.text.withBytes(DemoDigest.name) { return .knownDemo(name: name) }
        if let secret = DemoJWTSecret.signer(of: token) { return .demoSigned(origin: secret.origin) }
        if token.algorithm == .es256, token.keyID == SigningKey.commandLineDemo.keyID, token.verifies(SigningKey.commandLineDemo) {
            return .demoSigned(origin: DemoJWTSecret.commandLine.origin)
        }
        return issuer == .demo ? .privatelySigned : .unknown
    }
}
