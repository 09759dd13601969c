internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct PlaybookFileTests {
    private static let full = #"""
        [[playbooks]]
        id = "acme.token"
        title = "Acme token"
        capability = "Opens Acme."
        cannot = "Close it."
        blastRadius = "All of Acme."
        alsoRotate = ["acme.key"]
        breaks = ["doors"]
        reversible = "no"
        notice = "a day"
        dashboards = [{ title = "Keys", url = "https://acme.test/{ref}" }]
        references = ["https://acme.test/docs"]
        insteadOf = ["generic.secret"]
        when = ["self-hosted", "legacy"]
        rules = ["acme.token"]
        everyRotation = true

        [[playbooks.steps]]
        id = "make"
        phase = "issue"
        title = "Make it"
        detail = "Well."
        command = '''
        acme new |
          rekey rotate apply {rotation}
        '''
        url = "https://acme.test/new"
        automatic = true
        last = true
        waitMinutes = 75
        breaks = "windows"
        evidence = "an ID"
        needs = ["end"]
        when = ["abuse-now"]
        rules = ["acme.key"]

        [[playbooks.steps]]
        id = "end"
        phase = "revoke"
        title = "End it"

        [[playbooks.migrations]]
        title = "To better"
        why = "It is."
        changes = ["this", "that"]
        when = ["legacy"]
        """#

    @Test("every field is read")
    func everyField() throws {
        var expected = Playbook(id: "acme.token", title: "Acme token", capability: "Opens Acme.", steps: [])
        (expected.cannot, expected.blastRadius) = ("Close it.", "All of Acme.")
        (expected.alsoRotate, expected.breaks) = (["acme.key"], ["doors"])
        (expected.reversible, expected.notice) = ("no", "a day")
        expected.dashboards = [Playbook.Link(title: "Keys", url: "https://acme.test/{ref}")]
        expected.references = ["https://acme.test/docs"]
        expected.insteadOf = ["generic.secret"]
        expected.when = [.selfHosted, .legacy]
        expected.rules = ["acme.token"]
        expected.isForEveryRotation = true
        var make = Playbook.Step(id: "make", phase: .issue, title: "Make it")
        (make.detail, make.command) = ("Well.", "acme new |\n  rekey rotate apply {rotation}")
        (make.url, make.isAutomatic, make.isLast) = ("https://acme.test/new", true, true)
        (make.waitMinutes, make.breaks, make.evidence) = (75, "windows", "an ID")
        (make.needs, make.when, make.rules) = (["end"], [.abuseNow], ["acme.key"])
        expected.steps = [make, Playbook.Step(id: "end", phase: .revoke, title: "End it")]
        var migration = Playbook.Migration(title: "To better", why: "It is.", changes: ["this", "that"])
        migration.when = [.legacy]
        expected.migrations = [migration]
        let playbooks = try PlaybookFile.playbooks(in: toml(Self.full))
        #expect(playbooks == [expected])
        try PlaybookCheck.check(playbooks, in: toml(Self.full))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Replaced in the full example, at its first place.
        let text: String
        let by: String
        let what: String
        /// As in `rules.toml:3`.
        let place: String
        var testDescription: String { name }

        var source: TOMLSource {
            toml(PlaybookFileTests.full.replacingFirst(text, by: by))
        }
    }

    @Test(
        "what is wrong is said with field and line",
        arguments: [
            Case(name: "no TOML", text: "id = ", by: "id ", what: "does not parse", place: "rules.toml:2"),
            Case(name: "unknown table", text: "[[playbooks]]", by: "[[books]]\n[[playbooks]]", what: "`books`", place: "rules.toml"),
            Case(name: "unknown field", text: "cannot =", by: "canot =", what: "`canot` is not a field", place: "rules.toml:5"),
            Case(
                name: "unknown field of a step", text: "detail =", by: "details =", what: "`details` is not a field", place: "rules.toml:22"
            ),
            Case(name: "no title", text: "title = \"Acme token\"", by: "", what: "`title` is missing", place: "rules.toml:1"),
            Case(name: "no capability", text: "\"Opens Acme.\"", by: "\"\"", what: "`capability` is missing", place: "rules.toml:4"),
            Case(name: "phase", text: "\"issue\"", by: "\"isue\"", what: "`phase` is `isue`", place: "rules.toml:20"),
            Case(
                name: "no phase of the second step", text: "phase = \"revoke\"", by: "", what: "`phase` is missing", place: "rules.toml:37"),
            Case(name: "condition", text: "\"self-hosted\"", by: "\"selfhosted\"", what: "names `selfhosted`", place: "rules.toml:14"),
            Case(name: "condition of a step", text: "\"abuse-now\"", by: "\"abuse\"", what: "names `abuse`", place: "rules.toml:34"),
            Case(name: "type", text: "= 75", by: "= \"75\"", what: "`waitMinutes` is not a whole number", place: "rules.toml:30"),
            Case(name: "link without address", text: "title = \"Keys\", ", by: "", what: "`title` is missing", place: "rules.toml:11"),
            Case(name: "migration", text: "why =", by: "reason =", what: "`reason` is not a field", place: "rules.toml:44"),
            Case(name: "identifier", text: "acme.token", by: "Acme token", what: "`id` holds more", place: "rules.toml:2"),
            Case(
                name: "step identifier", text: "id = \"make\"", by: "id = \"make.it\"", what: "`id` of step make.it", place: "rules.toml:19"
            ),
            Case(name: "two steps of a name", text: "id = \"end\"", by: "id = \"make\"", what: "`steps` has two", place: "rules.toml:1"),
            Case(name: "need", text: "[\"end\"]", by: "[\"ends\"]", what: "`needs` of step make names ends", place: "rules.toml:33"),
            Case(
                name: "insecure address", text: "https://acme.test/new", by: "http://acme.test/new", what: "`url`", place: "rules.toml:27"),
            Case(
                name: "insecure page", text: "https://acme.test/{ref}", by: "http://acme.test", what: "`dashboards`", place: "rules.toml:11"
            ),
            Case(name: "value placeholder", text: "{rotation}", by: "{value}", what: "never holds a secret", place: "rules.toml:23"),
            Case(name: "unknown placeholder", text: "{ref}", by: "{reff}", what: "holds {reff}; known are {ref}", place: "rules.toml:11"),
            Case(name: "argument", text: "acme new |", by: "acme set --body x |", what: "`--body `", place: "rules.toml:23"),
            Case(name: "echo", text: "acme new |", by: "echo \"$NEW\" |", what: "show a secret", place: "rules.toml:23"),
            Case(name: "header", text: "acme new |", by: "curl -H 'Authorization: x' |", what: "$HDR", place: "rules.toml:23"),
        ])
    func wrong(_ c: Case) throws {
        let found = trouble { () throws(Trouble) in
            try PlaybookCheck.check(PlaybookFile.playbooks(in: c.source), in: c.source)
        }
        let message = try #require(found).description
        #expect(message.contains(c.what))
        #expect(found?.place?.hasPrefix(c.place) == true, "\(message)")
        #expect(message.contains("playbook") || message.contains("configuration"))
    }

    struct FitCase: Sendable, CustomTestStringConvertible {
        let name: String
        let change: @Sendable (inout [Playbook], inout Rule) -> Void
        let what: String?
        var testDescription: String { name }
    }

    @Test(
        "rules and playbooks must fit together",
        arguments: [
            FitCase(name: "they do", change: { _, _ in }, what: nil),
            FitCase(name: "a rule's playbook does not exist", change: { $1.playbook = "acme.tokn" }, what: "names acme.tokn"),
            FitCase(name: "nobody uses a playbook", change: { $1.playbook = nil }, what: "is used by no rule and no other playbook"),
            FitCase(name: "two of a name", change: { playbooks, _ in playbooks[1].id = "generic.secret" }, what: "names acme.token"),
            FitCase(name: "no general one", change: { playbooks, _ in playbooks.removeFirst() }, what: "generic.secret is missing"),
            FitCase(name: "it stands in for nothing", change: { playbooks, _ in playbooks[1].insteadOf = ["no"] }, what: "names no, which"),
            FitCase(name: "a step is for no rule", change: { playbooks, _ in playbooks[1].steps[0].rules = ["a.b"] }, what: "names a.b"),
            FitCase(
                name: "two are for every rotation",
                change: { playbooks, _ in for index in playbooks.indices { playbooks[index].isForEveryRotation = true } },
                what: "two say `everyRotation`"),
        ])
    func fit(_ c: FitCase) {
        let step = Playbook.Step(id: "end", phase: .revoke, title: "End it")
        var playbooks = ["generic.secret", "acme.token"].map { Playbook(id: $0, title: $0, capability: "All.", steps: [step]) }
        var rule = sampleRule { $0.playbook = "acme.token" }
        c.change(&playbooks, &rule)
        let text = toml("[[rules]]\nplaybook = \"x\"\n[[playbooks]]\n[[playbooks]]\nid = \"y\"")
        let found = trouble { () throws(Trouble) in try PlaybookCheck.check([(text, playbooks)], against: [(text, [rule])]) }
        if let what = c.what {
            #expect(found?.description.contains(what) == true)
            #expect(found?.place?.hasPrefix("rules.toml:") == true || found?.place == "patterns/playbooks")
        } else {
            #expect(found == nil)
        }
    }

    @Test("an embedded text comes back as it was, and damage gives nothing")
    func embedded() {
        let source = EmbeddedText(name: "patterns/a.toml", base64: "YSA9ICLDtiIK").source
        #expect(source?.name == "patterns/a.toml")
        #expect(source?.text == "a = \"ö\"\n")
        #expect(EmbeddedText.encoded("a = \"ö\"\n") == "YSA9ICLDtiIK")
        #expect(EmbeddedText(name: "a", base64: "Y?A9").source == nil)
        #expect(EmbeddedText(name: "a", base64: "/w==").source == nil)
    }
}

extension String {
    fileprivate func replacingFirst(_ text: String, by other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    private func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + self[range.upperBound...]
    }
}
