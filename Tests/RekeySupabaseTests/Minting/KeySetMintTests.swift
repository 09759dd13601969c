internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct KeySetMintTests {
    static let now: Int64 = 1_767_225_600

    /// What a value must look like: count and characters.
    struct Shape: Sendable, CustomStringConvertible {
        let variable: String
        let count: Int
        let alphabet: String

        var description: String { variable }
    }

    static let hexadecimal = "0123456789abcdef"
    static let base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    static let base64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// Source: supabase/supabase `docker/utils/generate-keys.sh` and `add-new-auth-keys.sh`.
    static let shapes = [
        Shape(variable: "POSTGRES_PASSWORD", count: 32, alphabet: hexadecimal),
        Shape(variable: "JWT_SECRET", count: 40, alphabet: base64),
        Shape(variable: "ANON_KEY", count: 169, alphabet: base64URL + "."),
        Shape(variable: "SERVICE_ROLE_KEY", count: 180, alphabet: base64URL + "."),
        Shape(variable: "SUPABASE_PUBLISHABLE_KEY", count: 46, alphabet: base64URL),
        Shape(variable: "SUPABASE_SECRET_KEY", count: 41, alphabet: base64URL),
        Shape(variable: "DASHBOARD_PASSWORD", count: 32, alphabet: hexadecimal),
        Shape(variable: "SECRET_KEY_BASE", count: 64, alphabet: base64),
        Shape(variable: "REALTIME_DB_ENC_KEY", count: 16, alphabet: hexadecimal),
        Shape(variable: "VAULT_ENC_KEY", count: 32, alphabet: hexadecimal),
        Shape(variable: "PG_META_CRYPTO_KEY", count: 32, alphabet: base64),
        Shape(variable: "LOGFLARE_PUBLIC_ACCESS_TOKEN", count: 32, alphabet: base64),
        Shape(variable: "LOGFLARE_PRIVATE_ACCESS_TOKEN", count: 32, alphabet: base64),
        Shape(variable: "S3_PROTOCOL_ACCESS_KEY_ID", count: 32, alphabet: hexadecimal),
        Shape(variable: "S3_PROTOCOL_ACCESS_KEY_SECRET", count: 64, alphabet: hexadecimal),
        Shape(variable: "MINIO_ROOT_PASSWORD", count: 32, alphabet: hexadecimal),
    ]

    static let usableSecret = SecretText(Array(String(repeating: "kR7+", count: 10) + "mQz51p"))

    private func mint(_ parts: Set<MintPart>, given: SecretText? = nil) throws(MintFault) -> MintedKeySet {
        try KeySetMint().mint(KeySetMint.Request(parts: parts, existingJWTSecret: given, now: Self.now))
    }

    @Test("lengths and alphabets are those of the scripts", arguments: shapes)
    func shape(_ shape: Shape) throws {
        let part = try #require(MintPart.writing(shape.variable))
        for _ in 0..<20 {
            let set = try mint([part], given: part == .signingKeys ? Self.usableSecret : nil)
            let value = try #require(set[shape.variable])
            #expect(value.count == shape.count)
            #expect(value.revealedBytes.allSatisfy(Array(shape.alphabet).contains))
        }
    }

    @Test("each part writes its variables and nothing else", arguments: MintPart.allCases)
    func onlyWhatIsAsked(_ part: MintPart) throws {
        let given = part == .signingKeys ? Self.usableSecret : nil
        let set = try mint([part], given: given)
        #expect(set.entries.map(\.name) == part.variables)
        #expect(set.services == part.services)
        #expect(!part.services.isEmpty && !part.summary.isEmpty && !set.warnings.isEmpty)
        #expect(Set(set.entries.map(\.value)).count == set.entries.count)
        for variable in part.variables { #expect(MintPart.writing(variable) == part) }
    }

    @Test("a whole set is consistent, and two runs share nothing")
    func everything() throws {
        let set = try mint(Set(MintPart.allCases))
        #expect(set.entries.map(\.name) == MintPart.allCases.flatMap(\.variables))
        let secret = try #require(set["JWT_SECRET"])
        for name in ["ANON_KEY", "SERVICE_ROLE_KEY"] {
            let value = try #require(set[name])
            let token = try #require(JSONWebToken(bytes: value.revealedBytes))
            #expect(token.verifies(bytes: secret.revealedBytes))
            #expect(token.claims.expiresAt == Self.now + 157_680_000)
        }
        for name in ["JWT_KEYS", "JWT_JWKS"] {
            let value = try #require(set[name])
            let keys = SigningKey.parse(bytes: value.revealedBytes)
            #expect(keys.map(\.kind) == [.p256, .symmetric])
            #expect(keys.last?.secret == secret)
            #expect(keys.first?.keyID == set.keyID)
        }
        let other = try mint(Set(MintPart.allCases))
        #expect(Set(set.entries.map(\.value)).isDisjoint(with: other.entries.map(\.value)))
        #expect(set.keyID != other.keyID)
        #expect(Set(set.services).count == set.services.count)
    }

    @Test("a variable of the stack that no part writes is the operator's own, or written by hand")
    func coverage() {
        let unwritten = SelfHostedVariable.all.map(\.name).filter { MintPart.writing($0) == nil }
        #expect(
            unwritten == [
                "AZURE_SECRET", "GITHUB_SECRET", "GOOGLE_SECRET", "LOGFLARE_API_KEY", "OPENAI_API_KEY", "SMS_TWILIO_AUTH_TOKEN",
                "SMTP_PASS",
            ])
    }

    /// A request that must be refused.
    struct Refusal: Sendable, CustomStringConvertible {
        let description: String
        let parts: Set<MintPart>
        var given: String?
        let fault: MintFault
    }

    @Test(
        "what cannot give a working set is refused",
        arguments: [
            Refusal(description: "nothing", parts: [], fault: .nothingAsked),
            Refusal(description: "signing keys alone", parts: [.signingKeys], fault: .jwtSecretMissing),
            Refusal(
                description: "both new and given", parts: [.jwt, .signingKeys], given: String(repeating: "kR7+mQz5", count: 5),
                fault: .jwtSecretNotUsed),
            Refusal(
                description: "given for nothing", parts: [.vaultKey], given: String(repeating: "kR7+mQz5", count: 5),
                fault: .jwtSecretNotUsed),
            Refusal(
                description: "short", parts: [.signingKeys], given: "kR7+mQz5kR7+mQz5kR7+mQz5kR7+mQz",
                fault: .jwtSecretUnusable(.tooShort(count: 31))),
            Refusal(
                description: "the public demo secret", parts: [.signingKeys], given: DemoJWTSecret.selfHosted.rawValue,
                fault: .jwtSecretUnusable(.published)),
            Refusal(
                description: "a placeholder", parts: [.signingKeys], given: String(repeating: "x", count: 40),
                fault: .jwtSecretUnusable(.placeholder)),
            Refusal(
                description: "a line end at its end", parts: [.signingKeys], given: String(repeating: "kR7+mQz5", count: 5) + "\n",
                fault: .jwtSecretUnusable(.controlCharacters)),
        ])
    func refusals(_ c: Refusal) {
        #expect(throws: c.fault) { try mint(c.parts, given: c.given.map { SecretText(Array($0)) }) }
    }

    @Test("a key or token does not pass as the JWT secret")
    func credentialAsSecret() {
        let token = Minting.token(#"{"role":"anon","iss":"supabase"}"#, secret: "some signing secret of a test run")
        for text in [token, Minting.apiKey("sb_" + "secret_", ref: SupabaseAPIKey.selfHostedRef)] {
            #expect(throws: MintFault.jwtSecretUnusable(.credential)) { try mint([.signingKeys], given: SecretText(text)) }
        }
    }

    @Test("a source that repeats itself is noticed, never used", arguments: MintPart.allCases)
    func brokenSource(_ part: MintPart) {
        let mint = KeySetMint(random: RandomSource { (count) throws(MintFault) in [UInt8](repeating: 0, count: count) })
        let parts: Set<MintPart> = part == .signingKeys ? [.jwt, .signingKeys] : [part]
        #expect(throws: MintFault.randomUnavailable) { try mint.mint(KeySetMint.Request(parts: parts, now: Self.now)) }
    }

    @Test("a source that gives the same bytes every time makes no pair")
    func sameBytes() {
        let mint = KeySetMint(
            random: RandomSource { (count) throws(MintFault) in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) } })
        #expect(throws: MintFault.unsound(variable: "LOGFLARE_PRIVATE_ACCESS_TOKEN")) {
            try mint.mint(KeySetMint.Request(parts: [.logflare], now: Self.now))
        }
    }

    @Test("a clock outside the calendar of tokens gives no token and no trap", arguments: [Int64.max, .max - 1, .min, -1])
    func clock(_ now: Int64) {
        #expect(throws: MintFault.clockUnusable) { try KeySetMint().mint(KeySetMint.Request(parts: [.jwt], now: now)) }
    }

    @Test("every character of a random text is equally likely, to five standard deviations")
    func uniform() throws {
        var counts: [UInt8: Int] = [:]
        var total = 0
        for _ in 0..<2_000 {
            let key = try #require(try mint([.apiKeys])["SUPABASE_SECRET_KEY"])
            for byte in key.revealedBytes.dropFirst(10).prefix(22) {
                counts[byte, default: 0] += 1
                total += 1
            }
        }
        let expected = Double(total) / 64
        #expect(counts.count == 64)
        for count in counts.values { #expect(abs(Double(count) - expected) < 5 * expected.squareRoot()) }
    }

    @Test("warnings tell what a part alone leaves behind")
    func warnings() throws {
        #expect(try mint([.jwt]).warnings.contains { $0.contains("JWT_KEYS") && $0.contains("same run") })
        #expect(try !mint([.jwt, .signingKeys]).warnings.contains { $0.contains("same run") })
        #expect(try mint([.postgresPassword]).warnings.contains { $0.contains("db-passwd.sh") })
        #expect(try mint([.vaultKey]).warnings.contains { $0.contains("_supavisor") })
        #expect(try mint([.jwt]).facts == ["new tokens expire 2030-12-31"])
    }

    @Test("printing a set shows no value")
    func masked() throws {
        let set = try mint(Set(MintPart.allCases))
        var text = ""
        dump(set, to: &text)
        text += "\(set) \(set.entries) \(set.warnings) \(set.facts)"
        for entry in set.entries { #expect(!text.contains(String(decoding: entry.value.revealedBytes, as: UTF8.self))) }
    }
}
