internal import RekeyCore
internal import Testing

/// Something that holds a secret, as findings do.
private struct Holder {
    let secret: SecretText
    let list: [SecretText]
    let table: [String: SecretText]
}

@Suite("secret text")
struct SecretTextTests {
    private let word = "correct" + "horse" + "battery"
    private var secret: SecretText { SecretText(Array(word.utf8)) }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    @Test("no way of printing shows the bytes")
    func printing() {
        let holder = Holder(secret: secret, list: [secret], table: ["key": secret])
        var printed = ""
        print(secret, holder, to: &printed)
        debugPrint(secret, holder, [secret], to: &printed)
        let optional: SecretText? = secret
        let texts = [
            printed, "\(secret)", "\(holder)", "\(optional as Any)", String(describing: secret), String(reflecting: secret),
            String(reflecting: holder), dumped(secret), dumped(holder), dumped([secret]),
            "\(Mirror(reflecting: secret).children.map(\.value))",
        ]
        let asNumbers = Array(word.utf8).prefix(4).map(String.init)
        for text in texts {
            #expect(!text.contains("correct"))
            #expect(!text.contains(asNumbers.joined(separator: ", ")))
            // Why: `dump` of an array writes one number a line.
            #expect(!text.contains("- " + asNumbers[0]))
        }
        #expect("\(secret)" == "[secret, 19 bytes]")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test("the bytes are lent and compared")
    func bytes() {
        #expect(secret.count == 19)
        #expect(secret.withBytes { $0.count } == 19)
        #expect(secret.revealedBytes == Array(word.utf8))
        #expect(secret == SecretText(Array(word.utf8)))
        #expect(Set([secret, secret, SecretText([])]).count == 2)
    }
}

@Suite("redaction")
struct RedactionTests {
    private func redacted(_ text: String) -> String { Redaction.redacted(SecretText(Array(text.utf8))) }

    @Test(
        "a public prefix and the length",
        arguments: [
            ("ghp" + "_", 36, "ghp_…[40]"), ("sb_" + "secret_", 31, "sb_secret_…[41]"),
            ("sb_" + "publishable_", 31, "sb_publishable_…[46]"),
            ("sbp" + "_oauth_", 40, "sbp_oauth_…[50]"), ("sbp" + "_", 40, "sbp_…[44]"), ("ey" + "J", 216, "eyJ…[219]"), ("", 17, "…[17]"),
            ("zzz_", 20, "…[24]"),
        ])
    func prefix(prefix: String, rest: Int, expected: String) {
        #expect(redacted(prefix + String(repeating: "x", count: rest)) == expected)
    }

    @Test("a secret that is little more than its prefix shows nothing", arguments: 0...3)
    func short(rest: Int) {
        let text = "ghp" + "_" + String(repeating: "x", count: rest)
        #expect(redacted(text) == "…[\(text.utf8.count)]")
    }

    @Test("no secret, and bytes that are no text")
    func odd() {
        #expect(redacted("") == "…[0]")
        #expect(Redaction.redacted(SecretText([0xFF, 0xFE, 0])) == "…[3]")
    }
}
