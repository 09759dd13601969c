internal import RekeyCore
internal import Testing

@testable internal import RekeyProof

@Suite struct TokenStructureTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func base64(_ text: String) -> String { String(decoding: Base64.encode(bytes(text).span, padded: true), as: UTF8.self) }

    private func isRefuted(_ proof: Proof) -> Bool { if case .refuted = proof { true } else { false } }

    @Test("a macaroon tells its registry; every shorter one is refused")
    func macaroons() {
        let body = Macaroon.sample(location: bytes("pypi.org"), identifier: bytes("id"), signature: [1, 2, 3])
        let token = bytes("pypi" + "-") + body
        #expect(token.starts(with: bytes("pypi" + "-AgEIcHlwaS5vcmc")))
        #expect(Macaroon.proof(of: token) == .says("registry pypi.org"))
        for count in token.indices { #expect(isRefuted(Macaroon.proof(of: Array(token.prefix(count)))), "\(count)") }
    }

    @Test("parts in base64 and base32 are decoded and compared")
    func parts() {
        let token = bytes("ops" + "_" + base64(#"{"email":"a","key":1}"#))
        let part = EncodedPart(after: "_")
        #expect(part.proof(of: token, members: ["email", "key"]) == .stands(Proof.Facts()))
        #expect(part.proof(of: token, members: ["email", "x"]) == .refuted("the JSON inside has no `x`"))
        #expect(isRefuted(part.proof(of: Array(token.dropLast(6)), members: [])))
        #expect(part.proof(of: token, EncodedPart.Demand(start: #"{"e"#)) == .stands(Proof.Facts()))
        #expect(isRefuted(part.proof(of: token, EncodedPart.Demand(start: "x"))))
        #expect(isRefuted(part.proof(of: token, EncodedPart.Demand(counts: [32]))))
        #expect(EncodedPart(after: "a.", until: ".").decoded(from: bytes("a.YWI.c")) == bytes("ab"))
        #expect(EncodedPart(after: "x").decoded(from: bytes("a.YWI.c")) == nil)
        #expect(EncodedPart(until: "x").decoded(from: bytes("a.YWI.c")) == nil)
        #expect(EncodedPart(.base32).proof(of: bytes("oy2" + "aaaa"), EncodedPart.Demand(start: "v4")) == .stands(Proof.Facts()))
        #expect(isRefuted(EncodedPart(.base32).proof(of: bytes("oy3" + "aaaa"), EncodedPart.Demand(start: "v4"))))
    }

    @Test("a bot's ID and its day")
    func snowflakes() {
        // Source: the example of docs.discord.com: 175928847299117063 is of 2016-04-30.
        let id = "1759288472" + "99117063"
        #expect(Snowflake.proof(of: bytes(base64(id) + ".Gabcde.x")) == .says("bot \(id), made 2016-04-30"))
        for wrong in ["", ".", "abc.def.ghi", base64("hello world 12345") + ".a.b", base64("1234") + ".a.b", base64(id)] {
            #expect(isRefuted(Snowflake.proof(of: bytes(wrong))), "\(wrong)")
        }
        #expect(isRefuted(Snowflake.proof(of: bytes(base64("99999999999999999999") + ".a.b"))))
    }

    @Test(
        "points in time",
        arguments: [
            ("1970-01-01", 0), ("2030-01-31T10:20:30Z", 1_896_085_230), ("2030-01-31T10:20Z", 1_896_085_200),
            ("20300131T102030Z", 1_896_085_230),
            ("2000-02-29", 951_782_400), ("2024-03-01T00:00:00.000Z", 1_709_251_200), ("1999-12-31", 946_598_400),
        ] as [(String, Int64)])
    func times(_ text: String, _ seconds: Int64) { #expect(SignedURLTime.seconds(bytes(text)[...]) == seconds) }

    @Test(
        "what is no time",
        arguments: ["", "never", "2030", "2030-13-01", "2030-00-10", "2030-01-32", "2030-01-01Tx", "999999999999999999999", "１２"])
    func noTimes(_ text: String) { #expect(SignedURLTime.seconds(bytes(text)[...]) == nil) }

    @Test("a signed URL is low once it has expired")
    func signedURLs() {
        func proof(_ kind: SignedURL.Kind, _ text: String, at mark: String = "sig=") -> Proof {
            let text = bytes(text)
            let place = text.firstRange(of: bytes(mark)) ?? 0..<0
            return SignedURL.proof(kind, in: text, round: place, now: 1_795_000_000)
        }
        #expect(proof(.azure, "see https://a.example/c?sv=2022-11-02&se=2030-01-01T00%3A00%3A00Z&sig=x\"") == .says("expires 2030-01-01"))
        #expect(proof(.azure, "?sv=2022-11-02&sig=x&se=2020-01-01") == .stands(Proof.Facts(["expired 2020-01-01"], severity: .low)))
        #expect(proof(.azure, #"?sv=1\u0026sig=x\u0026se=2020-01-01""#) == .stands(Proof.Facts(["expired 2020-01-01"], severity: .low)))
        #expect(proof(.azure, "?sv=2022-11-02&sig=x se=2020-01-01") == .stands(Proof.Facts()))
        let old = "?X-Amz-Date=20240101T000000Z&X-Amz-Expires=3600&sig="
        #expect(proof(.aws, old) == .stands(Proof.Facts(["expired 2024-01-01"], severity: .low)))
        #expect(proof(.aws, "?X-Amz-Date=20240101T000000Z&sig=") == .stands(Proof.Facts()))
        #expect(SignedURL.proof(.aws, in: [], round: 5..<9, now: 0) == .stands(Proof.Facts()))
    }

    @Test("a service account file says project, account and key; without its key it is low")
    func serviceAccounts() {
        var state: UInt8 = 1
        let key = String(
            decoding: SampleKey.pkcs8.text { count in
                (0..<count).map { _ in
                    state = state &* 5 &+ 17
                    return state
                }
            }, as: UTF8.self)
        let email = #""client_email": "app@acme-42.iam.gserviceaccount.com""#
        let whole = #"{"type": "service_account", "private_key": "\#(key.replacing("\n", with: "\\n"))\n", \#(email)}"#
        #expect(ServiceAccount.proof(in: bytes(whole)) == .says("project acme-42", "account app", "Ed25519 key"))
        #expect(ServiceAccount.proof(inBase64: bytes(base64(whole))) == .says("project acme-42", "account app", "Ed25519 key"))
        let bare = ServiceAccount.proof(in: bytes(email))
        #expect(bare == .stands(Proof.Facts(["project acme-42", "account app", "the private key itself is not here"], severity: .low)))
        #expect(isRefuted(ServiceAccount.proof(in: bytes(whole.replacing("MC4C", with: "....")))))
        #expect(isRefuted(ServiceAccount.proof(inBase64: bytes(base64(#"{"type": "service_account"}"#)))))
    }

    @Test(
        "hashes say how they were made",
        arguments: [
            ("$apr1$salt$x", "MD5 of Apache, quick to guess"), ("$2y$" + "10$x", "bcrypt, cost 10"), ("$6$salt$x", "SHA-512 of crypt"),
            ("$y$j9T$x$y", "yescrypt"), ("{SHA}" + "W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "SHA-1 without salt, quick to guess"),
        ])
    func hashes(_ text: String, _ words: String) {
        #expect(PasswordHash.proof(of: bytes(text)) == .says(words))
        #expect(isRefuted(PasswordHash.proof(of: bytes("$2y$" + "99$x"))))
        #expect(isRefuted(PasswordHash.proof(of: bytes("{SHA}abc"))))
        #expect(PasswordHash.proof(of: []) == .stands(Proof.Facts()))
    }

    @Test("user and password in base64")
    func basic() {
        #expect(BasicCredentials.password(in: bytes(base64("user:pa:ss"))) == bytes("pa:ss"))
        for wrong in [base64("user:"), base64("user"), "%%%", "", base64("a:\u{1}b"), "/w46YQ=="] {
            #expect(BasicCredentials.password(in: bytes(wrong)) == nil, "\(wrong)")
        }
    }

    @Test("Slack says the workspace or the app, Stripe the mode")
    func places() {
        #expect(SlackToken.proof(of: bytes("xox" + "b-123456789012-1-a")) == .says("workspace 123456789012"))
        #expect(SlackToken.proof(of: bytes("xap" + "p-1-A0123456789-1-a")) == .says("app A0123456789"))
        #expect(SlackToken.proof(of: bytes("xox" + "e-1-abc")) == .stands(Proof.Facts()))
        #expect(StripeKey.proof(of: bytes("sk_" + "live_x")) == .says("live mode"))
        #expect(StripeKey.proof(of: bytes("rk_" + "test_x")) == .says("test mode"))
        #expect(StripeKey.proof(of: []) == .stands(Proof.Facts()))
    }
}
