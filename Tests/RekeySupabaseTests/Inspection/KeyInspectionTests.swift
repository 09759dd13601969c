internal import Libcrypto
internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct KeyInspectionTests {
    static let now: Int64 = 1_767_225_600
    static let secret = "signing secret of a test run, 0123456789"
    static let hostedPayload =
        #"{"iss":"supabase","ref":"\#(Minting.ref)","role":"service_role","iat":1700000000,"exp":2015576000}"#
    static let anonPayload = #"{"iss":"supabase","ref":"\#(Minting.ref)","role":"anon","iat":1700000000,"exp":2015576000}"#

    /// A text and what an inspection says of it.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let text: [UInt8]
        var variable: String?
        let kind: KeyInspection.Kind
        var role: String?
        var isDemo = false
        var isPlaceholder = false
        var says: [String] = []

        init(
            _ description: String, _ text: [UInt8], variable: String? = nil, _ kind: KeyInspection.Kind, role: String? = nil,
            isDemo: Bool = false, isPlaceholder: Bool = false, says: [String] = []
        ) {
            (self.description, self.text, self.variable, self.kind, self.role) = (description, text, variable, kind, role)
            (self.isDemo, self.isPlaceholder, self.says) = (isDemo, isPlaceholder, says)
        }
    }

    static let hex = Minting.hex(64)
    static let databasePassword = "Zk3vPq9TmX" + "7wRb2c"

    static let cases: [Case] = [
        Case(
            "hosted service_role key", Minting.token(hostedPayload, secret: secret), .serviceToken, role: "service_role",
            says: ["project: ", Minting.ref, "2023-11-14", "expires 2033-11-14", "past row-level security", "can no longer be made anew"]),
        Case("hosted anon key", Minting.token(anonPayload, secret: secret), .anonToken, role: "anon", says: ["public by design"]),
        Case(
            "expired key", Minting.token(#"{"role":"service_role","iss":"supabase","iat":1000000000,"exp":1157680000}"#, secret: secret),
            .serviceToken, role: "service_role",
            says: ["expired 2006-09-08", "made by the self-hosted key script", "rekey supabase mint jwt"]),
        Case(
            "demo-signed key", Minting.token(hostedPayload, secret: DemoJWTSecret.selfHosted.rawValue), .serviceToken, role: "service_role",
            isDemo: true, says: ["everybody has it", "public JWT secret of the self-hosted example"]),
        Case(
            "user session",
            Minting.token(
                #"{"iss":"https://\#(Minting.ref).supabase.co/auth/v1","role":"authenticated","sub":"u","exp":2000000000}"#, secret: secret),
            .userSession, role: "authenticated", says: [Minting.ref, "auth/v1"]),
        Case(
            "foreign token", Minting.token(#"{"iss":"https://accounts.example.com","sub":"x"}"#, secret: secret), .otherToken,
            says: ["nothing in it says Supabase"]),
        Case(
            "secret key without a project", Minting.apiKey("sb_" + "secret_", ref: Minting.ref), .secretKey, role: "service_role",
            says: ["unproven", "header apikey"]),
        Case(
            "self-hosted publishable key", Minting.apiKey("sb_" + "publishable_", ref: SupabaseAPIKey.selfHostedRef), .publishableKey,
            role: "anon",
            says: ["proven:", "self-hosted"]),
        Case(
            "placeholder key", Array("sb_" + "secret_" + "your_secret_key_here_x" + "_" + "xxxxxxxx"), .secretKey, role: "service_role",
            isPlaceholder: true, says: ["placeholder"]),
        Case("personal access token", Array("sbp_" + Minting.hex(40)), .personalAccessToken, says: ["every organisation"]),
        Case("scoped token", Array("sbp_" + "fc" + Minting.hex(38)), .personalAccessToken, says: ["perhaps limited"]),
        Case("versioned token", Array("sbp_v0_" + Minting.hex(40)), .personalAccessToken),
        Case("OAuth token", Array("sbp_oauth_" + Minting.hex(40)), .oauthAccessToken),
        Case("OAuth app secret", Array("sba_" + Minting.hex(40)), .oauthClientSecret),
        Case("hook secret", Array(HookSecretTests.versioned), .hookSecret, says: ["forging Auth hook calls"]),
        Case("two hook secrets", Array(HookSecretTests.versioned + "|" + HookSecretTests.versioned), .hookSecret, says: ["list of 2"]),
        Case("bare hook secret", Array(HookSecretTests.payload), variable: "SEND_SMS_HOOK_SECRET", .hookSecret),
        Case(
            "direct database URL",
            Array("postgresql://postgres:" + databasePassword + "@db." + Minting.ref + ".supabase.co:5432/postgres"), .databaseURL,
            role: "postgres", says: [Minting.ref, "SQL as the database role"]),
        Case(
            "placeholder password",
            Array("postgresql://postgres:" + "[YOUR-PASSWORD]" + "@db." + Minting.ref + ".supabase.co:5432/postgres"),
            .databaseURL, role: "postgres", isPlaceholder: true, says: ["placeholder"]),
        Case(
            "symmetric JWK", Array(#"{"keys":[\#(Minting.symmetricJWK(secret))]}"#), .signingKey, says: ["JWT secret", "minting any user"]),
        Case("JWT secret by its variable", Array(secret), variable: "GOTRUE_JWT_SECRET", .jwtSecret, says: ["minting any user"]),
        Case("short JWT secret", Array("s3cr3t-of-27-characters-abc"), variable: "JWT_SECRET", .jwtSecret, says: ["too short: 27 bytes"]),
        Case("demo JWT secret", Array(DemoJWTSecret.commandLine.rawValue), .jwtSecret, isDemo: true),
        Case("S3 key ID by its variable", Array(hex.prefix(32).utf8), variable: "S3_PROTOCOL_ACCESS_KEY_ID", .storageKeyID),
        Case(
            "S3 secret by its variable", Array(hex), variable: "S3_PROTOCOL_ACCESS_KEY_SECRET", .storageKeySecret,
            says: ["every storage bucket"]),
        Case("hexadecimal without a name", Array(hex), .unknown, says: ["shaped like the secret of an S3 access key"]),
        Case("vault key", Array(hex.prefix(32).utf8), variable: "VAULT_ENC_KEY", .stackSecret, says: ["Supavisor"]),
        Case("vault key of a wrong length", Array(hex.prefix(31).utf8), variable: "VAULT_ENC_KEY", .stackSecret, says: ["exactly 32"]),
        Case(
            "no key in a key's variable", Array("some text"), variable: "SERVICE_ROLE_KEY", .unknown,
            says: ["SERVICE_ROLE_KEY holds no such value"]),
        Case("empty", [], .unknown, says: ["empty"]),
        Case("any text", Array("hello there"), .unknown, says: ["name the variable"]),
    ]

    @Test("each kind is told, with role and what it opens", arguments: cases)
    func kinds(_ c: Case) {
        let inspection = KeyInspection(bytes: c.text, known: KeyInspection.Known(variable: c.variable), now: Self.now)
        #expect(inspection.kind == c.kind)
        #expect(inspection.role == c.role)
        #expect(inspection.isDemo == c.isDemo)
        #expect(inspection.isPlaceholder == c.isPlaceholder)
        #expect(inspection.damage == nil)
        let text = inspection.lines.joined(separator: "\n")
        for phrase in c.says { #expect(text.contains(phrase), "\(text)") }
    }

    @Test("surroundings change nothing but a note", arguments: cases.filter { !$0.text.isEmpty })
    func surroundings(_ c: Case) {
        let known = KeyInspection.Known(variable: c.variable)
        let plain = KeyInspection(bytes: c.text, known: known, now: Self.now)
        let pasted = KeyInspection(bytes: Array(" \"") + c.text + Array("\" \r\n"), known: known, now: Self.now)
        #expect(pasted.kind == plain.kind && pasted.value == plain.value && pasted.proof == plain.proof)
        #expect(pasted.lines.filter { !$0.hasSuffix("taken off") } == plain.lines)
        #expect(pasted.trims == [.lineEnd, .blanks, .quotes])
    }

    @Test(
        "no line holds nine bytes of the secret in a row", arguments: cases.filter { $0.text.count > 16 && !$0.isPlaceholder && !$0.isDemo }
    )
    func redacted(_ c: Case) {
        let text = KeyInspection(bytes: c.text, known: KeyInspection.Known(variable: c.variable), now: Self.now).lines.joined(
            separator: "\n")
        let hidden = c.kind == .databaseURL ? Array(Self.databasePassword) : Array(c.text.dropFirst(16))
        for start in stride(from: 0, through: hidden.count - 9, by: 1) {
            let window = String(decoding: hidden[start..<start + 9], as: UTF8.self)
            // The public prefix stands again before the second secret of a list.
            #expect(window == "v1," + "whsec_" || !text.contains(window))
        }
    }

    @Test("an sb_ key is held against the projects given")
    func checksum() throws {
        let ref = try #require(ProjectRef(Minting.ref))
        let other = try #require(ProjectRef(String(Minting.ref.reversed())))
        let key = Minting.apiKey("sb_" + "secret_", ref: Minting.ref)
        let fits = KeyInspection(bytes: key, known: KeyInspection.Known(refs: [other, ref]), now: Self.now)
        #expect(fits.projectRef == ref && fits.proof == .holds("checksum proves project \(ref)"))
        #expect(KeyInspection(bytes: key, known: KeyInspection.Known(refs: [other]), now: Self.now).proof.isRefuted)
    }

    @Test("a token is held against secret and keys given")
    func signature() throws {
        let token = Minting.token(Self.hostedPayload, secret: Self.secret)
        func proof(_ token: [UInt8], _ known: KeyInspection.Known) -> KeyInspection.Proof {
            KeyInspection(bytes: token, known: known, now: Self.now).proof
        }
        let right = KeyInspection.Known(jwtSecret: SecretText(Array(Self.secret)))
        let wrong = KeyInspection.Known(jwtSecret: SecretText(Array("another signing secret of a test run")))
        #expect(proof(token, right) == .holds("signature verifies under the JWT secret given"))
        #expect(proof(token, KeyInspection.Known()) == .open("signature not provable without the JWT secret"))
        #expect(proof(token, wrong).isRefuted)
        let pair = try SigningKeyPair(generating: .es256)
        let signed = try Minting.token(Self.hostedPayload, pair: pair)
        let keys = KeyInspection.Known(signingKeys: SigningKey.parse(bytes: Array(Minting.jwk(pair))))
        #expect(proof(signed, keys) == .holds("signature verifies under the key given, ID test-key"))
        #expect(proof(signed, right) == .open("signature not provable without the public key (JWKS)"))
        #expect(proof(token, keys) == .open("signature not provable without the JWT secret"))
        let other = KeyInspection.Known(signingKeys: SigningKey.parse(bytes: Array(Minting.jwk(try SigningKeyPair(generating: .es256)))))
        #expect(proof(signed, other).isRefuted)
    }

    @Test("a key set for verifying is public, the same with its private half is not")
    func keySets() throws {
        let pair = try SigningKeyPair(generating: .es256)
        #expect(KeyInspection(bytes: Array(Minting.jwk(pair)), now: Self.now).kind == .publicKey)
        #expect(KeyInspection(bytes: Array(Minting.jwk(pair, isPrivate: true)), now: Self.now).kind == .signingKey)
    }

    @Test("everything that mint makes is explained and proven")
    func minted() throws {
        let set = try KeySetMint().mint(KeySetMint.Request(parts: Set(MintPart.allCases), now: Self.now))
        let jwks = try #require(set["JWT_JWKS"])
        let known = KeyInspection.Known(jwtSecret: set["JWT_SECRET"], signingKeys: SigningKey.parse(bytes: jwks.revealedBytes))
        for entry in set.entries {
            var known = known
            known.variable = entry.name
            let inspection = KeyInspection(bytes: entry.value.revealedBytes, known: known, now: Self.now)
            #expect(inspection.kind != .unknown, "\(entry.name)")
            #expect(!inspection.isDemo && !inspection.isPlaceholder && inspection.damage == nil)
            #expect(!inspection.facts.contains { $0.hasPrefix("not ") })
            let isProvable = inspection.role != nil
            #expect(inspection.proof.isProven == isProvable, "\(entry.name)")
            #expect(inspection.isSelfHosted == isProvable, "\(entry.name)")
        }
    }

    @Test("hostile bytes give an answer, never a trap")
    func hostile() {
        for c in Self.cases {
            for text in damaged(c.text) where text.count % 3 == 0 { _ = KeyInspection(bytes: text, now: Self.now).lines }
        }
        let all = KeyInspection(bytes: (0..<4_096).map { UInt8(truncatingIfNeeded: $0) }, now: .max)
        #expect(all.kind == .unknown)
    }
}
