internal import RekeyCore
internal import Testing

@Suite struct PlaybookTests {
    struct TemplateCase: Sendable, CustomTestStringConvertible {
        let text: String
        let placeholders: [String]
        var testDescription: String { text }
    }

    @Test(
        "only words of letters and hyphens in braces are placeholders",
        arguments: [
            TemplateCase(text: "", placeholders: []),
            TemplateCase(text: "{ref}", placeholders: ["ref"]),
            TemplateCase(text: "{serviceID}", placeholders: ["serviceID"]),
            TemplateCase(text: "a{ref}{name}b{env-file}", placeholders: ["ref", "name", "env-file"]),
            TemplateCase(text: "${ref} %{ref} {r_f} {r1} {} {-} { ref} {ref", placeholders: []),
            TemplateCase(text: "'{\"type\":\"secret\"}' {{.Name}} {{ref}}", placeholders: ["ref"]),
        ])
    func placeholders(_ c: TemplateCase) {
        #expect(Template.placeholders(in: c.text) == c.placeholders)
        let joined = Template.parts(of: c.text).map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let word): "{\(word)}"
            }
        }
        #expect(joined.joined() == c.text)
    }

    @Test("under abuse the old secret ends before the new one is made, and no phase is lost")
    func order() {
        let (calm, abuse) = (Playbook.Phase.order(underAbuse: false), Playbook.Phase.order(underAbuse: true))
        #expect(Set(calm).count == Playbook.Phase.allCases.count && Set(abuse) == Set(calm) && calm.count == abuse.count)
        #expect(calm == Playbook.Phase.allCases)
        #expect(abuse.prefix(3) == [.contain, .revoke, .issue])
    }

    private static func playbook(_ id: String, insteadOf: [String] = [], when: [Playbook.Condition] = [], rules: [RuleID] = []) -> Playbook
    {
        var playbook = Playbook(id: id, title: id, capability: "All.", steps: [])
        (playbook.insteadOf, playbook.when, playbook.rules) = (insteadOf, when, rules)
        return playbook
    }

    private static let set = PlaybookSet([
        playbook("generic.secret"), playbook("a.key"),
        playbook("a.own", insteadOf: ["a.key"], when: [.selfHosted]),
        playbook("a.own-file", insteadOf: ["a.key"], when: [.selfHosted], rules: ["a.file"]),
        playbook("a.demo", insteadOf: ["a.key"], when: [.selfHosted, .demo]),
    ])

    struct ChoiceCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let name: String?
        var rule: RuleID? = "a.text"
        var conditions: Set<Playbook.Condition> = []
        let chosen: String
    }

    @Test(
        "the most specific playbook is chosen",
        arguments: [
            ChoiceCase(testDescription: "as named", name: "a.key", chosen: "a.key"),
            ChoiceCase(testDescription: "none named", name: nil, chosen: "generic.secret"),
            ChoiceCase(testDescription: "unknown", name: "b.key", chosen: "generic.secret"),
            ChoiceCase(testDescription: "self-hosted", name: "a.key", conditions: [.selfHosted, .legacy], chosen: "a.own"),
            ChoiceCase(testDescription: "of one rule", name: "a.key", rule: "a.file", conditions: [.selfHosted], chosen: "a.own-file"),
            ChoiceCase(testDescription: "no rule", name: "a.key", rule: nil, conditions: [.selfHosted], chosen: "a.own"),
            ChoiceCase(testDescription: "demo", name: "a.key", conditions: [.selfHosted, .demo], chosen: "a.demo"),
            ChoiceCase(testDescription: "demo, but hosted", name: "a.key", conditions: [.demo], chosen: "a.key"),
        ])
    func choice(_ c: ChoiceCase) {
        #expect(Self.set.playbook(named: c.name, rule: c.rule, conditions: c.conditions)?.id == c.chosen)
    }
}
