internal import RekeyCore

/// Keys, tokens, connections and self-hosted secrets of Supabase.
extension Format {
    static let supabase: [Format] = [
        Format(
            "classic PAT", "supabase.access-token", #"SUPABASE_ACCESS_TOKEN=‹sbp_{hex:40}›"#,
            #"SUPABASE_ACCESS_TOKEN=sbp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format("versioned PAT", "supabase.access-token", #"TOKEN=‹sbp_v0_{hex:40}›"#, #"TOKEN=sbp_v0_short"#),
        Format("OAuth access token", "supabase.oauth-token", #"TOKEN=‹sbp_oauth_{hex:40}›"#, #"saw sbp_oauth_{hex:39} there"#),
        Format(
            "OAuth app client secret", "supabase.oauth-client-secret", #"SECRET=‹sba_{hex:40}›"#,
            #"SECRET=sba_0000000000000000000000000000000000000000"#),
        Format("sb_secret_", "supabase.secret-key", #"KEY=‹sb_secret_{b64url:22}_{b64url:8}›"#, #"KEY=sb_secret_{b64url:22}_{b64url:9}"#),
        Format(
            "sb_publishable_", "supabase.publishable-key", #"KEY=‹sb_publishable_{b64url:22}_{b64url:8}›"#,
            #"KEY=sb_publishable_xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxx"#),
        Format(
            "direct connection", "supabase.database-url", #"postgresql://postgres:‹{alnum:20}›@db.{lower:20}.supabase.co:5432/postgres"#,
            #"postgresql://postgres:[YOUR-PASSWORD]@db.{lower:20}.supabase.co:5432/postgres"#),
        Format(
            "pooler connection", "supabase.database-url",
            #"postgres://postgres.{lower:20}:‹{alnum:20}›@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"#,
            #"postgres://postgres.{lower:20}:<password>@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"#),
        Format(
            "old pooler form", "supabase.database-url",
            #"postgres://postgres:‹{alnum:20}›@aws-0-eu-west-1.pooler.supabase.com:6543/postgres?options=reference%3D{lower:20}"#,
            #"postgres://postgres:${DB_PASSWORD}@aws-0-eu-west-1.pooler.supabase.com:6543/postgres?options=reference%3D{lower:20}"#),
        Format(
            "database password", "supabase.database-password", #"SUPABASE_DB_PASSWORD=‹{alnum:20}›"#,
            #"SUPABASE_DB_PASSWORD=your-database-password"#),
        Format("JWT secret", "supabase.jwt-secret", #"SUPABASE_JWT_SECRET=‹{b64:40}›"#, #"SUPABASE_JWT_SECRET=${JWT_SECRET}"#),
        Format(
            "auth hook secret", "supabase.hook-secret", #"SEND_EMAIL_HOOK_SECRET=v1,‹whsec_{b64:43}=›"#,
            #"SEND_EMAIL_HOOK_SECRET=v1,whsec_<base64_secret>"#),
        Format(
            "private JWK, EC", "supabase.jwk",
            #"GOTRUE_JWT_KEYS=[{"kty":"EC","crv":"P-256","kid":"{uuid}","x":"{b64url:43}","y":"{b64url:43}","d":"{b64url:43}"}]"#,
            #"GOTRUE_JWT_KEYS=[{"kty":"EC","crv":"P-256","kid":"{uuid}","x":"{b64url:43}","y":"{b64url:43}"}]"#),
        Format(
            "private JWK, Ed25519", "supabase.jwk", #"JWT_KEYS=[{"kty":"OKP","crv":"Ed25519","x":"{b64url:43}","d":"{b64url:43}"}]"#,
            #"JWT_KEYS=[{"kty":"OKP","crv":"Ed25519","x":"{b64url:43}"}]"#),
        Format(
            "key set with an oct member", "supabase.jwk",
            #"JWT_JWKS={"keys":[{"kty":"EC","crv":"P-256","x":"{b64url:43}","y":"{b64url:43}"},{"kty":"oct","k":"{b64url:54}","alg":"HS256"}]}"#,
            #"JWT_JWKS={"keys":[{"kty":"RSA","n":"{b64url:342}","e":"AQAB"}]}"#),
        Format(
            "hosted service_role", "supabase.service-role-jwt",
            #"KEY=‹{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{"iss":"supabase","ref":"{lower:20}","role":"service_role","iat":1700000000,"exp":2015576000}}.{b64url:43}›"#,
            #"KEY=your-service-role-key"#),
        Format(
            "hosted anon", "supabase.anon-jwt",
            #"KEY=‹{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{"iss":"supabase","ref":"{lower:20}","role":"anon","iat":1700000000,"exp":2015576000}}.{b64url:43}›"#,
            #"KEY=your-anon-key"#),
        Format(
            "old hosted service_role", "supabase.service-role-jwt",
            #"KEY=‹{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{"role":"service_role","iat":1630000000,"exp":1945576000}}.{b64url:43}›"#,
            nil),
        Format(
            "self-hosted, pretty-printed", "supabase.service-role-jwt",
            #"KEY=‹{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{ "role": "service_role", "iss": "supabase", "iat": 1700000000, "exp": 1857680000 }}.{b64url:43}›"#,
            nil),
        Format(
            "administrator role", "supabase.role-jwt",
            #"KEY=‹{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{"role":"supabase_admin","iss":"supabase","iat":1700000000,"exp":1857680000}}.{b64url:43}›"#,
            nil),
        Format(
            "user session", "supabase.user-session-jwt",
            #"TOKEN=‹{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{"iss":"https://{lower:20}.supabase.co/auth/v1","sub":"{uuid}","aud":"authenticated","role":"authenticated","exp":1795003600}}.{b64url:43}›"#,
            nil),
        Format(
            "storage S3 secret", "supabase.storage-s3-key", #"S3_PROTOCOL_ACCESS_KEY_SECRET=‹{hex:64}›"#,
            #"S3_PROTOCOL_ACCESS_KEY_SECRET=${S3_SECRET}"#),
        Format(
            "POSTGRES_PASSWORD", "supabase.postgres-password", #"ANON_KEY=x\#nPOSTGRES_PASSWORD=‹{hex:32}›"#,
            #"ANON_KEY=x\#nPOSTGRES_PASSWORD=${POSTGRES_PASSWORD}"#),
        Format(
            "DASHBOARD_PASSWORD", "supabase.dashboard-password", #"DASHBOARD_PASSWORD=‹{hex:32}›"#,
            #"DASHBOARD_PASSWORD=${DASHBOARD_PASSWORD}"#),
        Format(
            "SECRET_KEY_BASE", "supabase.secret-key-base", #"ANON_KEY=x\#nSECRET_KEY_BASE=‹{b64:64}›"#,
            #"ANON_KEY=x\#nSECRET_KEY_BASE=${SECRET_KEY_BASE}"#),
        Format("VAULT_ENC_KEY", "supabase.vault-encryption-key", #"VAULT_ENC_KEY=‹{hex:32}›"#, #"VAULT_ENC_KEY=${VAULT_ENC_KEY}"#),
        Format("REALTIME_DB_ENC_KEY", "supabase.realtime-key", #"REALTIME_DB_ENC_KEY=‹{hex:16}›"#, #"REALTIME_DB_ENC_KEY=${KEY}"#),
        Format("PG_META_CRYPTO_KEY", "supabase.pg-meta-key", #"PG_META_CRYPTO_KEY=‹{b64:32}›"#, #"PG_META_CRYPTO_KEY=${KEY}"#),
        Format(
            "LOGFLARE token", "supabase.logflare-token", #"LOGFLARE_PRIVATE_ACCESS_TOKEN=‹{b64:32}›"#,
            #"LOGFLARE_PRIVATE_ACCESS_TOKEN=${TOKEN}"#),
        Format(
            "OAuth provider secret", "supabase.oauth-provider-secret", #"SUPABASE_AUTH_EXTERNAL_GITHUB_SECRET=‹{hex:40}›"#,
            #"SUPABASE_AUTH_EXTERNAL_GITHUB_SECRET=env(GITHUB_SECRET)"#),
        Format(
            "dotenvx private key", "supabase.dotenvx-key", #"DOTENV_PRIVATE_KEY_PRODUCTION=‹{hex:64}›"#, #"DOTENV_PUBLIC_KEY=02{hex:64}"#),
    ]
}
