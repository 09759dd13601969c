extension MintPart {
    /// What breaks or must be done besides recreating services; empty when nothing does. One sentence each.
    ///
    /// `parts` are all that are replaced together.
    package func warnings(among parts: Set<MintPart>) -> [String] {
        switch self {
        case .jwt: jwtWarnings(parts)
        case .apiKeys: ["the old publishable and secret key stop working when kong is recreated; sessions of users survive"]
        case .signingKeys: signingKeyWarnings(parts)
        case .postgresPassword:
            [
                "POSTGRES_PASSWORD in .env does not change the database: change the 12 roles inside it too, with utils/db-passwd.sh, "
                    + "or every service is locked out"
            ]
        case .dashboardPassword: ["whoever is signed in to Studio is asked for the new password"]
        case .secretKeyBase: ["sessions of the Realtime and Supavisor dashboards end"]
        case .realtimeKey:
            ["Realtime can no longer read its stored tenants: seed them again, by clearing _realtime.tenants before it starts"]
        case .vaultKey:
            [
                "Supavisor can no longer read its stored tenants: recreate the schema _supavisor before it starts, so that they are seeded "
                    + "again (Supabase Vault is not touched: its key is not VAULT_ENC_KEY)"
            ]
        case .metaKey: ["Studio and postgres-meta must be recreated at the same time: each decrypts what the other encrypts"]
        case .logflare: ["senders of logs outside the stack need the new public token"]
        case .s3: ["S3 clients need both new values at the moment storage is recreated"]
        case .minio: ["Storage reaches MinIO with the same password: recreate both at the same time"]
        }
    }

    private func jwtWarnings(_ parts: Set<MintPart>) -> [String] {
        var warnings = [
            "every user is signed out, and the old ANON_KEY and SERVICE_ROLE_KEY stop working at once: plan an outage",
            "db reads JWT_SECRET only when it is first set up: if SQL uses app.settings.jwt_secret, set it there too",
        ]
        if !parts.contains(.signingKeys) {
            warnings.append("JWT_KEYS and JWT_JWKS embed JWT_SECRET: if they are set, mint signing-keys in the same run")
        }
        return warnings
    }

    private func signingKeyWarnings(_ parts: Set<MintPart>) -> [String] {
        var warnings = [
            "sessions signed with the old ES256 key end" + (parts.contains(.jwt) ? "" : "; those signed with JWT_SECRET survive"),
            "compose must pass GOTRUE_JWT_KEYS to auth, API_JWT_JWKS to realtime and JWT_JWKS to storage: "
                + "the lines are commented out by default",
        ]
        if !parts.contains(.apiKeys) {
            warnings.append("kong sends the asymmetric keys on for the new API keys: without api-keys of your own, mint them too")
        }
        return warnings
    }
}
