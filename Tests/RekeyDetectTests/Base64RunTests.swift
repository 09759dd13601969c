internal import RekeyCore
internal import RekeyRules
internal import Testing

@testable internal import RekeyDetect

@Suite struct Base64RunTests {
    private static let secret = "acme_" + "qwertzuiopasdfgh"
    private static let rule = acmeRule { $0.base64 = true }

    @Test("a secret is found in base64 at every alignment, in both alphabets, padded or not", arguments: 0..<12)
    func alignments(_ lead: Int) throws {
        for tail in 0..<4 {
            let plain = Minting.text(lead, of: "?>~ab", seed: lead + 1) + " " + Self.secret + String("=?>~".prefix(tail))
            for (urlSafe, padded) in [(true, true), (true, false), (false, true), (false, false)] {
                let encoded = Base64.encode(Array(plain.utf8).span, urlSafe: urlSafe, padded: padded)
                let text = "data: " + String(decoding: encoded, as: UTF8.self) + "\n"
                let found = try Scanning.scan(text, rules: [Self.rule]).detections
                try #require(found.count == 1, "lead \(lead), tail \(tail)")
                #expect(found[0].secret == SecretText(Array(Self.secret.utf8.dropFirst(5))))
                #expect(found[0].evidence.contains("written in base64"))
                let range = found[0].range
                #expect(range.lowerBound >= 6 && range.upperBound <= text.utf8.count - 1)
                // The characters at `range` decode to bytes that hold the secret, and few others.
                #expect(range.count <= (16 * 4 + 2) / 3 + 3)
            }
        }
    }

    @Test("padding at the end of the run belongs to a secret that ends it")
    func padding() throws {
        let encoded = String(decoding: Base64.encode(Array(Self.secret.utf8).span, padded: true), as: UTF8.self)
        let found = try Scanning.scan("k: \(encoded)", rules: [acmeRule { ($0.base64, $0.secretGroup) = (true, 0) }]).detections
        #expect(found.map(\.range) == [3..<3 + encoded.utf8.count])
    }

    @Test("a run cut before the literal's group, or after it, is no trap and no find")
    func cut() throws {
        let encoded = Array(Base64.encode(Array("xy \(Self.secret)".utf8).span))
        for start in 0..<encoded.count {
            for end in start...encoded.count {
                _ = try Scanning.scan(String(decoding: encoded[start..<end], as: UTF8.self), rules: [Self.rule])
            }
        }
    }

    @Test("a rule that does not ask for base64 is not looked for in it")
    func unasked() throws {
        let encoded = String(decoding: Base64.encode(Array(Self.secret.utf8).span), as: UTF8.self)
        #expect(try Scanning.scan(encoded, rules: [acmeRule()]).detections.isEmpty)
    }
}
