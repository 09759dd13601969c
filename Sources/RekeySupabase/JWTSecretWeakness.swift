internal import RekeyCore

/// Why a text must not sign tokens.
package enum JWTSecretWeakness: Sendable, Equatable {
    case tooShort(count: Int)
    /// Published by Supabase: anyone can sign with it.
    case published
    case placeholder
    /// It is a key or token, not a secret that signs them.
    case credential
    /// Line ends or other control characters inside, which no env file carries safely.
    case controlCharacters

    /// Fewest bytes. Source: the self-hosting manual of Supabase, and RFC 7518 section 3.2 (256 bits for HS256).
    package static let minimumCount = 32

    /// What is wrong with `secret`; `nil` when nothing is.
    package static func found(in secret: Span<UInt8>) -> JWTSecretWeakness? {
        if DemoJWTSecret.named(by: secret) != nil { return .published }
        let bytes = secret.copied()
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlCharacters }
        if JSONWebToken(secret) != nil || SupabaseAPIKey(secret) != nil || SupabaseAccessToken(secret) != nil { return .credential }
        if PlaceholderText.isPlaceholder(bytes) || Entropy.distinct(secret) < 6 { return .placeholder }
        return bytes.count < minimumCount ? .tooShort(count: bytes.count) : nil
    }

    /// One phrase, as in `the JWT secret is …`.
    package var words: String {
        switch self {
        case .tooShort(let count): "too short: \(count) bytes, at least \(Self.minimumCount) are needed"
        case .published: "published by Supabase as an example, so anyone can sign with it"
        case .placeholder: "a placeholder"
        case .credential: "a key or token, not the secret that signs them"
        case .controlCharacters: "broken over lines or holds control characters"
        }
    }
}
