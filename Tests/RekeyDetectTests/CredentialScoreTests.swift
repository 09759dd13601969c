internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

/// The sum that decides about a credential-named variable.
@Suite struct CredentialScoreTests {
    private static func score(_ value: String, name: String = "db_password", path: String = "src/app.ts", quoted: Bool = true) throws
        -> CredentialScore
    {
        let (value, name) = (Array(value.utf8), Array(name.utf8))
        let promised = CredentialName.promise(of: name.span)
        let promise = try #require(promised)
        let kind = FileKind(path: Array(path.utf8))
        let surroundings = CredentialScore.Surroundings(
            promise: promise, style: .equals, isQuoted: quoted, isComment: false, syntax: kind.syntax, place: kind.place)
        return CredentialScore(value.span, in: surroundings, explains: true)
    }

    @Test("the parts are what the total is made of", arguments: ["hunter" + "2", "Summer" + "2024!", Minting.text(24, seed: 3), "nothing"])
    func parts(_ value: String) throws {
        let score = try Self.score(value)
        let sum = score.parts.reduce(0) { $0 + $1.points }
        #expect(abs(sum - score.total) < 0.000_1)
        #expect(score.parts.count >= 3)
        for part in score.parts { #expect(score.words.contains(part.words)) }
    }

    @Test(
        "what was made to be a secret, what is weak, and what is none",
        arguments: [
            (Minting.text(20, seed: 9), "password", CredentialScore.Judgement.made), ("Summer" + "2024!", "password", .made),
            (Minting.text(32, of: "0123456789abcdef", seed: 4), "api_key", .made), ("hunter" + "2", "password", .weak),
            ("red" + "fox1", "password", .weak), ("settings", "password", .harmless), ("my_password_field", "password", .harmless),
            ("Summer" + "2024!", "api_key", .harmless),
        ])
    func kinds(_ value: String, _ name: String, _ judgement: CredentialScore.Judgement) throws {
        #expect(try Self.score(value, name: name).judgement == judgement)
    }

    @Test("place, form and name move the sum")
    func context() throws {
        let value = "tiger" + "lily99"
        #expect(try Self.score(value, path: "tests/app.ts").total < Self.score(value).total)
        #expect(try Self.score(value, path: "app.yml").total > Self.score(value).total)
        let key = Minting.text(20, seed: 5)
        #expect(try Self.score(key, name: "auth").total < Self.score(key, name: "auth_token").total)
        #expect(try Self.score(key, path: "locales/de.yml").judgement == .harmless)
        #expect(try Self.score(key, path: "package-lock.json").judgement == .harmless)
    }

    @Test("base64 is judged by the text inside")
    func base64() throws {
        let (plain, random) = (Array("not-secret".utf8), Array(Minting.text(18, seed: 6).utf8))
        let words = String(decoding: Base64.encode(plain.span, padded: true), as: UTF8.self)
        let secret = String(decoding: Base64.encode(random.span, padded: true), as: UTF8.self)
        #expect(try Self.score(words, name: "secret", path: "k8s/secret.yaml").judgement == .harmless)
        #expect(try Self.score(secret, name: "secret", path: "k8s/secret.yaml").judgement == .made)
    }

    @Test("the words begin with the name and end with what is needed", arguments: [("hunter" + "2", "password name +2.5")])
    func words(_ value: String, _ words: String) throws {
        #expect(try Self.score(value).words.hasPrefix(words))
        #expect(try Self.score(value).words.hasSuffix("points, 1.5 are needed"))
    }
}
