internal import RekeyCore
internal import RekeyRules
internal import Testing

@testable internal import RekeyDetect

@Suite struct NamedValueTests {
    private func mayFollow(_ text: String, value: String = "([a-f0-9]{8})") throws -> Bool {
        let source = """
            [[rules]]
            id = "acme.token"
            title = "T"
            name = 'acme[_-]?token'
            keywords = ["acme"]
            regex = '''\(value)'''
            """
        let rules = try RuleFile.rules(in: TOMLSource(name: "acme.toml", text: source))
        let tail = try Catalogue(rules: rules, harvested: HarvestLiterals.all).tails[0]
        #expect(tail != nil)
        let bytes = Array(text.utf8)
        return NamedValue.mayFollow(bytes.span, 4, tail: tail)
    }

    @Test(
        "names that may be assigned such a value",
        arguments: [
            "acme_token=0123abcd", "acmeToken = '0123abcd'", #"acme_token": "0123abcd""#, #"acme_token\":\"0123abcd\""#,
            "acme_token=>0123abcd", "acme_token:=0123abcd", "acme_token', '0123abcd'", "acme_token\"] = \"0123abcd",
            "acme_token=3D0123abcd", "acme_token=\n0123abcd", "acme_token%3D0123abcd", "acme_token&#61;0123", #"acme_token\u003d01"#,
            "acme_token=0123%61bcd", "acme_token>0123abcd<", "acme_token`: `0123abcd",
            "acme_" + String(repeating: "x", count: 400) + "=0123abcd", #"acme_token" value="0123abcd""#,
            #"acme_token", "value": "0123abcd""#, "acme_token\n          value: 0123abcd",
            #"acme_token",\#n  "Value" : "0123abcd""#,
        ])
    func possible(_ text: String) throws { #expect(try mayFollow(text)) }

    @Test(
        "names that may not",
        arguments: [
            "acme", "acme_token", "acme.com/path", "acme_token is secret", "acme_token = process.env.X", "acme_token: null", "acme_token=",
            "acme_token == b", "acme_token=0123abc ", "acme(token)", "acme_token; 0123abcd",
            #"acme_token" value="no""#, "acme_token\nvalues: 0123abcd", "acme_token\n\n",
        ])
    func impossible(_ text: String) throws { #expect(try !mayFollow(text)) }

    @Test("where the value may hold what stands before it, it counts from the separator")
    func greedy() throws {
        #expect(try mayFollow("acme_token:=abcdefg", value: "([^\\s]{8})"))
        #expect(try !mayFollow("acme_token:=abcdef", value: "([^\\s]{8})"))
    }

    @Test("every shorter prefix is read without a trap")
    func prefixes() throws {
        for text in [#"acme_token\"] := \"0123abcd"#, #"acme_token", "value": "0123abcd"#, "acme_token%3D0123", #"acme\"#] {
            for count in 4...text.utf8.count { _ = try mayFollow(String(decoding: Array(text.utf8).prefix(count), as: UTF8.self)) }
        }
    }
}
