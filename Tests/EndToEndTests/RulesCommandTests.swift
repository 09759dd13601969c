internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite struct RulesCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func rules(_ arguments: String...) throws -> Program.Outcome { try Program.run(["rules"] + arguments, in: workspace.path) }

    private struct List: Decodable {
        struct Rule: Decodable {
            let id: String
            let provider: String
            let severity: String
        }

        let schema: String
        let rules: [Rule]
    }

    private func list(_ arguments: String...) throws -> List {
        let outcome = try Program.run(["rules", "list", "--format", "json"] + arguments, in: workspace.path)
        #expect(outcome.status == 0)
        return try JSONDecoder().decode(List.self, from: Data(outcome.stdout.utf8))
    }

    @Test("the list names every rule once, in aligned columns")
    func listText() throws {
        let lines = try rules("list").stdout.split(separator: "\n")
        let rows = lines.dropLast()
        #expect(lines.last == "\(rows.count) rules")
        #expect(rows.count > 400)
        let columns = Set(rows.map { $0.prefix { $0 != " " }.count + $0.drop { $0 != " " }.prefix { $0 == " " }.count })
        #expect(columns.count == 1)
        let rulesInJSON = try list().rules
        #expect(rulesInJSON.map(\.id) == rows.map { String($0.prefix { $0 != " " }) })
    }

    @Test("a provider narrows the list, and an unknown one is wrong usage")
    func provider() throws {
        let slack = try list("--provider", "slack")
        #expect(slack.schema == "rekey.rules/1")
        #expect(!slack.rules.isEmpty && slack.rules.allSatisfy { $0.provider == "slack" })
        let outcome = try rules("list", "--provider", "nobody")
        #expect(outcome.status == 2 && outcome.stdout.isEmpty && outcome.stderr.contains("supabase"))
    }

    @Test("the configuration here counts: own rules join, disabled ones leave")
    func configuration() throws {
        try workspace.write(
            ".rekey.toml",
            """
            [extend]
            useDefault = true
            disabledRules = ["slack.webhook"]
            [[rules]]
            id = "acme.token"
            description = "our own"
            regex = 'acme_[a-z]{20}'
            keywords = ["acme_"]
            """)
        let ids = try list().rules.map(\.id)
        #expect(ids.contains("acme.token") && !ids.contains("slack.webhook") && ids.contains("slack.bot-token"))
        #expect(try rules("show", "acme.token").stdout.contains("acme_[a-z]{20}"))
        #expect(try rules("show", "slack.webhook").status == 2)
    }

    @Test("what is shown is a rule file again, and its examples still come out")
    func showRoundTrip() throws {
        for id in ["supabase.secret-key", "supabase.service-role-jwt", "slack.webhook", "aws.secret-access-key", "postgres.url"] {
            let shown = try rules("show", id)
            #expect(shown.status == 0, "\(id)")
            try workspace.write("shown.toml", shown.stdout)
            let check = try rules("check", "shown.toml")
            #expect(check.status == 0, "\(id): \(check.everything)")
            #expect(check.stdout.hasPrefix("1 rule, "))
        }
    }

    @Test("JSON of a rule has every field")
    func showJSON() throws {
        let outcome = try rules("show", "supabase.secret-key", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8)) as? [String: Any]
        #expect(object?["id"] as? String == "supabase.secret-key")
        for key in ["regex", "anchors", "validate", "examples", "counterexamples", "remedy", "window", "allowlists", "files"] {
            #expect(object?[key] != nil, "\(key)")
        }
    }

    @Test("every rule of the catalogue comes out as it says")
    func checkCatalogue() throws {
        let outcome = try rules("check")
        #expect(outcome.status == 0, "\(outcome.stdout)")
        #expect(outcome.stdout.wholeMatch(of: #/\d+ rules, \d,\d{3} examples: all as they say\n/#) != nil)
    }

    @Test("an example that is not found is named, with status 2")
    func failingExample() throws {
        try workspace.write(
            "wrong.toml",
            """
            [[rules]]
            id = "acme.token"
            description = "our own"
            regex = 'acme_[a-z]{20}'
            keywords = ["acme_"]
            examples = ["acme_{digit:20}", "acme_{lower:20}"]
            counterexamples = ["acme_{lower:20}"]
            """)
        let outcome = try rules("check", "wrong.toml")
        #expect(outcome.status == 2)
        #expect(outcome.stdout.contains("acme.token, example 1: the rule finds nothing"))
        #expect(outcome.stdout.contains("acme.token, counterexample 1: the rule finds something"))
        #expect(!outcome.stdout.contains("example 2"))
        #expect(outcome.stdout.hasSuffix("1 rule, 3 examples: 2 not as they say\n"))
    }

    @Test("each unusable file is told with line and reason, and the usable ones are still checked")
    func unusableFiles() throws {
        try workspace.write("syntax.toml", "[[rules]]\nid = \n")
        try workspace.write("look.toml", "[[rules]]\nid = 'a.b'\nregex = '(?<=x)y'\nkeywords = ['abc']\n")
        try workspace.write("good.toml", "[[rules]]\nid = 'a.b'\nregex = 'abc[0-9]{9}'\nkeywords = ['abc']\nexamples = ['abc{digit:9}']\n")
        let outcome = try rules("check", "syntax.toml", "look.toml", "missing.toml", "good.toml")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("syntax.toml:2"))
        #expect(outcome.stderr.contains("look.toml:3, rule a.b"))
        #expect(outcome.stderr.contains("missing.toml"))
        #expect(outcome.stdout == "1 rule, 1 example: all as they say\n")
    }

    @Test("--cost lists the rules that had work in a folder, their shares, and the speed of the prefilter")
    func cost() throws {
        try workspace.write("src/settings.py", "password = load()\n# see sb_secret_ in the manual\n")
        let outcome = try rules("check", "--cost", "src")
        #expect(outcome.status == 0 && outcome.stderr.isEmpty)
        let lines = outcome.stdout.split(separator: "\n")
        #expect(lines.first?.split(separator: " ") == ["rule", "candidates", "searches", "matches", "ms", "share"])
        #expect(lines.contains { $0.hasPrefix("supabase.secret-key") })
        #expect(outcome.stdout.contains("read 1 file, 49 bytes, on one thread in "))
        #expect(outcome.stdout.contains(" MB/s\n"))
    }

    @Test("--cost takes a folder that is there, and no rule files")
    func costUsage() throws {
        #expect(try rules("check", "--cost", "nowhere").status == 2)
        #expect(try rules("check", "--cost", ".", "a.toml").status == 2)
    }
}
