internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct RuleCheckTests {
    @Test("a rule with an anchor and a pattern passes")
    func passes() {
        #expect(RuleCheck.fault(in: sampleRule()) == nil)
        #expect(RuleCheck.fault(in: sampleRule { ($0.anchors, $0.keywords) = ([], ["acme"]) }) == nil)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var field: String
        var says: String
        var change: @Sendable (inout Rule) -> Void
        var testDescription: String { name }

        init(_ name: String, _ field: String, _ says: String, _ change: @escaping @Sendable (inout Rule) -> Void) {
            (self.name, self.field, self.says, self.change) = (name, field, says, change)
        }
    }

    @Test(
        "what makes a rule unusable is said with the field and the reason",
        arguments: [
            Case("no literal", "keywords", "a rule without a literal would be tried at every byte") { $0.anchors = [] },
            Case("short anchor", "anchors", "holds `ab`, shorter than 3 bytes") { $0.anchors = ["acme_", "ab"] },
            Case("long keyword", "keywords", "holds `\(String(repeating: "a", count: 121))`, longer than 120 bytes") {
                $0.keywords = [String(repeating: "a", count: 121)]
            },
            Case("empty keyword", "keywords", "holds ``, shorter than 3 bytes") { $0.keywords = [""] },
            Case("no pattern", "regex", "is missing") { $0.regex = "" },
            Case("look-ahead", "regex", "look-ahead is not supported (character 5)") { $0.regex = "acme(?=_)" },
            Case("look-behind", "regex", "look-behind is not supported (character 1)") { $0.regex = "(?<!x)acme_" },
            Case("back-reference", "regex", "back-references are not supported (character 6)") { $0.regex = #"(acm)\1"# },
            Case("open group", "regex", "does not compile: missing closing parenthesis (character 6)") { $0.regex = "acme(" },
            Case("bad path", "path", "does not compile") { $0.path = "[" },
            Case("bad neighbour", "near", "does not compile") { $0.near = [Rule.Nearby(regex: "*", lines: 1)] },
            Case("bad allowlist", "regexes", "does not compile") { $0.allowlists = [RuleAllowlist(regexes: ["a("])] },
            Case("bad allowlist path", "regexes", "does not compile") { $0.allowlists = [RuleAllowlist(paths: ["(?=a)"])] },
            Case("unknown validator", "validate", "names `magic`; known are aws-key-id, ") {
                $0.validate = [Rule.ValidatorCall(name: "magic")]
            },
            Case("a group that is not there", "secretGroup", "is 3, but `regex` has 1 group") {
                ($0.regex, $0.secretGroup) = ("acme_(a)", 3)
            },
        ])
    func faults(_ c: Case) throws {
        let fault = try #require(RuleCheck.fault(in: sampleRule("acme.token", c.change)))
        #expect(fault.field == c.field)
        #expect(fault.why.contains(c.says), "\(fault.why)")
    }

    @Test("a rule with a path needs no pattern, an assignment rule neither")
    func withoutPattern() {
        #expect(RuleCheck.fault(in: sampleRule { ($0.regex, $0.path) = ("", "x") }) == nil)
        #expect(RuleCheck.fault(in: sampleRule { ($0.regex, $0.matcher) = ("", .assignment) }) == nil)
    }

    @Test("a file's first wrong rule is told with its line; an ID used twice too")
    func inFile() throws {
        let text = """
            [[rules]]
            id = "acme.one"
            regex = "acme"
            anchors = ["acme"]

            [[rules]]
            id = "acme.two"
            anchors = ["acme"]
            regex = "acme(?=x)"
            """
        let source = toml(text)
        let rules = try RuleFile.rules(in: source)
        let wrong = trouble { () throws(Trouble) in try RuleCheck.check(rules, in: source) }
        #expect(wrong?.place == "rules.toml:9, rule acme.two")
        #expect(wrong?.what.hasPrefix("rule not usable: `regex` does not compile: look-ahead") == true)
        #expect(wrong?.next == "correct the rule, then run: rekey rules check rules.toml")
        let twice = toml(text.replacing("acme.two", with: "acme.one").replacing("(?=x)", with: ""))
        let same = try RuleFile.rules(in: twice)
        let doubled = trouble { () throws(Trouble) in try RuleCheck.check(same, in: twice) }
        #expect(doubled?.what == "rule not usable: `id` is used twice")
        #expect(doubled?.place == "rules.toml:7, rule acme.one")
    }
}

@Suite struct RegexSubsetTests {
    @Test(
        "what is in the subset",
        arguments: [
            "", "abc", "[()]", "[]a]", "[]a(?=]", "[^]]", "[^](?!]", #"\(?=a"#, #"[\]](?:a)"#, #"[\](?=]"#, "(?i)abc", "(?i:abc)",
            "(?-i:a)",
            "(?s).", "(?im-s:a)", "(?P<name>a)", "(?<name>a)", "a{2,3}?", #"\bword\b"#, #"\x41\d\w\s\."#, "[[:alnum:]_]", "[[:alpha:](?=]",
            #"[\1]"#, #"a\\(b)"#, "^a$", "(a|b)*", #"\Q(?=\E"#, #"[a\-(?!]"#, #"\z"#,
        ])
    func allowed(_ source: String) { #expect(RegexSubset.refusal(of: source) == nil) }

    struct Case: Sendable, CustomTestStringConvertible {
        var source: String
        var says: String
        var character: Int
        var testDescription: String { source }

        init(_ source: String, _ says: String, at character: Int) {
            (self.source, self.says, self.character) = (source, says, character)
        }
    }

    @Test(
        "what is not, and where",
        arguments: [
            Case("(?=a)", "look-ahead", at: 1), Case("(?!a)", "look-ahead", at: 1), Case("a(?<=b)", "look-behind", at: 2),
            Case("(?<!b)", "look-behind", at: 1), Case("(?>a)", "atomic", at: 1), Case("(?(1)a)", "conditions", at: 1),
            Case("(?R)", "recursion", at: 1), Case("(?1)", "recursion", at: 1), Case("(?-1)", "recursion", at: 1),
            Case("(?+1)", "recursion", at: 1), Case("(?&n)", "recursion", at: 1), Case("(?P>n)", "recursion", at: 1),
            Case("(?|a)", "branch reset", at: 1), Case("(?P=n)", "back-references", at: 1), Case("(*ACCEPT)", "verbs", at: 1),
            Case(#"(a)\1"#, "back-references", at: 4), Case(#"\g{1}"#, "back-references", at: 1), Case(#"\k<n>"#, "back-references", at: 1),
            Case(#"a\Kb"#, "subset", at: 2), Case(#"\G"#, "subset", at: 1), Case(#"\R"#, "subset", at: 1), Case(#"\X"#, "subset", at: 1),
            Case("[]](?=a)", "look-ahead", at: 4), Case("[^]](?=a)", "look-ahead", at: 5), Case("[](]](?=a)", "look-ahead", at: 6),
            Case(#"[\]](?=a)"#, "look-ahead", at: 5), Case(#"\\(?=a)"#, "look-ahead", at: 3),
            Case("[[:alpha:]](?=a)", "look-ahead", at: 12),
            Case("[[:alpha:][](?=a)", "look-ahead", at: 13), Case("[a[](?=b)", "look-ahead", at: 5),
            Case(#"\Q[\E(?=a)"#, "look-ahead", at: 6),
            Case("(?x)a # [\n(?=b)", "this kind of group", at: 1), Case("(?C1)a", "this kind of group", at: 1),
            Case("(?i)(?=a)", "look-ahead", at: 5), Case("((?:a(?!b)))", "look-ahead", at: 6),
            Case("(?#note)a", "this kind of group", at: 1),
        ])
    func refused(_ c: Case) {
        let why = RegexSubset.refusal(of: c.source) ?? "nothing"
        #expect(why.contains(c.says), "\(why)")
        #expect(why.hasSuffix("(character \(c.character))"), "\(why)")
    }

    @Test("text that ends anywhere never traps")
    func prefixes() {
        for source in [#"(?P<n>[^]a\](?=x)[[:alpha:]]\k<n>\Q[\E(*F)"#, "(?", "(", "[", "[^", "\\", "[\\", "[[:", #"\Q"#, #"\Q\"#] {
            for count in 0...source.utf8.count { _ = RegexSubset.refusal(of: String(source.prefix(count))) }
        }
    }
}
