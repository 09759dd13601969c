internal import RekeyCore
internal import RekeyDetect
internal import RekeyPatterns
internal import RekeyRules
internal import Testing

@Suite struct CatalogueTests {
    private static let now: Int64 = 1_795_000_000

    static let rules: [Rule] = (try? BuiltInCatalogue.load().allRules()) ?? []

    @Test("the embedded catalogue is there, with a rule for every known format")
    func embedded() { #expect(Self.rules.count >= 420) }

    @Test("every rule finds its examples and nothing in its counterexamples", arguments: rules)
    func examples(_ rule: Rule) throws {
        for failure in try RuleSelfTest.failures(of: rule, now: Self.now) { Issue.record("\(failure)") }
    }

    @Test("every rule shows two places its secret may stand in, and two that only look like it", arguments: rules)
    func twoOfEach(_ rule: Rule) {
        #expect(Set(rule.examples.map(Self.surroundings)).count >= 2, "the examples differ in the secret only")
        #expect(Set(rule.counterexamples).count >= 2)
    }

    @Test("every rule says what its secret opens, what to do, and where the format is documented", arguments: rules)
    func words(_ rule: Rule) {
        #expect(!rule.title.isEmpty && !rule.description.isEmpty && !rule.remedy.isEmpty && !rule.provider.isEmpty)
        #expect(!rule.references.isEmpty)
        for reference in rule.references { #expect(reference.hasPrefix("https://"), "\(reference)") }
    }

    @Test("a word that many names have does not make a rule search whole texts", arguments: rules.filter { $0.matcher == .regex })
    func window(_ rule: Rule) {
        #expect(rule.window != .wholeText || rule.anchors.isEmpty && rule.keywords.isEmpty, "a rule with keywords needs a window")
    }

    /// An example without its marked secret; all of it when none is marked.
    private static func surroundings(of example: String) -> String {
        guard let start = example.firstIndex(of: "‹"), let end = example.firstIndex(of: "›"), start < end else { return example }
        return String(example[..<start] + example[end...])
    }
}

extension Rule: CustomTestStringConvertible {
    public var testDescription: String { id.rawValue }
}
