internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct ExampleTemplateTests {
    private func text(_ template: String, seed: UInt64 = 1) -> String {
        String(decoding: ExampleTemplate(template, seed: seed).text, as: UTF8.self)
    }

    struct Class: Sendable, CustomTestStringConvertible {
        var name: String
        var alphabet: String
        var testDescription: String { name }
    }

    private static let digits = "0123456789"
    private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    private static let lower = "abcdefghijklmnopqrstuvwxyz"

    @Test(
        "each class draws from its alphabet, all of it",
        arguments: [
            Class(name: "digit", alphabet: digits), Class(name: "upper", alphabet: upper), Class(name: "lower", alphabet: lower),
            Class(name: "alpha", alphabet: upper + lower), Class(name: "alnum", alphabet: upper + lower + digits),
            Class(name: "ALNUM", alphabet: upper + digits), Class(name: "lalnum", alphabet: lower + digits),
            Class(name: "hex", alphabet: digits + "abcdef"), Class(name: "HEX", alphabet: digits + "ABCDEF"),
            Class(name: "b32", alphabet: upper + "234567"), Class(name: "b64", alphabet: upper + lower + digits + "+/"),
            Class(name: "b64url", alphabet: upper + lower + digits + "-_"), Class(name: "bech32", alphabet: bech32),
            Class(name: "BECH32", alphabet: bech32.uppercased()),
        ])
    func classes(_ c: Class) {
        let drawn = text("{\(c.name):4000}")
        #expect(drawn.utf8.count == 4_000)
        #expect(Set(drawn) == Set(c.alphabet))
    }

    @Test("text stands for itself")
    func literal() {
        #expect(text("a:b{text:@}c{text:}d") == "a:b@cd")
        #expect(ExampleTemplate.shown("a:‹{hex:4}›{text:@}c") == "a:…@c")
    }

    @Test("a UUID is one of version 4")
    func uuid() {
        for seed in 1...50 as ClosedRange<UInt64> {
            let parts = text("{uuid}", seed: seed).split(separator: "-", omittingEmptySubsequences: false)
            #expect(parts.map(\.utf8.count) == [8, 4, 4, 4, 12])
            #expect(parts.joined().utf8.allSatisfy { $0.isASCIIHexDigit && !$0.isASCIIUpper })
            #expect(parts[2].first == "4" && "89ab".contains(parts[3].first ?? "x"))
        }
    }

    @Test("the same seed gives the same text, another seed another")
    func determinism() {
        let template = "a {alnum:20} {uuid} {base64:{hex:8}}"
        #expect(text(template, seed: 5) == text(template, seed: 5))
        #expect(text(template, seed: 5) != text(template, seed: 6))
        #expect(Set((0..<200).map { text("{hex:16}", seed: $0) }).count == 200)
    }

    @Test("base64 encodes the expansion of its text, padded; base64url does not pad")
    func nesting() {
        #expect(text("{base64:user:pass}") == "dXNlcjpwYXNz")
        #expect(text("{base64:a}") == "YQ==")
        #expect(text("{base64url:a}") == "YQ")
        #expect(text("{base64:{base64:a}}") == "WVE9PQ==")
        let decoded = Base64.decode(Array(text("{base64:key={digit:6}}").utf8).span) ?? []
        #expect(String(decoding: decoded, as: UTF8.self).hasPrefix("key=") && decoded.count == 10)
        #expect(text(#"{base64:{"a":1}}"#) == String(decoding: Base64.encode(Array(#"{"a":1}"#.utf8).span, padded: true), as: UTF8.self))
    }

    @Test("sum adds the check digits of a format to the expansion of its text")
    func sums() {
        #expect(text("{sum:github:x_hello}") == "x_hello0zNvy2")
        #expect(text("{sum:bip39:{text:7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f}}").hasPrefix("legal winner thank"))
        #expect(text("a {sum:cloudflare:cfut_{hex:4}}").utf8.count == 2 + 5 + 4 + 8)
        #expect(ExampleTemplate.shown("k=‹{sum:github:ghp_{alnum:30}}›") == "k=…")
    }

    @Test("keys, macaroons and escapes")
    func made() {
        #expect(text("{escape:a\n\"\\}") == #"a\n\"\\"#)
        let key = text("{pem:ec}")
        #expect(key == text("{pem:ec}") && key != text("{pem:ec}", seed: 2))
        #expect(key.hasPrefix("-----BEGIN EC PRIVATE " + "KEY-----\n"))
        #expect(text("{escape:{pem:ec}}") == key.replacing("\n", with: "\\n"))
        #expect(text("{macaroon:pypi.org}").hasPrefix("AgEIcHlwaS5vcmc"))
    }

    @Test(
        "braces that name no class stay",
        arguments: [
            "{}", "{{ .Values.key }}", "${NAME}", "{\"a\": 1}", "{unknown:3}", "{digit}", "{digit:x}", "{digit:0}", "{digit:-1}",
            "{digit:65536}",
            "{digit:99999999999999999999}", "{", "}", "}{", "{digit:3", "{:3}", "{digit :3}", "{sum:md5:x}", "{sum:github:x}", "{sum:x}",
            "{pem:x}",
        ])
    func staying(_ template: String) { #expect(text(template) == template) }

    @Test("a class inside braces that stay is still drawn")
    func inside() {
        let drawn = text(#"{"key": "{digit:4}"}"#)
        #expect(drawn.hasPrefix(#"{"key": ""#) && drawn.hasSuffix(#""}"#) && drawn.utf8.count == 15)
    }

    @Test("marks give the place of the secret in bytes and are removed")
    func marks() {
        let plain = ExampleTemplate("é=‹{digit:4}›;", seed: 1)
        #expect(plain.secret == 3..<7)
        #expect(plain.text.count == 8)
        #expect(ExampleTemplate("no marks", seed: 1).secret == nil)
        #expect(ExampleTemplate("‹open", seed: 1).secret == nil)
        #expect(ExampleTemplate("›back‹", seed: 1).secret == nil)
        #expect(ExampleTemplate("‹›", seed: 1).secret == nil)
    }
}
