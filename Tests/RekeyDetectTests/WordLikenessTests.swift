internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

/// What tells random characters from words.
@Suite struct WordLikenessTests {
    private static func surplus(_ text: String) -> Double {
        let bytes = Array(text.utf8)
        return WordLikeness.surplus(bytes.span)
    }

    @Test(
        "words cost a reader of words less",
        arguments: [
            "password", "authentication", "configurationManager", "HTTPServerResponse", "getUserById", "correct-horse-battery-staple",
            "my_database_password", "Sommernachtstraum", "ExampleController",
        ])
    func words(_ text: String) { #expect(Self.surplus(text) < 0) }

    @Test("random characters cost a reader of words far more", arguments: 1...40)
    func random(_ seed: Int) {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        #expect(Self.surplus(Minting.text(20, of: letters, seed: seed)) > 10)
        #expect(Self.surplus(Minting.text(32, of: "0123456789abcdef", seed: seed)) > 10)
        #expect(Self.surplus(Minting.text(26, of: "abcdefghijklmnopqrstuvwxyz234567", seed: seed)) > 10)
    }

    @Test("any bytes have a surplus", arguments: [[], [0], [0xFF, 0xFE, 0x80], [UInt8](repeating: 0x41, count: 5_000)])
    func anything(_ bytes: [UInt8]) { #expect(WordLikeness.surplus(bytes.span).isFinite) }

    @Test(
        "what is typed without thought",
        arguments: [
            ("aaaaaa", 6), ("abcdef", 6), ("123456", 6), ("654321", 6), ("qwerty", 6), ("asdfgh12", 6), ("abcabcabc", 9), ("xK9#vQ", 0),
            ("", 0),
            ("test1234", 4),
        ])
    func repetition(_ text: String, _ covered: Int) {
        let bytes = Array(text.utf8)
        #expect(Repetition.bytes(in: bytes.span) == covered)
    }

    @Test(
        "forms that are no secrets",
        arguments: [
            ("v1.2.3", "a version"), ("2026-11-23", "a date"), ("2026-11-23T10:00:00Z", "a date"), ("/run/secrets/x", "a path or URL"),
            ("https://example.org/x", "a path or URL"), ("urn:uuid:1", "a path or URL"), ("./a/b", "a path"), ("f(x)", "an expression"),
            ("([A-Za-z0-9]{32,40})", "a regular expression"),
            ("sha256-abc", "an integrity digest"), ("foo.bar.baz", "an identifier"), ("server.pem", "an identifier"),
            ("server1.pem", "a file name"), ("joe1@example.org", "an e-mail address"), ("two words", "words with blanks between them"),
            ("iVBORw0KGgo" + String(repeating: "A1b2", count: 8), "an image in base64"), ("$2b$10$abc", "the hash of a password"),
            ("пароль", "not ASCII"),
        ])
    func forms(_ text: String, _ name: String) {
        let bytes = Array(text.utf8)
        let found = KnownForm.name(of: bytes.span)
        #expect(found == name)
    }
}
