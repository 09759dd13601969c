internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct DemoValueTests {
    @Test(
        "documented values are demo values, with or without their variable",
        arguments: [
            ("POSTGRES_PASSWORD", "your-super-secret-and-long-postgres-" + "password"),
            ("JWT_SECRET", "your-super-secret-jwt-token-" + "with-at-least-32-characters-long"),
            ("SUPABASE_JWT_SECRET", "super-secret-jwt-token-" + "with-at-least-32-characters-long"),
            ("DASHBOARD_PASSWORD", "this_password_is_insecure_" + "and_should_be_updated"),
            ("REALTIME_DB_ENC_KEY", "supabase" + "realtime"),
            ("VAULT_ENC_KEY", "your-32-character-" + "encryption-key"), ("VAULT_ENC_KEY", "your-encryption-key-" + "32-chars-min"),
            ("LOGFLARE_PUBLIC_ACCESS_TOKEN", "your-super-secret-and-long-" + "logflare-key-public"),
            ("LOGFLARE_PRIVATE_ACCESS_TOKEN", "your-super-secret-and-long-" + "logflare-key-private"),
            ("SMTP_PASS", "fake_mail_" + "password"),
            ("OPENAI_API_KEY", "sk-proj-" + "xxxxxxxx"), ("VAULT_ENC_KEY", "1234567890123456" + "7890123456789032"),
            ("SEND_SMS_HOOK_SECRETS", "v1,whsec_" + "VGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgc2hvcnRlciBCYXNlNjQgc3RyaW5n"),
        ])
    func distinctive(_ variable: String, _ value: String) {
        #expect(DemoValue.isDemo(variable: variable, bytes: Array(value)))
        #expect(DemoValue.isDemo(variable: nil, bytes: Array(value)))
        #expect(!DemoValue.isDemo(variable: variable, bytes: Array(value + "x")))
        #expect(!DemoValue.isDemo(variable: variable, bytes: Array(value).dropLast()))
    }

    @Test(
        "ordinary words are demo values of their variable only",
        arguments: [
            ("POSTGRES_PASSWORD", "postgres"), ("SUPABASE_DB_PASSWORD", "postgres"), ("DASHBOARD_USERNAME", "supabase"),
            ("MINIO_ROOT_PASSWORD", "secret1234"), ("MINIO_ROOT_USER", "supa-storage"), ("LOGFLARE_API_KEY", "api-key"),
            ("PG_META_CRYPTO_KEY", "SAMPLE_KEY"), ("STUDIO_PG_META_CRYPTO_KEY", "SAMPLE_KEY"), ("pooler_tenant_id", "pooler-dev"),
        ])
    func ordinary(_ variable: String, _ value: String) {
        #expect(DemoValue.isDemo(variable: variable, bytes: Array(value)))
        #expect(!DemoValue.isDemo(variable: nil, bytes: Array(value)))
        #expect(!DemoValue.isDemo(variable: "OTHER", bytes: Array(value)))
    }

    @Test("a real value is none, of any length")
    func real() {
        for count in [0, 1, 32, 64, 40, 5_000] {
            #expect(!DemoValue.isDemo(variable: "SECRET_KEY_BASE", bytes: Array(Minting.hex(count, seed: "r"))))
        }
    }
}

@Suite struct SelfHostedVariableTests {
    @Test(
        "variables are known with and without a service's prefix",
        arguments: [
            ("POSTGRES_PASSWORD", Severity.critical), ("JWT_SECRET", .critical), ("GOTRUE_JWT_SECRET", .critical),
            ("PGRST_JWT_SECRET", .critical),
            ("SUPABASE_JWT_SECRET", .critical), ("METRICS_JWT_SECRET", .critical), ("jwt_jwks", .critical), ("SUPABASE_JWKS", nil),
            ("SERVICE_ROLE_KEY", .critical), ("SUPABASE_SERVICE_ROLE_KEY", .critical), ("SUPABASE_SECRET_KEY", .critical),
            ("ANON_KEY", .info),
            ("SUPABASE_ANON_KEY", .info), ("DASHBOARD_PASSWORD", .critical), ("S3_PROTOCOL_ACCESS_KEY_SECRET", .high),
            ("GOTRUE_HOOK_SEND_SMS_SECRETS", .high), ("DASHBOARD_USERNAME", nil), ("POOLER_TENANT_ID", nil), ("PATH", nil), ("", nil),
            ("SUPABASE_", nil),
        ])
    func named(_ variable: String, _ severity: Severity?) {
        #expect(SelfHostedVariable.named(variable)?.severity == severity)
        #expect(SelfHostedVariable.named(variable)?.opens.isEmpty != true)
    }

    @Test("the table has no double entries")
    func table() {
        #expect(Set(SelfHostedVariable.all.map(\.name)).count == SelfHostedVariable.all.count)
        #expect(SelfHostedVariable.all.count > 20)
    }
}
