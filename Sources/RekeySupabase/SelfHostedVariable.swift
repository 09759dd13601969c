package import RekeyCore

/// A secret variable of a self-hosted stack's `.env`, and what its value opens.
package struct SelfHostedVariable: Sendable, Equatable {
    package let name: String
    /// Severity of a leak of a value that is no demo value.
    package let severity: Severity
    /// What the value opens, in one phrase.
    package let opens: String

    private init(_ name: String, _ severity: Severity, _ opens: String) {
        self.name = name
        self.severity = severity
        self.opens = opens
    }

    /// The entry for a variable, whatever its case and with the prefix of a service (`GOTRUE_JWT_SECRET`) or without; `nil` when the
    /// variable holds no secret of the stack.
    package static func named(_ variable: String) -> SelfHostedVariable? {
        let name = variable.uppercased()
        if let known = table[name] { return known }
        if HookSecret.isHookVariable(name) { return SelfHostedVariable(name, .high, "forged hook calls to the receiver") }
        guard let prefix = prefixes.first(where: name.hasPrefix) else { return nil }
        return table[String(name.dropFirst(prefix.count))]
    }

    /// Every entry, sorted by name.
    package static var all: [SelfHostedVariable] { table.values.sorted { $0.name < $1.name } }

    private static let prefixes = ["SUPABASE_", "GOTRUE_", "PGRST_", "AUTH_", "API_", "METRICS_", "STUDIO_"]

    private static let table: [String: SelfHostedVariable] = Dictionary(
        rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static let rows: [SelfHostedVariable] = [
        SelfHostedVariable("POSTGRES_PASSWORD", .critical, "every database role, the owner included"),
        SelfHostedVariable("JWT_SECRET", .critical, "minting any user or service_role token"),
        SelfHostedVariable("JWT_KEYS", .critical, "minting any user or service_role token"),
        SelfHostedVariable("JWT_JWKS", .critical, "minting any user or service_role token: it holds the JWT secret"),
        SelfHostedVariable("SERVICE_ROLE_KEY", .critical, "all rows, users and files, past row-level security"),
        SelfHostedVariable("SERVICE_ROLE_KEY_ASYMMETRIC", .critical, "all rows, users and files, past row-level security"),
        SelfHostedVariable("SUPABASE_SECRET_KEY", .critical, "all rows, users and files, past row-level security"),
        SelfHostedVariable("ANON_KEY", .info, "what row-level security allows; public by design"),
        SelfHostedVariable("ANON_KEY_ASYMMETRIC", .info, "what row-level security allows; meant for the gateway"),
        SelfHostedVariable("SUPABASE_PUBLISHABLE_KEY", .info, "what row-level security allows; public by design"),
        SelfHostedVariable("DASHBOARD_PASSWORD", .critical, "Studio, and through it the whole database"),
        SelfHostedVariable("SECRET_KEY_BASE", .high, "sessions of Realtime and Supavisor"),
        SelfHostedVariable("REALTIME_DB_ENC_KEY", .high, "tenant secrets that Realtime stores"),
        SelfHostedVariable("VAULT_ENC_KEY", .high, "tenant secrets that Supavisor stores"),
        SelfHostedVariable("PG_META_CRYPTO_KEY", .high, "connection strings between Studio and postgres-meta"),
        SelfHostedVariable("LOGFLARE_API_KEY", .high, "the log store"),
        SelfHostedVariable("LOGFLARE_PRIVATE_ACCESS_TOKEN", .high, "management of the log store"),
        SelfHostedVariable("LOGFLARE_PUBLIC_ACCESS_TOKEN", .medium, "writing and querying logs"),
        SelfHostedVariable("S3_PROTOCOL_ACCESS_KEY_ID", .low, "nothing without its secret"),
        SelfHostedVariable("S3_PROTOCOL_ACCESS_KEY_SECRET", .high, "every storage bucket, past row-level security"),
        SelfHostedVariable("MINIO_ROOT_PASSWORD", .high, "every stored file"),
        SelfHostedVariable("SMTP_PASS", .high, "sending mail as the operator"),
        SelfHostedVariable("OPENAI_API_KEY", .high, "the operator's OpenAI account"),
        SelfHostedVariable("GOOGLE_SECRET", .high, "the operator's Google OAuth app"),
        SelfHostedVariable("GITHUB_SECRET", .high, "the operator's GitHub OAuth app"),
        SelfHostedVariable("AZURE_SECRET", .high, "the operator's Azure OAuth app"),
        SelfHostedVariable("SMS_TWILIO_AUTH_TOKEN", .high, "the operator's Twilio account"),
    ]
}
