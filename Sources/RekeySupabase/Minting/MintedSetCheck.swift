internal import RekeyCore

/// Reads a new set back with the parsers that judge foreign keys, before anybody gets it.
struct MintedSetCheck {
    private let set: MintedKeySet
    private let jwtSecret: SecretText?
    private let now: Int64

    init(_ set: MintedKeySet, jwtSecret: SecretText?, now: Int64) {
        self.set = set
        self.jwtSecret = jwtSecret
        self.now = now
    }

    /// Throws `.unsound` with the first variable that does not hold what it should.
    func run() throws(MintFault) {
        var seen: Set<SecretText> = []
        for entry in set.entries {
            guard isSound(entry), seen.insert(entry.value).inserted else { throw .unsound(variable: entry.name) }
        }
    }

    private func isSound(_ entry: MintedKeySet.Entry) -> Bool {
        guard !entry.value.withBytes({ DemoValue.isDemo(variable: entry.name, value: $0) }) else { return false }
        switch entry.name {
        case "JWT_SECRET": return entry.value.count == 40 && entry.value.withBytes(JWTSecretWeakness.found) == nil
        case "ANON_KEY", "SERVICE_ROLE_KEY": return isToken(entry, role: role(entry.name), origin: .selfHostedScript)
        case "ANON_KEY_ASYMMETRIC", "SERVICE_ROLE_KEY_ASYMMETRIC":
            return isToken(entry, role: role(entry.name), origin: .selfHostedAsymmetric)
        case "SUPABASE_PUBLISHABLE_KEY": return isKey(entry.value, .publishable)
        case "SUPABASE_SECRET_KEY": return isKey(entry.value, .secret)
        case "JWT_KEYS": return isKeySet(entry.value, signs: true)
        case "JWT_JWKS": return isKeySet(entry.value, signs: false)
        default: return Self.lengths[entry.name] == entry.value.count && entry.value.withBytes(Self.isPlain)
        }
    }

    private func role(_ name: String) -> SupabaseJWT.Class { name.hasPrefix("ANON") ? .anon : .service(role: "service_role") }

    private func isToken(_ entry: MintedKeySet.Entry, role: SupabaseJWT.Class, origin: TokenOrigin) -> Bool {
        guard let token = entry.value.withBytes({ JSONWebToken($0) }) else { return false }
        let judged = SupabaseJWT(token, now: now)
        guard judged.kind == role, judged.origin == origin, judged.demo == .unknown, !judged.expiry.isExpired else { return false }
        guard token.claims.issuedAt == now, token.claims.expiresAt == set.expiresAt else { return false }
        if origin == .selfHostedScript { return jwtSecret.map { $0.withBytes { token.verifies(secret: $0) } } ?? false }
        let keys = (set["JWT_JWKS"] ?? SecretText([])).withBytes { SigningKey.parse($0) }
        return token.keyID == set.keyID && keys.contains { $0.kind == .p256 && $0.keyID == token.keyID && token.verifies($0) }
    }

    private func isKey(_ value: SecretText, _ kind: SupabaseAPIKey.Kind) -> Bool {
        guard let key = value.withBytes({ SupabaseAPIKey($0) }) else { return false }
        return key.kind == kind && key.isSelfHosted && !key.isPlaceholder
    }

    private func isKeySet(_ value: SecretText, signs: Bool) -> Bool {
        let keys = value.withBytes { SigningKey.parse($0) }
        guard keys.count == 2, let first = keys.first, let last = keys.last else { return false }
        return first.kind == .p256 && first.keyID == set.keyID && first.hasPrivateMembers == signs && last.kind == .symmetric
            && last.secret == jwtSecret
    }

    /// Characters of the values that are plain text. Source: what `generate-keys.sh` of supabase/supabase writes.
    private static let lengths = [
        "POSTGRES_PASSWORD": 32, "DASHBOARD_PASSWORD": 32, "SECRET_KEY_BASE": 64, "REALTIME_DB_ENC_KEY": 16, "VAULT_ENC_KEY": 32,
        "PG_META_CRYPTO_KEY": 32, "LOGFLARE_PUBLIC_ACCESS_TOKEN": 32, "LOGFLARE_PRIVATE_ACCESS_TOKEN": 32,
        "S3_PROTOCOL_ACCESS_KEY_ID": 32, "S3_PROTOCOL_ACCESS_KEY_SECRET": 64, "MINIO_ROOT_PASSWORD": 32,
    ]

    /// Letters, digits, `+` and `/` only: what every reader of env files gives back unchanged without quotes.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !(text[index].isASCIIAlphanumeric || text[index] == 0x2B || text[index] == 0x2F) { return false }
        return true
    }
}
