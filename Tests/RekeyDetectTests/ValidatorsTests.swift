internal import RekeyCore
internal import RekeyRules
internal import RekeySupabase
internal import Testing

@testable internal import RekeyDetect

@Suite struct ValidatorsTests {
    private func run(
        _ name: String, _ arguments: [String: String] = [:], secret: String, match: String? = nil, variable: String? = nil
    ) -> ValidationOutcome {
        let subject = ValidationSubject(
            secret: Array(secret.utf8), match: Array((match ?? secret).utf8), variable: variable, path: [], groups: [])
        return Validators(now: Scanning.now).run(Rule.ValidatorCall(name: name, arguments: arguments), on: subject)
    }

    private func accepted(_ outcome: ValidationOutcome) -> Assessment? {
        guard case .accepted(let assessment) = outcome else { return nil }
        return assessment
    }

    struct TokenCase: Sendable, CustomTestStringConvertible {
        var payload: String
        var kind: String
        var severity: Severity?
        var testDescription: String { payload }

        init(_ payload: String, _ kind: String, _ severity: Severity?) {
            (self.payload, self.kind, self.severity) = (payload, kind, severity)
        }
    }

    private static let classes = ["supabase-service", "supabase-anon", "supabase-user", "supabase-other", "other"]

    @Test(
        "a token belongs to one class and is as grave as it says",
        arguments: [
            TokenCase(Minting.role("service_role"), "supabase-service", .critical), TokenCase(Minting.role("anon"), "supabase-anon", .info),
            TokenCase(Minting.role("service_role", expires: 1_700_000_100), "supabase-service", .medium),
            TokenCase(Minting.role("supabase_admin"), "supabase-other", .critical),
            TokenCase(Minting.role("custom"), "supabase-other", .medium),
            TokenCase(#"{"role":"service_role","iat":1630000000,"exp":1945576000}"#, "supabase-service", .critical),
            TokenCase(
                #"{"iss":"https://\#(Minting.ref).supabase.co/auth/v1","sub":"u","role":"authenticated","exp":1795003600}"#,
                "supabase-user", .high),
            TokenCase(
                #"{"iss":"https://\#(Minting.ref).supabase.co/auth/v1","sub":"u","role":"authenticated","exp":1794990000}"#,
                "supabase-user", .low),
            TokenCase(#"{"iss":"https://login.acme.io","sub":"42","exp":1895003600}"#, "other", nil),
            TokenCase(#"{"iss":"https://login.acme.io","sub":"42","exp":1694990000}"#, "other", .low),
        ])
    func tokens(_ c: TokenCase) throws {
        let token = Minting.token(c.payload, secret: Minting.text(40, seed: 5))
        for kind in Self.classes {
            let assessment = accepted(run("jwt", ["class": kind], secret: token))
            #expect((assessment != nil) == (kind == c.kind), "class \(kind)")
            if let assessment {
                #expect(assessment.severity == c.severity)
                #expect(assessment.claim == .signedToken)
            }
        }
    }

    @Test("the sample of jwt.io, and what is no token, is refused")
    func noTokens() {
        let sample = Minting.token(#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#, secret: "your-256-bit-secret")
        #expect(accepted(run("jwt", ["class": "other"], secret: sample)) == nil)
        for text in ["", "a.b.c", "eyJ.eyJ.x", sample + ".x", String(sample.dropLast(44))] {
            for kind in Self.classes { #expect(accepted(run("jwt", ["class": kind], secret: text)) == nil) }
        }
    }

    @Test("a private key is told by its private members; an oct member is the secret itself")
    func keys() {
        let (x, y, d) = (Minting.text(43, seed: 1), Minting.text(43, seed: 2), Minting.text(43, seed: 3))
        let ec = #"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)""#
        #expect(accepted(run("jwk", secret: "", match: ec + "}")) == nil)
        #expect(accepted(run("jwk", secret: "", match: ec + #","d":"\#(d)"}"#))?.severity == .critical)
        let escaped = (ec + #","d":"\#(d)"}"#).replacing("\"", with: "\\\"")
        #expect(accepted(run("jwk", secret: "", match: escaped))?.severity == .critical)
        let secret = Minting.text(40, seed: 4)
        let trap = accepted(run("jwk", secret: "", match: #"{"kty":"oct","k":"\#(Minting.base64URL(Array(secret.utf8)))"}"#))
        #expect(trap?.claim == .signingSecret)
        #expect(trap?.secret == Array(secret.utf8))
        let demo = Minting.base64URL(Array(DemoJWTSecret.selfHosted.rawValue.utf8))
        #expect(accepted(run("jwk", secret: "", match: #"{"kty":"oct","k":"\#(demo)"}"#))?.severity == .info)
        for broken in ["", "{", "{}", ec, #"{"kty":"EC"}"#, #"{"kty":"oct"}"#] {
            #expect(accepted(run("jwk", secret: "", match: broken)) == nil)
        }
    }

    @Test("placeholder passwords of connections are refused, trivial local ones are information")
    func databaseURLs() {
        func outcome(_ password: String, host: String = "db.acme.io") -> Assessment? {
            accepted(run("database-url", secret: password, match: "postgres://app:\(password)@\(host):5432/x"))
        }
        let real = Minting.text(20, seed: 6)
        #expect(outcome(real) != nil)
        #expect(outcome(real, host: "localhost") != nil)
        for filler in ["[YOUR-PASSWORD]", "${DB_PASSWORD}", "<password>", "password", "xxxx", "changeme", "{{password}}"] {
            #expect(outcome(filler) == nil, "\(filler)")
        }
        let evidence = outcome(real)?.evidence ?? []
        #expect(!evidence.contains { $0.contains(real) })
    }

    @Test("a private key that parses is accepted whatever words stand in it; an encrypted one is lower")
    func privateKeys() {
        func key(_ kind: String) -> String { String(decoding: ExampleTemplate("{pem:\(kind)}", seed: 4).text, as: UTF8.self) }
        #expect(accepted(run("private-key", secret: key("rsa")))?.evidence == ["RSA key, 2048 bits"])
        #expect(accepted(run("private-key", secret: key("ec")))?.judgesPlaceholders == true)
        #expect(accepted(run("private-key", secret: key("ec")))?.severity == nil)
        #expect(accepted(run("private-key", secret: key("encrypted")))?.severity == .medium)
        #expect(accepted(run("putty-key", secret: key("putty-encrypted")))?.severity == .medium)
        #expect(accepted(run("private-key", secret: String(key("rsa").prefix(900)))) == nil)
        #expect(accepted(run("private-key", secret: "-----BEGIN PRIVATE " + "KEY-----\n...")) == nil)
    }

    @Test("check digits that fit prove a token, wrong ones of a documented format drop it with the reason")
    func checksums() {
        func token(_ template: String) -> String { String(decoding: ExampleTemplate(template, seed: 9).text, as: UTF8.self) }
        let good = accepted(run("checksum", ["format": "github"], secret: token("{sum:github:ghp_{alnum:30}}")))
        #expect(good?.confidence == .proven && good?.judgesPlaceholders == true && good?.evidence == ["checksum fits"])
        guard case .disproved(let reason) = run("checksum", ["format": "github"], secret: token("ghp_{alnum:36}")) else {
            Issue.record("accepted")
            return
        }
        #expect(reason == "the check digits do not fit: edited, cut or invented")
        let inferred = accepted(run("checksum", ["format": "cloudflare"], secret: token("cfut_{alnum:40}{hex:8}")))
        #expect(inferred?.confidence == nil && inferred?.evidence == [])
        #expect(
            accepted(
                run(
                    "checksum", ["format": "github", "encoding": "base64"],
                    secret: token("{base64:{sum:github:ghp_{alnum:30}}:x-oauth-basic}")))?.confidence == .proven)
        #expect(accepted(run("checksum", ["format": "github", "encoding": "base64"], secret: token("{base64:ghp_{alnum:36}}"))) == nil)
    }

    @Test("a token behind a prefix is read; an expired one is low")
    func tokensInside() {
        func token(_ expiry: Int) -> String {
            "ghs_" + "1234_" + Minting.token(#"{"iss":"https://token.acme.io","exp":\#(expiry)}"#, secret: Minting.text(40, seed: 3))
        }
        #expect(accepted(run("jwt-inside", secret: token(1_895_003_600)))?.severity == nil)
        #expect(accepted(run("jwt-inside", secret: token(1_695_003_600)))?.severity == .low)
        #expect(accepted(run("jwt-inside", secret: "ghs_" + "1234_abc.def.ghi")) == nil)
    }

    @Test("user and password of a header; a placeholder for a password is refused")
    func basicCredentials() {
        func encoded(_ text: String) -> String { String(decoding: Base64.encode(Array(text.utf8).span, padded: true), as: UTF8.self) }
        #expect(accepted(run("basic-credentials", secret: encoded("deploy:" + Minting.text(16, seed: 2)))) != nil)
        for text in ["deploy:", "deploy", "deploy:password_example", "user:${PASSWORD}"] {
            #expect(accepted(run("basic-credentials", secret: encoded(text))) == nil, "\(text)")
        }
    }

    @Test("counts of different characters, and digests")
    func small() {
        #expect(accepted(run("distinct", ["min": "4"], secret: "abc")) == nil)
        #expect(accepted(run("distinct", ["min": "3"], secret: "abc")) != nil)
        #expect(accepted(run("distinct", secret: "abcd")) == nil)
        #expect(accepted(run("not-hex", secret: "0a1B2c")) == nil)
        #expect(accepted(run("not-hex", secret: "0a1B2g")) != nil)
    }
}
