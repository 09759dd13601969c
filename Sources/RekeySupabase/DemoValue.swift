internal import RekeyCore

/// The values that Supabase ships for self-hosted and local stacks: public, so no leak by themselves.
///
/// Source: supabase/supabase `docker/.env.example` and `docker-compose.yml`, supabase/cli `pkg/config`.
package enum DemoValue {
    /// Whether `value` is one of them. Values that tell themselves count anywhere; ordinary words (`postgres`, `stub`) only as the value of
    /// their `variable`, whatever prefix its name has.
    package static func isDemo(variable: String?, value: Span<UInt8>) -> Bool {
        guard value.count <= longest, variable != nil || value.count >= shortestDistinctive else { return false }
        if DemoJWTSecret.named(by: value) != nil || DemoDigest.name(of: value) != nil { return true }
        let text = String(decoding: value.copied(), as: UTF8.self)
        if distinctive.contains(text) || HookSecret.isDemo(text) { return true }
        guard let variable else { return false }
        let name = variable.uppercased()
        return ordinary.contains { row in row.value == text && (name == row.variable || name.hasSuffix("_\(row.variable)")) }
    }

    private static let longest = 1_024

    /// None that tells itself is shorter. Bytes.
    private static let shortestDistinctive = distinctive.map(\.utf8.count).min() ?? 0

    private static let distinctive: Set<String> = [
        "your-super-secret-and-long-postgres-password", "this_password_is_insecure_and_should_be_updated", "supabaserealtime",
        "your-32-character-encryption-key", "your-encryption-key-32-chars-min", "your-super-secret-and-long-logflare-key-public",
        "your-super-secret-and-long-logflare-key-private", "your-super-secret-and-long-logflare-key", "your-tenant-id",
        "fake_mail_password",
        "fake_mail_user", "12345678901234567890123456789032", "sk-proj-xxxxxxxx",
    ]

    private static let ordinary: [(variable: String, value: String)] = [
        ("POSTGRES_PASSWORD", "postgres"), ("DB_PASSWORD", "postgres"), ("PGPASSWORD", "postgres"), ("DASHBOARD_USERNAME", "supabase"),
        ("PG_META_CRYPTO_KEY", "SAMPLE_KEY"), ("CRYPTO_KEY", "SAMPLE_KEY"), ("MINIO_ROOT_USER", "supa-storage"),
        ("MINIO_ROOT_PASSWORD", "secret1234"), ("POOLER_TENANT_ID", "pooler-dev"), ("LOGFLARE_API_KEY", "api-key"),
        ("LOGFLARE_PRIVATE_ACCESS_TOKEN", "api-key"), ("LOGFLARE_PUBLIC_ACCESS_TOKEN", "api-key"), ("GLOBAL_S3_BUCKET", "stub"),
        ("REGION", "stub"), ("STORAGE_TENANT_ID", "stub"),
    ]
}
