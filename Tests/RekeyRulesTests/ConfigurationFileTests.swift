internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct ConfigurationFileTests {
    private func configuration(_ text: String) throws(Trouble) -> ConfigurationFile { try ConfigurationFile(toml(text)) }

    @Test("an empty file asks for the built-in rules as they are")
    func empty() throws {
        let file = try configuration("")
        #expect(file.extendsDefault && file.usesCatalogueAsIs && file.rules.isEmpty && file.allowlists.isEmpty)
        #expect(file.scan == ConfigurationFile.ScanSettings())
    }

    @Test("the form of rekey: settings, rules, allowlists with reason, rules, fingerprints and expiry")
    func rekeyForm() throws {
        let file = try configuration(
            """
            [extend]
            useDefault = true
            disabledRules = ["acme.old", "acme.older"]

            [scan]
            failOn = "high"
            exclude = ["vendor/", "*.min.js"]
            maxFileMiB = 20

            [[rules]]
            id = "corp.token"
            regex = "corp_[a-z]+"
            anchors = ["corp_"]

            [[allowlists]]
            reason = "synthetic keys"
            paths = ["^tests/"]
            rules = ["corp.*"]
            expires = "2027-01-31"

            [[allowlists]]
            reason = "rotated"
            fingerprints = ["0123456789ab"]
            """)
        #expect(file.extendsDefault && !file.usesCatalogueAsIs)
        #expect(file.disabledRules == ["acme.old", "acme.older"])
        #expect(file.scan == ConfigurationFile.ScanSettings(failOn: "high", exclude: ["vendor/", "*.min.js"], maximumFileMiB: 20))
        #expect(file.rules.map(\.id) == ["corp.token"])
        #expect(
            file.allowlists == [
                ConfigurationFile.AllowlistEntry(
                    conditions: RuleAllowlist(paths: ["^tests/"]), rules: ["corp.*"], fingerprints: [], reason: "synthetic keys",
                    expires: "2027-01-31", origin: "rules.toml:15"),
                ConfigurationFile.AllowlistEntry(
                    conditions: RuleAllowlist(), rules: [], fingerprints: ["0123456789ab"], reason: "rotated", expires: nil,
                    origin: "rules.toml:21"),
            ])
    }

    private static let gitleaks = #"""
        title = "Corp gitleaks config"
        minVersion = "v8.25.0"

        [extend]
        useDefault = true
        disabledRules = ["acme.token"]

        [[rules]]
        id = "corp-api-key"
        description = "Corp API key"
        regex = '''(?i)corp[_-]?api[_-]?key\s*[:=]\s*["']?([a-z0-9]{32})'''
        secretGroup = 1
        entropy = 3.2
        path = '''\.(?:env|ya?ml)$'''
        keywords = ["corp"]
        tags = ["corp", "api"]

            [[rules.allowlists]]
            description = "test data"
            condition = "AND"
            regexTarget = "line"
            regexes = ['''example''']
            paths = ['''^testdata/''']

            [[rules.allowlists]]
            stopwords = ["dummy"]
            commits = ["0a1b2c3d"]

        [[rules]]
        id = "slack.webhook"
        [[rules.allowlists]]
        regexes = ['''/T00000000/''']

        [[rules]]
        id = "corp-key-files"
        description = "Key files"
        path = '''\.corpkey$'''
        keywords = ["corp"]

        [allowlist]
        description = "global"
        paths = ['''(?:^|/)node_modules/''', '''\.lock$''']
        regexes = ['''^\$\{[A-Z_]+\}$''']
        stopwords = ["placeholder"]

        [[allowlists]]
        description = "targeted"
        targetRules = ["corp-api-key"]
        condition = "OR"
        commits = ["ffffffff"]
        """#

    @Test("a gitleaks v8 configuration is read in full")
    func gitleaks() throws {
        let file = try configuration(Self.gitleaks)
        #expect(file.extendsDefault && file.disabledRules == ["acme.token"])
        #expect(file.rules.map(\.id) == ["corp-api-key", "slack.webhook", "corp-key-files"])
        let rule = file.rules[0]
        #expect(rule.title == "Corp API key" && rule.secretGroup == 1 && rule.entropy == 3.2 && rule.window == .wholeText)
        #expect(rule.path == #"\.(?:env|ya?ml)$"# && rule.keywords == ["corp"] && rule.tags == ["corp", "api"])
        #expect(
            rule.allowlists == [
                RuleAllowlist(
                    description: "test data", regexes: ["example"], target: .line, paths: ["^testdata/"], requiresAll: true),
                RuleAllowlist(stopwords: ["dummy"], commits: ["0a1b2c3d"]),
            ])
        #expect(file.allowlists.map(\.rules) == [["corp-api-key"], []])
        #expect(file.allowlists.map(\.reason) == ["targeted", "global"])
        #expect(file.allowlists[1].conditions.regexes == [#"^\$\{[A-Z_]+\}$"#])
        #expect(file.allowlists[0].conditions.commits == ["ffffffff"])
    }

    @Test("a rule without a pattern only amends the built-in one; one with a pattern replaces it; disabled ones go")
    func joined() throws {
        let builtIn = [sampleRule("acme.token"), sampleRule("slack.webhook"), sampleRule("corp-key-files")]
        let joined = try configuration(Self.gitleaks).rules(over: builtIn)
        #expect(joined.map(\.id) == ["slack.webhook", "corp-key-files", "corp-api-key"])
        #expect(joined[0].regex == sampleRule().regex && joined[0].allowlists == [RuleAllowlist(regexes: ["/T00000000/"])])
        #expect(joined[1].path == #"\.corpkey$"# && joined[1].regex.isEmpty)
    }

    @Test("an amendment of a rule that is not there adds nothing")
    func amendsNothing() throws {
        #expect(try configuration("[[rules]]\nid = \"no.such\"\n[[rules.allowlists]]\nstopwords = [\"x\"]").rules(over: []).isEmpty)
    }

    @Test("own rules stand alone unless the default is asked for")
    func extending() throws {
        let rule = "[[rules]]\nid = \"a.b\"\nregex = \"abc\"\nanchors = [\"abc\"]\n"
        #expect(try !configuration(rule).extendsDefault)
        #expect(try configuration("[extend]\nuseDefault = true\n" + rule).extendsDefault)
        #expect(try configuration("[extend]\npath = \"base.toml\"\n" + rule).extendedPath == "base.toml")
        #expect(try !configuration("[extend]\nuseDefault = false").extendsDefault)
    }

    @Test("a file that extends another adds to it and wins over it")
    func joinsBase() throws {
        var file = try configuration(
            "[extend]\npath = \"base.toml\"\ndisabledRules = [\"x.y\"]\n[scan]\nfailOn = \"low\"\nexclude = [\"b\"]\n"
                + "[[rules]]\nid = \"a.b\"\nregex = \"new\"\nanchors = [\"new\"]\n[[allowlists]]\nstopwords = [\"own\"]")
        let base = try configuration(
            "[extend]\nuseDefault = true\ndisabledRules = [\"z.z\"]\n[scan]\nfailOn = \"high\"\nexclude = [\"a\"]\nmaxFileMiB = 3\n"
                + "[[rules]]\nid = \"a.b\"\nregex = \"old\"\nanchors = [\"old\"]\n[[rules]]\nid = \"a.c\"\nregex = \"abc\"\nanchors = [\"abc\"]\n"
                + "[[allowlists]]\nstopwords = [\"base\"]")
        file.join(base: base)
        #expect(file.rules.map(\.regex) == ["abc", "new"])
        #expect(file.disabledRules == ["x.y", "z.z"])
        #expect(file.scan == ConfigurationFile.ScanSettings(failOn: "low", exclude: ["a", "b"], maximumFileMiB: 3))
        #expect(file.allowlists.map(\.conditions.stopwords) == [["base"], ["own"]])
        #expect(file.extendsDefault && file.extendedPath == nil)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var text: String
        var says: String
        var place: String
        var testDescription: String { text }
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            Wrong(text: "\n[scna]\n", says: "`scna` is not a field", place: "rules.toml:2"),
            Wrong(text: "[scan]\nfailOn = 3", says: "`failOn` is not a string", place: "rules.toml:1"),
            Wrong(text: "[scan]\nfast = true", says: "`fast` is not a field", place: "rules.toml:1"),
            Wrong(text: "#\n[extend]\nurl = \"https://acme.test\"", says: "would need the network", place: "rules.toml:3"),
            Wrong(text: "[extend]\nuseDefault = \"yes\"", says: "`useDefault` is not true or false", place: "rules.toml:1"),
            Wrong(
                text: "[[rules]]\nid = \"a.b\"\nregex = \"(?=a)\"\nkeywords = [\"abc\"]", says: "look-ahead is not supported",
                place: "rules.toml:3, rule a.b"),
            Wrong(text: "[[rules]]\nid = \"a.b\"\nregex = \"abc\"", says: "a rule without a literal", place: "rules.toml:1, rule a.b"),
            Wrong(
                text:
                    "[[rules]]\nid = \"a.b\"\nregex = \"abc\"\nkeywords = [\"abc\"]\n[[rules]]\nid = \"a.b\"\nregex = \"x\"\nkeywords = [\"xyz\"]",
                says: "`id` is used twice", place: "rules.toml:6, rule a.b"),
            Wrong(text: "[[allowlists]]\nregexes = [\"a(\"]", says: "does not compile", place: "rules.toml:1"),
            Wrong(
                text: "[[allowlists]]\nstopwords = [\"a\"]\n\n[[allowlists]]\nword = [\"a\"]", says: "`word` is not a field",
                place: "rules.toml:4"),
            Wrong(text: "[allowlist]\npaths = \"x\"", says: "`paths` is not a list of strings", place: "rules.toml:1"),
        ])
    func wrong(_ c: Wrong) {
        let trouble = trouble { () throws(Trouble) in _ = try configuration(c.text) }
        #expect(trouble?.what.contains(c.says) == true, "\(trouble?.what ?? "nothing is said")")
        #expect(trouble?.place?.hasPrefix(c.place) == true, "\(trouble?.place ?? "no place")")
    }

    @Test("every shorter prefix is a configuration or a trouble, never a trap")
    func prefixes() {
        for count in 0..<Self.gitleaks.utf8.count {
            let source = toml(String(decoding: Array(Self.gitleaks.utf8).prefix(count), as: UTF8.self))
            _ = trouble { () throws(Trouble) in _ = try ConfigurationFile(source) }
        }
    }
}
