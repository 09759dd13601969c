internal import RekeyCore
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

    @Test("armour counts with a key inside; an encrypted key is lower")
    func privateKeys() {
        let body = Minting.text(64, seed: 7) + "\n" + Minting.text(64, seed: 8) + "\n" + Minting.text(40, seed: 9)
        func armour(_ label: String, _ body: String) -> Assessment? {
            accepted(run("private-key", secret: "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----"))
        }
        let label = "PRIVATE" + " KEY"
        #expect(armour("RSA " + label, body)?.evidence.first == "RSA key")
        #expect(armour("RSA " + label, body)?.severity == nil)
        #expect(armour("ENCRYPTED " + label, body)?.severity == .medium)
        #expect(armour("RSA " + label, "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" + body)?.severity == .medium)
        #expect(armour(label, "") == nil)
        #expect(armour(label, "...") == nil)
        #expect(armour(label, String(repeating: "x", count: 64) + "\n" + String(repeating: "x", count: 64)) == nil)
    }

    @Test("an AWS key ID says its account; the sample of the documents is refused")
    func awsKeys() {
        // Source: base32 of 48 bits that hold account 123456789012 behind one leading bit.
        let account: UInt64 = 123_456_789_012
        let bits = (account << 7 | 1 << 47) << 2
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        let body = (0..<10).map { alphabet[Int(bits >> UInt64(45 - 5 * $0) & 31)] }
        let key = "AK" + "IA" + String(decoding: body, as: UTF8.self) + "QWERTZ"
        #expect(accepted(run("aws-key-id", secret: key))?.evidence == ["account 123456789012"])
        #expect(accepted(run("aws-key-id", secret: "AK" + "IAIOSFODNN7" + "EXAMPLE")) == nil)
        #expect(accepted(run("aws-key-id", secret: "AK" + "IA1111111111111111"))?.evidence == [])
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
