internal import Libcrypto
internal import RekeyCore
internal import Testing

@testable internal import RekeySupabase

@Suite struct SigningKeyTests {
    @Test(
        "public and private keys are told apart",
        arguments: zip(SignatureAlgorithm.allCases, [SigningKey.Kind.p256, .rsa, .ed25519]))
    func access(_ algorithm: SignatureAlgorithm, _ kind: SigningKey.Kind) throws {
        let pair = try SigningKeyPair(generating: algorithm)
        for isPrivate in [false, true] {
            let key = try #require(SigningKey.parse(bytes: Array(Minting.jwk(pair, isPrivate: isPrivate, keyID: "an-id"))).first)
            #expect(key.kind == kind)
            #expect(key.keyID == "an-id")
            #expect(key.hasPrivateMembers == isPrivate)
            #expect(key.severity == (isPrivate ? .critical : .info))
            #expect(key.secret == nil)
            #expect(!key.isDemo)
            #expect(key.evidence.contains("key ID an-id"))
        }
    }

    @Test("an oct key in a set that looks public gives its secret away")
    func trap() throws {
        let secret = "the-jwt-secret-" + "of-this-test-run-000000"
        let pair = try SigningKeyPair(generating: .es256)
        let set = #"{"keys":[\#(Minting.jwk(pair)),\#(Minting.symmetricJWK(secret))]}"#
        let keys = SigningKey.parse(bytes: Array(set))
        #expect(keys.map(\.hasPrivateMembers) == [false, true])
        #expect(keys.last?.secret == SecretText(Array(secret)))
        #expect(keys.last?.severity == .critical)
        let token = try #require(JSONWebToken(bytes: Minting.token("{}", secret: secret)))
        #expect(keys.map { token.verifies($0) } == [false, true])
        let array = "[\(Minting.jwk(pair, isPrivate: true)),\(Minting.symmetricJWK(secret))]"
        #expect(SigningKey.parse(bytes: Array(array)).map(\.kind) == [.p256, .symmetric])
    }

    @Test("a set made with a public demo secret is a demo", arguments: DemoJWTSecret.allCases)
    func demoSecret(_ secret: DemoJWTSecret) throws {
        let key = try #require(SigningKey.parse(bytes: Array(Minting.symmetricJWK(secret.rawValue))).first)
        #expect(key.isDemo)
        #expect(key.severity == .info)
    }

    @Test("the CLI's public key is on the curve and verifies nothing of ours")
    func commandLineKey() throws {
        #expect(SigningKey.commandLineDemo.isDemo)
        #expect(SigningKey.commandLineDemo.severity == .info)
        let pair = try SigningKeyPair(generating: .es256)
        let signature = try pair.signature(of: [1])
        #expect(!SigningKey.commandLineDemo.verifies(signature, of: [1]))
        let members = ["M5Sjqn5zwC9Kl1zVfUUGvv9boQjCGd45G8sdopBExB4", "P6IXMvA2WYXSHSOMTBH2jsw_9rrzGy89FjPf6oOsIxQ"]
        let point = members.compactMap { Base64.decode(bytes: Array($0)) }
        #expect(throws: Never.self) { _ = try VerificationKey(p256X: point[0], y: point[1]) }
    }

    @Test("JSON inside other text is read where it starts and ends")
    func inPlace() throws {
        let jwk = Minting.jwk(try SigningKeyPair(generating: .edDSA), isPrivate: true)
        let text = Array("JWT_KEYS='[\(jwk)]' # tail")
        let (keys, range) = try #require(SigningKey.parse(in: text, at: 10))
        #expect(keys.count == 1)
        #expect(range == 10..<10 + jwk.utf8.count + 2)
        for offset in [-1, 0, 9, text.count, .max] { #expect(SigningKey.parse(in: text, at: offset) == nil) }
    }

    @Test(
        "what is no key is refused",
        arguments: [
            "", "{}", "[]", "{\"keys\":[]}", "{\"keys\":{}}", "1", #"{"kty":"EC"}"#,
            #"{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}"#,
            #"{"kty":"RSA","n":"AQAB"}"#, #"{"kty":"oct"}"#, #"{"kty":"oct","k":""}"#, #"{"kty":"oct","k":"*"}"#, #"{"kty":1,"k":"AAAA"}"#,
            #"{"kty":"XX","k":"AAAA"}"#,
        ])
    func refuses(_ text: String) {
        #expect(SigningKey.parse(bytes: Array(text)).isEmpty)
    }

    @Test("a placeholder for d is no private member")
    func placeholder() throws {
        let jwk = Minting.jwk(try SigningKeyPair(generating: .es256)).dropLast() + #","d":"..."}"#
        #expect(try #require(SigningKey.parse(bytes: Array(String(jwk))).first).hasPrivateMembers == false)
    }

    @Test("cut or damaged keys never trap", arguments: SignatureAlgorithm.allCases)
    func damage(_ algorithm: SignatureAlgorithm) throws {
        let pair = try SigningKeyPair(generating: algorithm)
        let signature = try pair.signature(of: [7])
        let text = Array(Minting.jwk(pair))
        for count in text.indices { #expect(SigningKey.parse(bytes: Array(text.prefix(count))).isEmpty) }
        for bits: UInt8 in [0x01, 0x20] {
            for index in text.indices {
                var changed = text
                changed[index] ^= bits
                _ = SigningKey.parse(bytes: changed).map { $0.verifies(signature, of: [7]) }
            }
        }
    }
}
