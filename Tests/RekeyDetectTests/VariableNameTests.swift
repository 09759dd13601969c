internal import Testing

@testable internal import RekeyDetect

@Suite struct VariableNameTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var name: String?
        var testDescription: String { text }

        init(_ text: String, _ name: String?) { (self.text, self.name) = (text, name) }
    }

    /// The value starts at `‹`.
    @Test(
        "the name that a value is given to",
        arguments: [
            Case("DB_PASSWORD=‹x", "DB_PASSWORD"), Case("export API_KEY=‹x", "API_KEY"), Case("export API_KEY='‹x'", "API_KEY"),
            Case("API_KEY = \"‹x\"", "API_KEY"), Case(#"{"apiKey": "‹x"}"#, "apiKey"), Case(#"{\"apiKey\":\"‹x\"}"#, "apiKey"),
            Case("api_key: ‹x", "api_key"), Case("  api-key: '‹x'", "api-key"), Case("[server]\ntoken = \"‹x\"", "token"),
            Case("const token = '‹x'", "token"), Case("let token = `‹x`", "token"), Case("config.token = \"‹x\"", "config.token"),
            Case("token := \"‹x\"", "token"), Case("'token' => '‹x'", "token"), Case("ENV[\"TOKEN\"] = \"‹x\"", "TOKEN"),
            Case("ENV API_KEY=‹x", "API_KEY"), Case("ARG NPM_TOKEN=\"‹x\"", "NPM_TOKEN"), Case("      - DB_PASSWORD=‹x", "DB_PASSWORD"),
            Case("      DB_PASSWORD: ‹x", "DB_PASSWORD"), Case("cmd --token=‹x", "token"), Case("set(\"token\", \"‹x\")", "token"),
            Case("Authorization: Bearer ‹x", "Authorization"), Case("-H 'X-Api-Key: ‹x'", "X-Api-Key"),
            Case("\"Authorization\": \"Bearer ‹x\"", "Authorization"), Case("Authorization: Basic ‹x", "Authorization"),
            Case("https://acme.test/p?token=‹x", "token"), Case("https://acme.test/p?a=1&api_key=‹x", "api_key"),
            Case("HOOK_URL=https://acme.test/hooks/‹x", "HOOK_URL"), Case("\"hook\": \"https://acme.test/hooks/‹x\"", "hook"),
            Case(#""hook": "https:\/\/acme.test\/hooks\/‹x""#, "hook"), Case("<token>‹x</token>", "token"), Case("‹x", nil),
            Case("say ‹x", nil),
            Case("(‹x)", nil), Case("\n‹x", nil), Case("==‹x", nil),
        ])
    func names(_ c: Case) throws {
        let start = try #require(c.text.utf8.indices.first { c.text.utf8[$0...].starts(with: "‹".utf8) })
        let offset = c.text.utf8.distance(from: c.text.startIndex, to: start)
        let bytes = Array(c.text.replacing("‹", with: "").utf8)
        let name = VariableName.before(offset, in: bytes.span)
        #expect(name == c.name)
    }

    @Test(
        "names behind escapes are read, and those of line ends are no letters",
        arguments: [
            Case(#"{"log":"a\nKEY=‹x"#, "KEY"), Case(#"a\r\nTOKEN: ‹x"#, "TOKEN"), Case(#"C:\n=‹x"#, nil),
        ])
    func lineEnds(_ c: Case) throws { try names(c) }

    @Test(
        "what gives a value to a name may be escaped",
        arguments: [
            (#"NAME\u003d\""#, "NAME"), ("name%3D", "name"), (#"NAME: \u001b[36m"#, "NAME"), (#"NAME: "#, nil), ("a%20b", nil), ("%", nil),
        ])
    func escapes(_ text: String, _ name: String?) {
        let bytes = Array(text.utf8)
        let found = VariableName.beforeEscapes(bytes.count, in: bytes.span)
        #expect(found == name)
        let none = VariableName.beforeEscapes(bytes.count + 1, in: bytes.span)
        #expect(none == nil)
    }

    @Test("any offset of any text gives a name or none, never a trap")
    func hostile() {
        for text in [
            "", "=", ":", "\"", "://", "a://", #"a:\/\/"#, "Bearer", "token ", "= = = =", String(repeating: "a", count: 1_000) + "=x",
        ] {
            let bytes = Array(text.utf8)
            for offset in 0...(bytes.count + 2) { _ = VariableName.before(offset, in: bytes.span) }
        }
    }
}
