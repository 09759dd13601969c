internal import RekeyCore
internal import RekeyDetect
internal import Testing

/// One webhook URL in every dress that logs and configuration put it in.
@Suite struct WebhookFormsTests {
    private static let token = Minting.text(43, seed: 31)
    private static let key = "AI" + "za" + Minting.text(35, seed: 32)
    private static let path = "/v1/spaces/AAAAbcdEFGh/messages?key=\(key)&token=\(token)"
    private static let url = "https://chat.googleapis.com" + path

    private static func replacing(_ text: String, _ table: [String: String]) -> String {
        table.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    private static func percent(_ text: String, upper: Bool = true) -> String {
        text.utf8.map { byte -> String in
            byte.isASCIIAlphanumeric || byte == 0x2D || byte == 0x2E
                ? String(decoding: [byte], as: UTF8.self) : "%" + String(byte, radix: 16, uppercase: upper)
        }.joined()
    }

    static let forms: [String] = [
        url, url + "&threadKey=abc", url + "%3D", "\"\(url)\"", "'\(url)'", "<\(url)>", "(\(url))", "`\(url)`",
        url.replacing("&", with: "&amp;"), url.replacing("&", with: "&#38;"), url.replacing("&", with: "&#x26;"),
        url.replacing("&", with: "&amp;amp;"), url.replacing("&", with: #"\u0026"#), url.replacing("&", with: #"\x26"#),
        replacing(url, ["=": #"\u003d"#, "&": #"\u0026"#]), replacing(url, ["=": #"\u003D"#, "&": #"\u0026"#]),
        "\"" + url.replacing("/", with: #"\/"#) + "\"", url.replacing("/", with: #"\u002f"#), url.replacing("/", with: #"\x2F"#),
        url.replacing("/", with: "&#47;"), url.replacing("/", with: "&#x2f;"), percent(url), percent(url, upper: false),
        percent(percent(url)),
        replacing(url, ["&": #"\&"#, "?": #"\?"#, "=": #"\="#]),
        "HTTPSConnectionPool(host='chat.googleapis.com', port=443): Max retries exceeded with url: \(path) (Caused by",
        #"{\"text\":\"{\\\"url\\\":\\\"\#(url)\\\"}\"}"#, path,
    ]

    @Test("the token is found at its own bytes", arguments: forms)
    func text(_ form: String) throws {
        for (lead, tail) in [("", ""), ("hook: ", "\n"), ("one two\n\t", " and more")] {
            let bytes = Array((lead + form + tail).utf8)
            let found = try Scanning.scan(bytes, path: "app.log").detections
            try #require(found.map(\.rule.id) == ["google-chat.webhook"])
            #expect(String(decoding: bytes[found[0].range], as: UTF8.self) == Self.token)
            #expect(found[0].secret == SecretText(Array(Self.token.utf8)))
        }
    }

    @Test("in base64 the characters that hold the token are found, at every alignment", arguments: 0..<6)
    func base64(_ lead: Int) throws {
        let plain = Array((String("HOOK=\"".suffix(lead)) + Self.url).utf8)
        for padded in [true, false] {
            let encoded = Base64.encode(plain.span, padded: padded)
            let text = Array("data:\n  hook: ".utf8) + encoded + Array("\n".utf8)
            let found = try Scanning.scan(text, path: "secret.yaml").detections
            try #require(found.map(\.rule.id) == ["google-chat.webhook"])
            #expect(found[0].secret == SecretText(Array(Self.token.utf8)))
            let start = 14 + (plain.count - 43) * 4 / 3
            #expect(found[0].range == start..<14 + encoded.count)
        }
    }
}
