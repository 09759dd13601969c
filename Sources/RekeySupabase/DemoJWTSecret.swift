internal import RekeyCore

/// The JWT signing secrets that Supabase documents publicly. Whoever runs a stack with one lets anyone mint any role.
package enum DemoJWTSecret: String, Sendable, CaseIterable {
    /// `JWT_SECRET` of supabase/supabase `docker/.env.example`.
    case selfHosted = "your-super-secret-jwt-token-with-at-least-32-characters-long"
    /// `auth.jwt_secret` of a stack started by the Supabase CLI.
    case commandLine = "super-secret-jwt-token-with-at-least-32-characters-long"

    /// Where the secret is published, in words.
    package var origin: String {
        switch self {
        case .selfHosted: "the self-hosted example"
        case .commandLine: "the Supabase CLI"
        }
    }

    /// The public secret that signed `token`; `nil` when neither did.
    package static func signer(of token: JSONWebToken) -> DemoJWTSecret? {
        allCases.first { token.verifies(secret: $0.rawValue) }
    }

    /// The public secret whose text is `bytes`.
    package static func named(by bytes: Span<UInt8>) -> DemoJWTSecret? {
        // Why: making a string to compare costs more than most of what asks.
        guard allCases.contains(where: { $0.rawValue.utf8.count == bytes.count }) else { return nil }
        return DemoJWTSecret(rawValue: String(decoding: bytes.copied(), as: UTF8.self))
    }
}
