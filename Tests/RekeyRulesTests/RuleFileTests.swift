internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct RuleFileTests {
    private static let full = #"""
        title = "not read"

        [[rules]]
        id = "acme.token"
        title = "Acme token"
        description = "Opens Acme."
        provider = "acme"
        severity = "low"
        confidence = "likely"
        matcher = "assignment"
        regex = '''acme_([a-z]+)(\d)'''
        secretGroup = 2
        anchors = ["acme_", "/acme/"]
        keywords = ["acme"]
        boundary = "token"
        entropy = 3.5
        path = '''\.env$'''
        window = { before = 10, after = 20 }
        validate = [{ name = "distinct", min = 7 }, { name = "jwt", class = "other" }]
        near = [{ regex = "acme", lines = 3 }, { regex = "corp" }]
        playbook = "acme.rotate"
        remedy = "Rotate it."
        tags = ["a", "b"]
        references = ["https://acme.test"]
        examples = ["one"]
        counterexamples = ["two"]

        [[rules.allowlists]]
        description = "tests"
        regexes = ["^test"]
        regexTarget = "line"
        paths = ["^spec/"]
        stopwords = ["sample"]
        commits = ["0a1b"]
        condition = "AND"

        [[rules.allowlists]]
        stopwords = ["other"]
        """#

    @Test("every field is read")
    func everyField() throws {
        let rules = try RuleFile.rules(in: toml(Self.full))
        var expected = Rule(id: "acme.token", title: "Acme token")
        expected.description = "Opens Acme."
        expected.provider = "acme"
        (expected.severity, expected.confidence) = (.low, .likely)
        expected.matcher = .assignment
        expected.regex = #"acme_([a-z]+)(\d)"#
        expected.secretGroup = 2
        (expected.anchors, expected.keywords) = (["acme_", "/acme/"], ["acme"])
        expected.boundary = .token
        expected.entropy = 3.5
        expected.path = #"\.env$"#
        expected.window = Rule.Window(before: 10, after: 20)
        expected.validate = [
            Rule.ValidatorCall(name: "distinct", arguments: ["min": "7"]), Rule.ValidatorCall(name: "jwt", arguments: ["class": "other"]),
        ]
        expected.near = [Rule.Nearby(regex: "acme", lines: 3), Rule.Nearby(regex: "corp", lines: 10)]
        (expected.playbook, expected.remedy) = ("acme.rotate", "Rotate it.")
        (expected.tags, expected.references) = (["a", "b"], ["https://acme.test"])
        (expected.examples, expected.counterexamples) = (["one"], ["two"])
        expected.allowlists = [
            RuleAllowlist(
                description: "tests", regexes: ["^test"], target: .line, paths: ["^spec/"], stopwords: ["sample"], commits: ["0a1b"],
                requiresAll: true), RuleAllowlist(stopwords: ["other"]),
        ]
        #expect(rules == [expected])
    }

    @Test("what is not given has its default")
    func defaults() throws {
        let rule = try #require(try RuleFile.rules(in: toml("[[rules]]\nid = \"a.b\"\nregex = \"abc\"\nanchors = [\"abc\"]")).first)
        var expected = Rule(id: "a.b", title: "a.b")
        (expected.regex, expected.anchors) = ("abc", ["abc"])
        #expect(rule == expected)
        #expect(rule.window == Rule.Window(before: 256, after: 1024))
        #expect(rule.secretGroup == 1)
    }

    @Test("a description stands in for a title, and a rule without anchor or name may match anywhere in the text")
    func titleAndWindow() throws {
        let rule = try #require(
            try RuleFile.rules(in: toml("[[rules]]\nid = \"a.b\"\ndescription = \"What\"\nregex = \"x\"\nkeywords = [\"abc\"]")).first)
        #expect(rule.title == "What")
        #expect(rule.window == .wholeText)
    }

    @Test("one side of the window may be given")
    func halfWindow() throws {
        let rule = try #require(
            try RuleFile.rules(in: toml("[[rules]]\nid = \"a.b\"\nregex = \"x\"\nkeywords = [\"abc\"]\nwindow = { after = 9 }")).first)
        #expect(rule.window == Rule.Window(before: 256, after: 9))
    }

    @Test("an underscore in `name` stands for any way to join words, in keywords too")
    func joinedNames() throws {
        let name = #"acme_?(?:db_)?token[a-z_]{0,4}\_"#
        let source = toml("[[rules]]\nid = \"a.b\"\nname = '\(name)'\nregex = \"x\"\nkeywords = [\"acme_token\", \"pd_\"]")
        let rule = try #require(try RuleFile.rules(in: source).first)
        #expect(rule.regex.hasPrefix(#"(?i:acme[_.-]?(?:db[_.-]?)?token[a-z_.-]{0,4}\_)"#))
        #expect(rule.keywords == ["acme_token", "pd_", "acmetoken", "acme-token"])
        #expect(rule.writtenRegex == "x")
    }

    @Test("`name` is put before the value as an assignment")
    func nameExpansion() throws {
        let source = toml("[[rules]]\nid = \"a.b\"\nname = \"acme|corp\"\nregex = \"[0-9]+|none\"\nkeywords = [\"acme\"]")
        let rule = try #require(try RuleFile.rules(in: source).first)
        #expect(rule.name == "acme|corp")
        #expect(rule.window == Rule.Window(before: 96, after: 1024))
        #expect(rule.regex.hasPrefix("(?i:acme|corp)") && rule.regex.hasSuffix("(?:[0-9]+|none)"))
        #expect(RuleCheck.fault(in: rule) == nil)
    }

    @Test("no rules is an empty list")
    func noRules() throws {
        #expect(try RuleFile.rules(in: toml("")).isEmpty)
        #expect(try RuleFile.rules(in: toml("title = \"x\"")).isEmpty)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var line: String
        var says: String
        var testDescription: String { line }
    }

    @Test(
        "a wrong field is told with file, line, rule and reason",
        arguments: [
            Wrong(line: "regexp = \"abc\"", says: "`regexp` is not a field; known are"),
            Wrong(line: "title = 3", says: "`title` is not a string"),
            Wrong(line: "regex = [\"a\"]", says: "`regex` is not a string"),
            Wrong(line: "severity = \"urgent\"", says: "`severity` is `urgent`; it may be info, low, medium, high, critical"),
            Wrong(line: "confidence = \"sure\"", says: "it may be likely, strong, proven"),
            Wrong(line: "matcher = \"glob\"", says: "it may be regex, assignment"),
            Wrong(line: "boundary = \"line\"", says: "it may be none, word, token, base64"),
            Wrong(line: "anchors = \"abc\"", says: "`anchors` is not a list of strings"),
            Wrong(line: "keywords = [\"a\", 3]", says: "`keywords` is not a list of strings"),
            Wrong(line: "entropy = \"high\"", says: "`entropy` is not a number"),
            Wrong(line: "secretGroup = -1", says: "`secretGroup` is not a whole number from 0"),
            Wrong(line: "secretGroup = 1.5", says: "`secretGroup` is not a whole number from 0"),
            Wrong(line: "secretGroup = 9223372036854775807", says: "`secretGroup` is not a whole number from 0"),
            Wrong(line: "window = 5", says: "`window` is not a table"),
            Wrong(line: "window = { before = -5 }", says: "`before` is not a whole number"),
            Wrong(line: "validate = [\"jwt\"]", says: "`validate` is not a list of tables"),
            Wrong(line: "validate = [{ class = \"other\" }]", says: "`validate` has an entry without `name`"),
            Wrong(line: "validate = [{ name = \"jwt\", class = [1] }]", says: "`class` is not a string, number or Boolean"),
            Wrong(line: "near = [{ lines = 3 }]", says: "`near` has an entry without `regex`"),
            Wrong(line: "allowlists = [{ condition = \"XOR\" }]", says: "`condition` is neither AND nor OR"),
            Wrong(line: "allowlists = [{ regexTarget = \"file\" }]", says: "it may be secret, match, line"),
            Wrong(line: "allowlists = [{ words = [\"a\"] }]", says: "`words` is not a field"),
            Wrong(line: "path = 1", says: "`path` is not a string"),
        ])
    func wrongField(_ c: Wrong) {
        let text = "# head\n[[rules]]\nid = \"first.rule\"\n\n[[rules]]\nid = \"acme.token\"\n\(c.line)\n"
        let trouble = trouble { () throws(Trouble) in _ = try RuleFile.rules(in: toml(text)) }
        #expect(trouble?.what.contains(c.says) == true, "\(trouble?.what ?? "nothing is said")")
        #expect(trouble?.place == "rules.toml:7, rule acme.token")
        #expect(trouble?.status == .usage)
    }

    @Test("a rule without an ID is told by its number and header")
    func noID() {
        let trouble = trouble { () throws(Trouble) in _ = try RuleFile.rules(in: toml("[[rules]]\nid = \"a.b\"\n[[rules]]\nregex = \"x\""))
        }
        #expect(trouble?.what.contains("`id` is missing") == true)
        #expect(trouble?.place == "rules.toml:3, rule 2")
    }

    @Test("`rules` of another type is refused", arguments: ["rules = 3", "[rules]\nid = \"a\"", "rules = [1]", "rules = [[]]"])
    func wrongRules(_ text: String) {
        #expect(trouble { () throws(Trouble) in _ = try RuleFile.rules(in: toml(text)) } != nil)
    }

    @Test("text that is no TOML is told with its line")
    func noTOML() {
        let trouble = trouble { () throws(Trouble) in _ = try RuleFile.rules(in: toml("[[rules]]\nid = \"a.b\"\nregex = \n")) }
        #expect(trouble?.place == "rules.toml:3")
        #expect(trouble?.next?.isEmpty == false)
    }

    @Test("every shorter prefix of a file is rules or a trouble, never a trap")
    func prefixes() {
        let text = Array(Self.full.utf8)
        for count in 0..<text.count {
            let source = toml(String(decoding: text.prefix(count), as: UTF8.self))
            _ = trouble { () throws(Trouble) in _ = try RuleFile.rules(in: source) }
        }
    }
}
