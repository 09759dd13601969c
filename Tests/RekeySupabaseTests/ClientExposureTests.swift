internal import RekeySupabase
internal import Testing

@Suite struct ClientExposureTests {
    @Test(
        "exposing prefixes are told",
        arguments: [
            ("NEXT_PUBLIC_SUPABASE_URL", "NEXT_PUBLIC_"), ("VITE_KEY", "VITE_"), ("EXPO_PUBLIC_KEY", "EXPO_PUBLIC_"),
            ("REACT_APP_KEY", "REACT_APP_"),
            ("PUBLIC_KEY", "PUBLIC_"), ("NUXT_PUBLIC_KEY", "NUXT_PUBLIC_"), ("GATSBY_KEY", "GATSBY_"), ("SUPABASE_KEY", nil),
            ("MY_PUBLIC_KEY", nil), ("next_public_key", nil), ("VITE_", nil), ("INVITE_KEY", nil), ("", nil),
        ])
    func prefix(_ variable: String, _ prefix: String?) {
        #expect(ClientExposure.prefix(of: variable) == prefix)
    }

    @Test(
        "an exposed name that says secret is a mistake by itself",
        arguments: [
            ("NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY", true), ("VITE_SUPABASE_SECRET_KEY", true), ("VITE_SUPABASE_ANON_KEY", false),
            ("SUPABASE_SERVICE_ROLE_KEY", false),
        ])
    func exposesSecret(_ variable: String, _ exposes: Bool) {
        #expect(ClientExposure.exposesSecret(variable) == exposes)
    }
}

@Suite struct LocalAddressTests {
    @Test(
        "addresses only this machine or its network reaches are local",
        arguments: [
            ("localhost", true), ("LOCALHOST:54321", true), ("127.0.0.1", true), ("127.8.9.1:80", true), ("0.0.0.0", true), ("::1", true),
            ("[::1]:54321", true), ("host.docker.internal", true), ("kong:8000", true), ("kong", true), ("supabase_db_app", true),
            ("mac.local", true), ("app.localhost", true), ("192.168.1.5:54321", true), ("10.0.2.2", true), ("172.16.0.1", true),
            ("172.32.0.1", false), ("8.8.8.8", false), ("127.0.0.1.evil.example", false), ("\(Minting.ref).supabase.co", false),
            ("acme.dev", false), ("localhost.acme.dev", false), ("2001:db8::1", false), ("[2001:db8::1]", false), ("", false),
            (":80", false),
            (".", false), ("[", false), ("256.1.1.1", false), ("<host>", false), ("локал.рф", false),
        ])
    func isLocal(_ host: String, _ isLocal: Bool) {
        #expect(LocalAddress.isLocal(host: host) == isLocal)
    }
}
