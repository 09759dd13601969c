/// What made a Supabase token, told from the shape of its claims.
///
/// Source: supabase/cli `pkg/config/apikeys.go`, supabase/supabase `docker/utils/*.sh` and `docker/.env.example`, and samples of hosted keys.
package enum TokenOrigin: Sendable, Equatable, CaseIterable {
    case hosted, hostedWithoutRef
    case commandLine, commandLineWithoutExpiry, commandLineSigningKey, commandLineTypeScript
    case selfHostedExample, selfHostedScript, selfHostedAsymmetric
    case hostedSession, localSession, otherSession
    case unknown

    /// Lifetimes that give a maker away, in seconds.
    private static let tenJulianYears: Int64 = 315_576_000
    private static let tenYears: Int64 = 315_360_000
    private static let fiveYears: Int64 = 157_680_000
    /// 2032-11-11, the fixed expiry of the CLI's keys.
    private static let commandLineExpiry: Int64 = 1_983_812_996
    /// 2022-01-09 and 2027-01-09, issue and expiry of the self-hosted example keys.
    private static let exampleIssue: Int64 = 1_641_769_200
    private static let exampleExpiry: Int64 = 1_799_535_600

    init(_ token: JSONWebToken, _ issuer: TokenIssuer) {
        let claims = token.claims
        let isAsymmetric = token.algorithm == .es256 || token.algorithm == .rs256
        switch issuer {
        case .supabase: self = Self.madeBySupabase(claims, isAsymmetric: isAsymmetric)
        case .demo: self = Self.madeByDemo(claims, isAsymmetric: isAsymmetric)
        case .absent:
            let isKey = claims.role == "anon" || claims.role == "service_role"
            self = isKey && claims.lifetimeSeconds == Self.tenJulianYears ? .hostedWithoutRef : .unknown
        case .hostedAuth: self = .hostedSession
        case .localAuth: self = .localSession
        case .otherAuth: self = .otherSession
        case .foreign: self = .unknown
        }
    }

    private static func madeBySupabase(_ claims: JSONWebToken.Claims, isAsymmetric: Bool) -> TokenOrigin {
        if let ref = claims.ref { return ProjectRef(ref) == nil ? .unknown : .hosted }
        switch claims.lifetimeSeconds {
        case fiveYears: return isAsymmetric ? .selfHostedAsymmetric : .selfHostedScript
        case tenYears where !isAsymmetric: return .commandLineTypeScript
        default: return .unknown
        }
    }

    private static func madeByDemo(_ claims: JSONWebToken.Claims, isAsymmetric: Bool) -> TokenOrigin {
        if isAsymmetric { return .commandLineSigningKey }
        switch (claims.issuedAt, claims.expiresAt) {
        case (nil, nil): return .commandLineWithoutExpiry
        case (nil, commandLineExpiry): return .commandLine
        case (exampleIssue, exampleExpiry): return .selfHostedExample
        default: return .unknown
        }
    }

    /// One phrase for a report.
    package var words: String {
        switch self {
        case .hosted: "hosted project key"
        case .hostedWithoutRef: "old hosted project key, does not name its project"
        case .commandLine: "made by the Supabase CLI for local work"
        case .commandLineWithoutExpiry: "made by an old Supabase CLI for local work"
        case .commandLineSigningKey: "made by the Supabase CLI with a signing key file"
        case .commandLineTypeScript: "made by the newer Supabase CLI for local work"
        case .selfHostedExample: "shaped like the self-hosted example keys"
        case .selfHostedScript: "made by the self-hosted key script"
        case .selfHostedAsymmetric: "made by the self-hosted script for asymmetric keys"
        case .hostedSession: "issued by the Auth server of a hosted project"
        case .localSession: "issued by an Auth server on a local address"
        case .otherSession: "issued by an Auth server under its own domain"
        case .unknown: "unknown maker"
        }
    }
}
