internal import Libcrypto
internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct SupabaseReplacementTests {
    private typealias Kind = KeyInspection.Kind

    private static let now: Int64 = 1_767_225_600
    private static let ref = Minting.ref
    private static let otherRef = String(Minting.ref.reversed())
    private static let password = "Zk3vPq9TmX" + "7wRb2c"
    private static let hookPayload = String(
        decoding: Base64.encode(Array("another synthetic hook secret of a run").span, padded: true), as: UTF8.self)

    private static func token(_ role: String, ref: String = Minting.ref, expiry: Int = 2_015_576_000, salt: Int = 0) -> [UInt8] {
        Minting.token(
            #"{"iss":"supabase","ref":"\#(ref)","role":"\#(role)","iat":\#(1_700_000_000 + salt),"exp":\#(expiry)}"#,
            secret: "signing secret of a test run, 0123456789")
    }

    private static func key(_ kind: String = "secret_", ref: String = Minting.ref, random: String = "Zk3vPq9TmX7wRb2cYd5eFg") -> [UInt8] {
        Minting.apiKey("sb_" + kind, random: random, ref: ref)
    }

    private static func database(_ password: String, ref: String = Minting.ref, user: String = "postgres") -> [UInt8] {
        Array("postgresql://" + user + ":" + password + "@db." + ref + ".supabase.co:5432/postgres")
    }

    /// An old value, a new one, and what is said of the change.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        var old: [UInt8]?
        let new: [UInt8]
        var variable: String?
        var expectation = SupabaseReplacement.Expectation()
        /// `nil` when the new value is to be accepted.
        var refusal: ReplacementRefusal?
        /// Phrases that the notices must hold.
        var notices: [String] = []
    }

    private func judge(_ c: Case) -> ReplacementVerdict {
        SupabaseReplacement(
            old: c.old.map(SecretText.init), expectation: c.expectation,
            known: KeyInspection.Known(
                refs: [Self.ref, Self.otherRef].compactMap(ProjectRef.init), variable: c.variable), now: Self.now
        ).judge(PastedText(bytes: c.new))
    }

    @Test(
        "what may take the place of the old value is accepted, with what must be known",
        arguments: [
            Case(description: "a new service_role key", old: token("service_role"), new: token("service_role", salt: 1)),
            Case(
                description: "legacy service_role to sb_secret_", old: token("service_role"), new: key(),
                notices: ["asks for changes in code", "header apikey only", "verify_jwt = false", "checksum proves project"]),
            Case(
                description: "anon to sb_publishable_", old: token("anon"), new: key("publishable_"), notices: ["asks for changes in code"]),
            Case(
                description: "a new sb_secret_ key", old: key(), new: key(random: "9TmX7wRb2cYd5eFgZk3vPq"),
                notices: ["checksum proves project"]),
            Case(
                description: "line end pasted along", old: key(), new: key(random: "9TmX7wRb2cYd5eFgZk3vPq") + Array("\n"),
                notices: ["line end was taken off"]),
            Case(
                description: "blanks and quotes pasted along", old: key(),
                new: Array(" \"") + key(random: "9TmX7wRb2cYd5eFgZk3vPq") + Array("\" "),
                notices: ["blanks round", "quotes round"]),
            Case(
                description: "no old value, expectation only", new: key(),
                expectation: .init(kind: .secretKey, projectRef: ProjectRef(Minting.ref)), notices: ["proven"]),
            Case(
                description: "self-hosted key for a self-hosted key", old: key(ref: SupabaseAPIKey.selfHostedRef),
                new: key(ref: SupabaseAPIKey.selfHostedRef, random: "9TmX7wRb2cYd5eFgZk3vPq"), notices: ["self-hosted"]),
            Case(
                description: "a scoped token for a classic one", old: Array("sbp_" + "a" + Minting.hex(39)),
                new: Array("sbp_" + "fc" + Minting.hex(38, seed: "b"))),
            Case(description: "a new database password", old: database(password), new: database(String(password.reversed()))),
            Case(
                description: "another database login", old: database(password), new: database(password + "x", user: "app_writer"),
                notices: ["user changes from postgres to app_writer"]),
            Case(description: "a new hook secret", old: Array(HookSecretTests.versioned), new: Array("v1," + "whsec_" + hookPayload)),
            Case(
                description: "old and new hook secret side by side", old: Array(HookSecretTests.versioned),
                new: Array(HookSecretTests.versioned + "|v1," + "whsec_" + hookPayload), notices: ["still in the list"]),
            Case(
                description: "a new JWT secret", old: Array(Minting.hex(40)), new: Array(Minting.hex(40, seed: "b")), variable: "JWT_SECRET"
            ),
            Case(
                description: "a service_role key of a stack whose secret is not given",
                old: Minting.token(
                    #"{"role":"service_role","iss":"supabase","iat":1600000000,"exp":1757680000}"#, secret: "old secret of a stack"),
                new: Minting.token(
                    #"{"role":"service_role","iss":"supabase","iat":1700000000,"exp":1857680000}"#, secret: "new secret of a stack"),
                notices: ["not proven: signature"]),
        ])
    func accepted(_ c: Case) {
        let verdict = judge(c)
        #expect(verdict.refusal == nil, "\(String(describing: verdict.refusal))")
        let text = verdict.notices.joined(separator: "\n")
        for phrase in c.notices { #expect(text.contains(phrase), "\(text)") }
        #expect(verdict.value == PastedText(bytes: c.new).value)
    }

    @Test(
        "what must not take the place of the old value is refused",
        arguments: [
            Case(description: "empty", old: key(), new: [], refusal: .empty),
            Case(description: "only a line end", old: key(), new: Array("\n"), refusal: .empty),
            Case(description: "the old key", old: key(), new: key(), refusal: .sameAsOld),
            Case(description: "the old key in quotes", old: key(), new: Array("'") + key() + Array("'\n"), refusal: .sameAsOld),
            Case(
                description: "two keys", old: key(), new: key() + Array("\n") + key(random: "9TmX7wRb2cYd5eFgZk3vPq"),
                refusal: .severalValues),
            Case(
                description: "key of another project", old: key(), new: key(ref: otherRef),
                refusal: .wrongProject(expected: ref, found: otherRef)),
            Case(
                description: "token of another project", old: token("service_role"), new: token("service_role", ref: otherRef),
                refusal: .wrongProject(expected: ref, found: otherRef)),
            Case(
                description: "database of another project", old: database(password), new: database(password + "x", ref: otherRef),
                refusal: .wrongProject(expected: ref, found: otherRef)),
            Case(
                description: "self-hosted key for a hosted one", old: key(), new: key(ref: SupabaseAPIKey.selfHostedRef),
                refusal: .wrongProject(expected: ref, found: "a self-hosted stack")),
            Case(
                description: "hosted key for a self-hosted one", old: key(ref: SupabaseAPIKey.selfHostedRef), new: key(),
                refusal: .wrongProject(expected: "a self-hosted stack", found: ref)),
            Case(
                description: "anon key for service_role", old: token("service_role"), new: token("anon"),
                refusal: .publicInSecretPlace(found: Kind.anonToken.rawValue)),
            Case(
                description: "publishable key for sb_secret_", old: key(), new: key("publishable_"),
                refusal: .publicInSecretPlace(found: Kind.publishableKey.rawValue)),
            Case(
                description: "publishable key for a database password", old: database(password), new: key("publishable_"),
                refusal: .publicInSecretPlace(found: Kind.publishableKey.rawValue)),
            Case(
                description: "secret key for anon", old: token("anon"), new: key(),
                refusal: .secretInPublicPlace(found: Kind.secretKey.rawValue)),
            Case(
                description: "secret key in a variable that goes to visitors", old: key(), new: key(random: "9TmX7wRb2cYd5eFgZk3vPq"),
                variable: "NEXT_PUBLIC_SUPABASE_KEY", refusal: .secretInPublicPlace(found: Kind.secretKey.rawValue)),
            Case(
                description: "admin role for service_role", old: token("service_role"), new: token("supabase_admin"),
                refusal: .wrongRole(expected: "service_role", found: "supabase_admin")),
            Case(
                description: "access token for a key", old: key(), new: Array("sbp_" + Minting.hex(40)),
                refusal: .wrongKind(expected: Kind.secretKey.rawValue, found: Kind.personalAccessToken.rawValue)),
            Case(
                description: "back to a legacy key", old: key(), new: token("service_role"),
                refusal: .wrongKind(expected: Kind.secretKey.rawValue, found: Kind.serviceToken.rawValue)),
            Case(
                description: "any text for a key", old: key(), new: Array("correct horse battery"),
                refusal: .wrongKind(expected: Kind.secretKey.rawValue, found: Kind.unknown.rawValue)),
            Case(
                description: "expired", old: token("service_role"), new: token("service_role", expiry: 1_767_225_600),
                refusal: .expired(at: 1_767_225_600)),
            Case(
                description: "truncated key", old: key(), new: Array(key(random: "9TmX7wRb2cYd5eFgZk3vPq").dropLast(4)),
                refusal: .damaged(.cut(part: "the checksum", missing: 4))),
            Case(
                description: "truncated token", old: token("service_role"), new: Array(token("service_role", salt: 1).dropLast(4)),
                refusal: .damaged(.cut(part: "the signature", missing: 4))),
            Case(
                description: "masked key", old: key(), new: Array("sb_" + "secret_" + "Zk3vP••••••••"), refusal: .damaged(.masked)),
            Case(
                description: "placeholder key", old: key(), new: Array("sb_" + "secret_" + "your_secret_key_here_x" + "_" + "xxxxxxxx"),
                refusal: .placeholder),
            Case(
                description: "placeholder", old: Array(Minting.hex(40)), new: Array("changeme"), variable: "JWT_SECRET",
                refusal: .placeholder),
            Case(
                description: "published JWT secret", old: Array(Minting.hex(40)), new: Array(DemoJWTSecret.selfHosted.rawValue),
                variable: "JWT_SECRET", refusal: .publishedDemo),
            Case(
                description: "key signed with the published secret", old: token("service_role"),
                new: Minting.token(
                    #"{"iss":"supabase","ref":"\#(ref)","role":"service_role","iat":1700000000,"exp":2015576000}"#,
                    secret: DemoJWTSecret.selfHosted.rawValue), refusal: .publishedDemo),
            Case(
                description: "short JWT secret", old: Array(Minting.hex(40)), new: Array(Minting.hex(31, seed: "b")),
                variable: "JWT_SECRET",
                refusal: .unusable("too short: 31 bytes, at least 32 are needed")),
            Case(
                description: "short JWT secret where only the caller knows the kind", new: Array(Minting.hex(31, seed: "b")),
                expectation: .init(kind: .jwtSecret), refusal: .unusable("too short: 31 bytes, at least 32 are needed")),
            Case(
                description: "vault key of a wrong length", old: Array(Minting.hex(32)), new: Array(Minting.hex(31, seed: "b")),
                variable: "VAULT_ENC_KEY", refusal: .unusable("31 characters, exactly 32 are needed")),
            Case(
                description: "same password, other port", old: database(password),
                new: Array(String(decoding: database(password), as: UTF8.self).replacing("5432", with: "6543")), refusal: .sameSecretInside),
            Case(
                description: "same hook secret without its prefix", old: Array(HookSecretTests.versioned),
                new: Array(HookSecretTests.payload),
                variable: "SEND_SMS_HOOK_SECRET", refusal: .sameSecretInside),
        ])
    func refused(_ c: Case) {
        let verdict = judge(c)
        #expect(verdict.refusal == c.refusal)
        #expect(verdict.value == nil)
    }

    @Test("one changed character of a key does not pass its checksum, wherever it is")
    func changedCharacter() {
        let new = Self.key(random: "9TmX7wRb2cYd5eFgZk3vPq")
        for index in 10..<new.count where index != 32 {
            var text = new
            text[index] = text[index] == UInt8(ascii: "B") ? UInt8(ascii: "C") : UInt8(ascii: "B")
            let verdict = judge(Case(description: "", old: Self.key(), new: text))
            guard case .notGenuine = verdict.refusal else { return #expect(verdict.refusal == nil, "character \(index)") }
        }
    }

    @Test("an imported key with the same private half is the same key")
    func sameSigningKey() throws {
        let pair = try SigningKeyPair(generating: .es256)
        let old = Minting.jwk(pair, isPrivate: true, keyID: "one")
        let same = Minting.jwk(pair, isPrivate: true, keyID: "two")
        let fresh = Minting.jwk(try SigningKeyPair(generating: .es256), isPrivate: true, keyID: "two")
        #expect(judge(Case(description: "", old: Array(old), new: Array("[\(same)]"))).refusal == .sameSecretInside)
        #expect(judge(Case(description: "", old: Array(old), new: Array(fresh))).refusal == nil)
        let publicHalf = Array(Minting.jwk(pair))
        #expect(
            judge(Case(description: "", old: Array(old), new: publicHalf)).refusal == .publicInSecretPlace(found: Kind.publicKey.rawValue))
    }

    @Test("a new token must verify under the new secret, when that is given")
    func newSecret() {
        let new = Self.token("service_role", salt: 1)
        for (secret, isRight) in [("signing secret of a test run, 0123456789", true), ("some other secret of the same length ...", false)] {
            let check = SupabaseReplacement(
                old: SecretText(Self.token("service_role")), known: .init(jwtSecret: SecretText(Array(secret))), now: Self.now)
            #expect((check.judge(PastedText(bytes: new)).refusal == nil) == isRight)
        }
    }

    @Test("no refusal and no notice holds the new value", arguments: [key(), token("service_role"), database(password)])
    func silent(_ new: [UInt8]) {
        for old in [Self.key(), Self.token("anon"), Self.database(Self.password), Array("any old text")] {
            let verdict = judge(Case(description: "", old: old, new: new))
            let text = "\(verdict) \(verdict.refusal?.words ?? "") \(verdict.refusal?.next ?? "") \(verdict.notices)"
            #expect(!text.contains(Self.password))
            #expect(!text.contains(String(decoding: new.suffix(24), as: UTF8.self)))
        }
    }
}
