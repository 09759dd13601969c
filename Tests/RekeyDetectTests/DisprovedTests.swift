internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRules
internal import Testing

@testable internal import RekeyDetect

/// Wrong check digits drop a finding for every rule, and `rekey explain` can say why.
@Suite struct DisprovedTests {
    private func text(_ template: String) -> String { String(decoding: ExampleTemplate(template, seed: 21).text, as: UTF8.self) }

    private static let places = [
        "GITHUB_TOKEN=TOKEN", #""password": "TOKEN""#, "//registry.npmjs.org/:_authToken=TOKEN",
        "https://x-access-token:TOKEN{text:@}github.com/acme/app.git",
        "github.com:\n    oauth_token: TOKEN\n    user: octocat", "secret = 'TOKEN'",
    ]

    @Test("nothing is left of a token whose check digits are wrong", arguments: places)
    func dropped(_ place: String) throws {
        let wrong = text(place.replacing("TOKEN", with: "ghp_{alnum:30}zqZyYx"))
        #expect(try Scanning.ids(wrong) == [])
        let right = text(place.replacing("TOKEN", with: "{sum:github:ghp_{alnum:30}}"))
        #expect(try Scanning.ids(right) == ["github.pat"])
    }

    @Test("the reason is what came closest")
    func explained() throws {
        let bytes = Array(text("GITHUB_TOKEN=ghp_{alnum:30}zqZyYx").utf8)
        let result = try Detector(RuleSet(BuiltInCatalogue.load()), now: Scanning.now, traces: true).scan(
            bytes.span, path: Array("a.env".utf8))
        #expect(result.closest.first?.reason == "the check digits do not fit: edited, cut or invented")
    }

    @Test("a real value in the same text stays")
    func beside() throws {
        let both = text("GITHUB_TOKEN=ghp_{alnum:30}zqZyYx\nDB_PASSWORD={alnum:20}\nNPM_TOKEN={sum:github:npm_{alnum:30}}")
        #expect(try Scanning.ids(both) == ["database.password", "npm.access-token"])
        // Why: a detector keeps its confirmation from text to text.
        #expect(try Scanning.ids(text("GITHUB_TOKEN={sum:github:ghp_{alnum:30}}")) == ["github.pat"])
    }
}
