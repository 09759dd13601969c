package import RekeyCore

/// Makes new secrets for a self-hosted Supabase stack, each in the shape that the stack expects.
///
/// Source: supabase/supabase `docker/utils/generate-keys.sh` and `add-new-auth-keys.sh` for lengths, alphabets and field sets.
package struct KeySetMint: Sendable {
    /// What is asked for.
    package struct Request: Sendable {
        package var parts: Set<MintPart>
        /// The JWT secret that stays in use; needed for `.signingKeys` without `.jwt`, else not given.
        package var existingJWTSecret: SecretText?
        /// Seconds since 1970; tokens are issued then.
        package var now: Int64

        package init(parts: Set<MintPart>, existingJWTSecret: SecretText? = nil, now: Int64) {
            self.parts = parts
            self.existingJWTSecret = existingJWTSecret
            self.now = now
        }
    }

    let random: RandomSource
    /// Draws before a text that looks like a placeholder counts as a broken source.
    private static let attempts = 16
    /// From 1970 until tokens would expire after the year 9999, in seconds since 1970.
    private static let usableTimes = 0..<(253_402_300_800 - MintedToken.lifetime)

    package init(random: RandomSource = .libcrypto) { self.random = random }

    /// Makes and checks a set. Nothing of it is used anywhere yet.
    package func mint(_ request: Request) throws(MintFault) -> MintedKeySet {
        guard !request.parts.isEmpty else { throw .nothingAsked }
        guard Self.usableTimes.contains(request.now) else { throw .clockUnusable }
        let secret = try jwtSecret(request)
        var entries: [MintedKeySet.Entry] = []
        var keyID: String?
        for part in MintPart.allCases where request.parts.contains(part) {
            var values: [SecretText]
            switch (part, secret) {
            case (.jwt, .some(let secret)): values = try tokens(signedWith: secret, now: request.now)
            case (.signingKeys, .some(let secret)):
                let keys = try MintedSigningKeys(random: random, jwtSecret: secret, now: request.now)
                (values, keyID) = (keys.values, keys.keyID)
            default: values = try simpleValues(part)
            }
            guard values.count == part.variables.count else { throw .unsound(variable: part.rawValue) }
            for (name, value) in zip(part.variables, values) {
                entries.append(MintedKeySet.Entry(name: name, value: value, part: part))
            }
        }
        let hasTokens = !request.parts.isDisjoint(with: [.jwt, .signingKeys])
        let set = MintedKeySet(
            entries: entries, parts: request.parts, keyID: keyID,
            expiresAt: hasTokens ? MintedToken.expiry(issuedAt: request.now) : nil)
        try MintedSetCheck(set, jwtSecret: secret, now: request.now).run()
        return set
    }

    /// The secret that tokens of this run are signed with or key sets embed; `nil` when none is needed.
    private func jwtSecret(_ request: Request) throws(MintFault) -> SecretText? {
        guard !request.parts.contains(.jwt) else {
            guard request.existingJWTSecret == nil else { throw .jwtSecretNotUsed }
            // 40 characters.
            return try drawn { (random) throws(MintFault) in try random.base64Text(bytes: 30) }
        }
        guard request.parts.contains(.signingKeys) else {
            guard request.existingJWTSecret == nil else { throw .jwtSecretNotUsed }
            return nil
        }
        guard let given = request.existingJWTSecret else { throw .jwtSecretMissing }
        if let weakness = given.withBytes(JWTSecretWeakness.found) { throw .jwtSecretUnusable(weakness) }
        return given
    }

    private func tokens(signedWith secret: SecretText, now: Int64) throws(MintFault) -> [SecretText] {
        [
            secret, try MintedToken.hs256(role: .anon, now: now, secret: secret),
            try MintedToken.hs256(role: .service, now: now, secret: secret),
        ]
    }

    /// The values of a part that needs no other.
    private func simpleValues(_ part: MintPart) throws(MintFault) -> [SecretText] {
        switch part {
        case .jwt, .signingKeys: throw .jwtSecretMissing
        case .apiKeys: [try apiKey(.publishable), try apiKey(.secret)]
        // Why: the manual asks for at least one letter in the password of Studio, and for no character that a URL would change.
        case .postgresPassword, .dashboardPassword, .minio: [try hexadecimal(bytes: 16)]
        case .secretKeyBase: [try base64(bytes: 48)]
        case .realtimeKey: [try hexadecimal(bytes: 8)]
        case .vaultKey: [try hexadecimal(bytes: 16)]
        case .metaKey: [try base64(bytes: 24)]
        case .logflare: [try base64(bytes: 24), try base64(bytes: 24)]
        case .s3: [try hexadecimal(bytes: 16), try hexadecimal(bytes: 32)]
        }
    }

    private func hexadecimal(bytes count: Int) throws(MintFault) -> SecretText {
        try drawn { (random) throws(MintFault) in try random.hexadecimalText(bytes: count) }
    }

    private func base64(bytes count: Int) throws(MintFault) -> SecretText {
        try drawn { (random) throws(MintFault) in try random.base64Text(bytes: count) }
    }

    private func apiKey(_ kind: SupabaseAPIKey.Kind) throws(MintFault) -> SecretText {
        let body = try drawn { (random) throws(MintFault) in try random.base64URLText(characters: SupabaseAPIKey.randomCount) }
        let unsigned = Array(kind.rawValue.utf8) + body.revealedBytes
        return SecretText(unsigned + [UInt8(ascii: "_")] + SupabaseAPIKey.checksum(of: unsigned, for: SupabaseAPIKey.selfHostedRef))
    }

    /// A random text that nothing takes for a placeholder or a number.
    private func drawn(_ draw: (RandomSource) throws(MintFault) -> [UInt8]) throws(MintFault) -> SecretText {
        for _ in 0..<Self.attempts {
            let text = try draw(random)
            let isPlain = text.contains(where: \.isASCIILetter) && text.contains(where: \.isASCIIDigit)
            if isPlain, !PlaceholderText.isFiller(text), !PlaceholderText.isPlaceholder(text) { return SecretText(text) }
        }
        throw .randomUnavailable
    }
}
