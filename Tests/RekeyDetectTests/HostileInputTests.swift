internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import RekeyTestSupport
internal import Testing

/// Text made to cost time: twice as much of it takes about twice as long.
@Suite(.serialized) struct HostileInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var unit: String
        var path = "a.log"
        var testDescription: String { "\(name) in \(path)" }
    }

    private static let base64Anchor = String(decoding: Base64.encode(Array("/services/T".utf8).span), as: UTF8.self)

    static let cases: [Case] =
        [
            ("token headers", "eyJhbGci"), ("tokens that never end", "eyJhbGciOiJ.eyJ"), ("assignments", "password="),
            ("assignments with blanks", "password = "), ("backslashes", "\\"), ("entities", "&amp;"), ("percent signs", "%25"),
            ("soft line breaks", "=\n"), ("base64", "QUJD"), ("base64 of an anchor", base64Anchor), ("base64 of base64", "UVVKRFJFVkc="),
            ("hexadecimal text", "6162636465666768"), ("percent-encoded text", "%61%62"), ("Unicode escapes", "\\u0061"),
            ("octal escapes", "\\141"), ("written line feeds", "ab\\n"), ("written quotes", "\\\"a"), ("quotes of markup", "&quot;a"),
            ("strings of lines", #""some words of it\nmore" "#), ("escaped escapes", #"\\\\\\\"n"#),
            ("quoted-printable text", "=61=62"), ("gzip heads", "H4sIAAAAAAAAA0vLzwcAIWVzjAMAAAA=\n"), ("zlib heads", "eJxLTEoGAAJNASc=\n"),
            ("wrapped base64", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\n"),
            ("key armour", "-----BEGIN PRIVATE " + "KEY-----"),
            ("key armour, a line each", "-----BEGIN PRIVATE KEY-----\n"), ("key types", "\"kty\""),
            ("key objects", "{\"kty\":\"EC\",\"d\":\""),
            ("open braces", "{\"kty\":"), ("schemes", "://"), ("databases", "postgres://a:"), ("connections", "postgres://a:bcdefgh@"),
            ("user information", "https://a:b@github.com@"), ("webhooks", "/v1/spaces/"), ("escaped webhooks", #"\/v1\/spaces\/"#),
            ("references", "project_ref="), ("hosts", ".supabase.co"), ("quotes", "\"password\":\""), ("names", "secret_token_key_"),
            ("line feeds", "\n"), ("zero bytes", "\u{0}"), ("key words", "host=a user=b "), ("elements", "<password>"),
        ].map { Case(name: $0, unit: $1) }
        + ["password=", "password: ", "\"password\":\"", "secret_token_key_", "name: PASSWORD\n"].flatMap { unit in
            [".env", "a.yaml", "a.ts"].map { Case(name: unit, unit: unit, path: $0) }
        }

    private func time(_ unit: String, _ count: Int, _ path: String) throws -> Duration {
        let text = Array(String(repeating: unit, count: count / unit.utf8.count).utf8)
        return try ThreadTime.measure { _ = try Scanning.scan(text, path: path) }
    }

    @Test("time grows with the text, not with its square", arguments: cases)
    func linear(_ c: Case) throws {
        // Why: the other tests run beside this one; one quiet attempt of three is enough to tell a line from a square.
        for attempt in 1...3 {
            let (short, long) = try times(c)
            if long < short * 3 + .milliseconds(250) { return }
            if attempt == 3 { Issue.record("\(short) for 8 KiB, \(long) for 16 KiB") }
        }
    }

    private func times(_ c: Case) throws -> (short: Duration, long: Duration) {
        let size = 8_192
        _ = try time(c.unit, 1_024, c.path)
        let short = try time(c.unit, size, c.path)
        return (short, try time(c.unit, size * 2, c.path))
    }

    @Test("a rule that searches whole texts, as those brought along from elsewhere do, is tried once a text")
    func wholeText() throws {
        let rule = acmeRule { rule in
            (rule.anchors, rule.keywords, rule.window) = ([], ["acme"], .wholeText)
            rule.regex = "acme[a-z ]{0,40}=([0-9]{20})"
        }
        func time(_ count: Int) throws -> Duration {
            let text = String(repeating: "acme corp ", count: count)
            return try ThreadTime.measure { _ = try Scanning.scan(text, rules: [rule]) }
        }
        let short = try time(3_000)
        let long = try time(6_000)
        #expect(long < short * 3 + .milliseconds(250), "\(short), \(long)")
    }

    @Test("thousands of real findings in one text stay linear")
    func dense() throws {
        func text(_ count: Int) -> String { (0..<count).map { "T\($0)=\(Minting.gitHubToken(seed: $0))\n" }.joined() }
        let (small, large) = (text(1_000), text(2_000))
        var found = 0
        let short = try ThreadTime.measure { found = try Scanning.scan(small).detections.count }
        #expect(found == 1_000)
        let long = try ThreadTime.measure { found = try Scanning.scan(large).detections.count }
        #expect(found == 2_000)
        #expect(long < short * 3 + .milliseconds(250), "\(short), \(long)")
    }

    @Test("a detector forgets one text before the next")
    func fresh() throws {
        let secret = Minting.gitHubToken()
        for text in ["T=\(secret)", "", "T=\(secret)", "nothing"] {
            #expect(try Scanning.scan(text).detections.count == (text.isEmpty || text == "nothing" ? 0 : 1))
        }
    }
}
