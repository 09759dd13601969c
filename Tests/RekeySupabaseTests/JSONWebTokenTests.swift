internal import Libcrypto
internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct JSONWebTokenTests {
    private let secret = "a-private-" + "secret-made-for-this-test-run"

    /// Source: RFC 7515 appendix A.1; the key is published there.
    @Test("the HS256 example of RFC 7515 verifies with its key, as bytes and as base64 text")
    func publishedVector() throws {
        let header = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        let payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        let text = [header, payload, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"].joined(separator: ".")
        let key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75" + "aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
        let token = try #require(JSONWebToken(bytes: Array(text)))
        #expect(token.algorithm == .hs256)
        #expect(token.claims.issuer == "joe")
        #expect(token.claims.expiresAt == 1_300_819_380)
        #expect(token.signingInput == Array(header + "." + payload))
        #expect(token.signature.count == 32)
        #expect(token.verifies(secret: key))
        #expect(token.verifies(bytes: try #require(Base64.decode(bytes: Array(key)))))
        #expect(!token.verifies(secret: key + "x"))
        #expect(!token.verifies(secret: ""))
    }

    @Test("claims of every kind are read, and wrong types read as absent")
    func claims() throws {
        let payload = """
            {"iss":"i","role":"r","ref":"f","sub":"s","aud":["a","b"],"iat":1,"exp":"2","session_id":"x","extra":{"deep":[1,2]}}
            """
        let token = try #require(JSONWebToken(bytes: Minting.token(payload, secret: secret)))
        #expect(token.claims.issuer == "i")
        #expect(token.claims.role == "r")
        #expect(token.claims.ref == "f")
        #expect(token.claims.subject == "s")
        #expect(token.claims.audience == ["a", "b"])
        #expect(token.claims.issuedAt == 1)
        #expect(token.claims.expiresAt == 2)
        #expect(token.claims.sessionID == "x")

        let odd = #"{"iss":1,"role":null,"ref":[],"sub":{},"aud":7,"iat":"soon","exp":true,"session_id":2.5}"#
        let tolerated = try #require(JSONWebToken(bytes: Minting.token(odd, secret: secret))).claims
        #expect([tolerated.issuer, tolerated.role, tolerated.ref, tolerated.subject, tolerated.sessionID].allSatisfy { $0 == nil })
        #expect(tolerated.audience.isEmpty)
        #expect(tolerated.issuedAt == nil && tolerated.expiresAt == nil)
    }

    @Test(
        "each HMAC algorithm verifies with its own hash",
        arguments: [("HS256", Digest.Hash.sha256), ("HS384", .sha384), ("HS512", .sha512)])
    func hashes(_ name: String, _ hash: Digest.Hash) throws {
        let header = #"{"alg":"\#(name)"}"#
        let token = try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret, header: header, hash: hash)))
        #expect(token.verifies(secret: secret))
        #expect(!token.verifies(secret: secret + "."))
        let wrongHash = Digest.Hash.sha256 == hash ? Digest.Hash.sha384 : .sha256
        let other = try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret, header: header, hash: wrongHash)))
        #expect(!other.verifies(secret: secret))
    }

    @Test("a secret that libraries decode first verifies as base64 text")
    func decodedSecret() throws {
        let token = try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret)))
        #expect(token.verifies(secret: String(decoding: Base64.encode(Array(secret).span, padded: true), as: UTF8.self)))
    }

    @Test("tokens verify under the JWK that signed them and under no other", arguments: SignatureAlgorithm.allCases)
    func asymmetric(_ algorithm: SignatureAlgorithm) throws {
        let pair = try SigningKeyPair(generating: algorithm)
        let token = try #require(JSONWebToken(bytes: try Minting.token(#"{"role":"anon"}"#, pair: pair, keyID: "k-1")))
        #expect(token.algorithm?.rawValue == Minting.name(algorithm))
        #expect(token.keyID == "k-1")
        for isPrivate in [false, true] {
            let key = try #require(SigningKey.parse(bytes: Array(Minting.jwk(pair, isPrivate: isPrivate))).first)
            #expect(key.hasPrivateMembers == isPrivate)
            #expect(token.verifies(key))
        }
        for other in SignatureAlgorithm.allCases {
            let key = try #require(SigningKey.parse(bytes: Array(Minting.jwk(try SigningKeyPair(generating: other)))).first)
            #expect(!token.verifies(key))
        }
        #expect(!token.verifies(secret: secret))
    }

    @Test("a symmetric JWK verifies HMAC tokens only")
    func symmetric() throws {
        let key = try #require(SigningKey.parse(bytes: Array(Minting.symmetricJWK(secret))).first)
        #expect(try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret))).verifies(key))
        #expect(!(try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret + "x"))).verifies(key)))
        let pair = try SigningKeyPair(generating: .es256)
        #expect(!(try #require(JSONWebToken(bytes: try Minting.token("{}", pair: pair))).verifies(key)))
    }

    @Test("a public key's bytes are no HMAC secret of an RS256 or ES256 token, whatever the header says")
    func algorithmConfusion() throws {
        let pair = try SigningKeyPair(generating: .es256)
        let jwk = Minting.jwk(pair)
        let key = try #require(SigningKey.parse(bytes: Array(jwk)).first)
        #expect(!(try #require(JSONWebToken(bytes: Minting.token("{}", secret: jwk))).verifies(key)))
    }

    @Test("every shorter prefix fails, and every changed byte fails to parse or to verify")
    func damage() throws {
        let text = Minting.token(#"{"iss":"supabase","role":"service_role","iat":1,"exp":2}"#, secret: secret)
        for count in text.indices {
            guard let token = JSONWebToken(bytes: Array(text.prefix(count))) else { continue }
            #expect(!token.verifies(secret: secret))
        }
        for bits: UInt8 in [0x01, 0x02, 0x20, 0x80] {
            for index in text.indices.dropLast() {
                var changed = text
                changed[index] ^= bits
                guard let token = JSONWebToken(bytes: changed) else { continue }
                #expect(!token.verifies(secret: secret))
            }
        }
    }

    @Test(
        "what is no token is refused",
        arguments: [
            "", ".", "..", "...", "a.b.c", "e30.e30.", "e30.e30.AAAA", "eyJhbGciOiJIUzI1NiJ9.e30.", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA.AAAA",
            "eyJhbGciOiJIUzI1NiJ9.W10.AAAA", "eyJhbGciOiJIUzI1NiJ9.e30.AA+A", "eyJhbGciOiJIUzI1NiJ9.e30.AAAAA",
            "eyJhbGciOiJub25lIn0.e30.AAAA",
            "eyJhbGciOjF9.e30.AAAA", "eyJhbGciOiJIUzI1NiJ9..AAAA", "eyJhbGciOiJIUzI1NiJ9.e30=.AAAA",
        ])
    func refuses(_ text: String) {
        #expect(JSONWebToken(bytes: Array(text)) == nil)
    }

    @Test("an unsigned token parses and verifies under nothing; an unknown algorithm is nil")
    func unsigned() throws {
        let token = try #require(JSONWebToken(bytes: Array("eyJhbGciOiJub25lIn0.e30.")))
        #expect(token.algorithm == JSONWebToken.Algorithm.none)
        #expect(!token.verifies(secret: ""))
        let unknown = try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret, header: #"{"alg":"XX1"}"#)))
        #expect(unknown.algorithm == nil)
        #expect(!unknown.verifies(secret: secret))
    }

    @Test("tokens over 16 KiB are not parsed")
    func bounded() {
        let padding = String(repeating: "a", count: 12 * 1024)
        #expect(JSONWebToken(bytes: Minting.token(#"{"a":"\#(padding.prefix(11_000))"}"#, secret: secret)) != nil)
        #expect(JSONWebToken(bytes: Minting.token(#"{"a":"\#(padding)"}"#, secret: secret)) == nil)
    }

    @Test("printing a token shows none of it")
    func masked() throws {
        let text = Minting.token("{}", secret: secret)
        let token = try #require(JSONWebToken(bytes: text))
        var printed = ""
        dump(token, to: &printed)
        #expect(!printed.contains(String(decoding: text.suffix(20), as: UTF8.self)))
    }
}
