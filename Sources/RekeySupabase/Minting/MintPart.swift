/// A part of a self-hosted stack's secrets that is replaced as one, because its values only work together.
package enum MintPart: String, Sendable, CaseIterable {
    case jwt
    case apiKeys = "api-keys"
    case signingKeys = "signing-keys"
    case postgresPassword = "postgres-password"
    case dashboardPassword = "dashboard-password"
    case secretKeyBase = "secret-key-base"
    case realtimeKey = "realtime-key"
    case vaultKey = "vault-key"
    case metaKey = "meta-key"
    case logflare
    case s3
    case minio

    /// The variables of `docker/.env` that the part writes, in the order of that file.
    package var variables: [String] {
        switch self {
        case .jwt: ["JWT_SECRET", "ANON_KEY", "SERVICE_ROLE_KEY"]
        case .apiKeys: ["SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY"]
        case .signingKeys: ["ANON_KEY_ASYMMETRIC", "SERVICE_ROLE_KEY_ASYMMETRIC", "JWT_KEYS", "JWT_JWKS"]
        case .postgresPassword: ["POSTGRES_PASSWORD"]
        case .dashboardPassword: ["DASHBOARD_PASSWORD"]
        case .secretKeyBase: ["SECRET_KEY_BASE"]
        case .realtimeKey: ["REALTIME_DB_ENC_KEY"]
        case .vaultKey: ["VAULT_ENC_KEY"]
        case .metaKey: ["PG_META_CRYPTO_KEY"]
        case .logflare: ["LOGFLARE_PUBLIC_ACCESS_TOKEN", "LOGFLARE_PRIVATE_ACCESS_TOKEN"]
        case .s3: ["S3_PROTOCOL_ACCESS_KEY_ID", "S3_PROTOCOL_ACCESS_KEY_SECRET"]
        case .minio: ["MINIO_ROOT_PASSWORD"]
        }
    }

    /// What the part is, in one phrase.
    package var summary: String {
        switch self {
        case .jwt: "JWT secret, with the anon and service_role keys that it signs"
        case .apiKeys: "publishable and secret key of the new kind"
        case .signingKeys: "ES256 key pair, its key sets, and the two keys that the gateway sends on"
        case .postgresPassword: "password of every database role"
        case .dashboardPassword: "password of Studio"
        case .secretKeyBase: "session secret of Realtime and Supavisor"
        case .realtimeKey: "key that Realtime encrypts tenants with, 16 characters"
        case .vaultKey: "key that Supavisor encrypts tenants with, 32 characters"
        case .metaKey: "key between Studio and postgres-meta, 32 characters"
        case .logflare: "public and private token of the log store"
        case .s3: "access key of Storage's S3 endpoint"
        case .minio: "root password of the optional MinIO store"
        }
    }

    /// The compose services that must be recreated, as named in `docker-compose.yml`.
    ///
    /// Source: which service is given which variable in supabase/supabase `docker/docker-compose.yml`.
    package var services: [String] {
        switch self {
        case .jwt: ["studio", "kong", "auth", "rest", "realtime", "storage", "functions", "supavisor", "db"]
        case .apiKeys: ["studio", "kong", "functions"]
        case .signingKeys: ["kong", "auth", "rest", "realtime", "storage", "functions"]
        case .postgresPassword:
            ["studio", "auth", "rest", "realtime", "storage", "meta", "functions", "analytics", "db", "supavisor"]
        case .dashboardPassword: ["kong"]
        case .secretKeyBase: ["realtime", "supavisor"]
        case .realtimeKey: ["realtime"]
        case .vaultKey: ["supavisor"]
        case .metaKey: ["studio", "meta"]
        case .logflare: ["analytics", "vector", "studio"]
        case .s3: ["storage"]
        case .minio: ["minio", "storage"]
        }
    }

    /// The part that writes `variable`; `nil` when no part does. Case counts.
    package static func writing(_ variable: String) -> MintPart? { allCases.first { $0.variables.contains(variable) } }
}
