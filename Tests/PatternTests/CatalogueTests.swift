internal import RekeyCore
internal import RekeyDetect
internal import RekeyPatterns
internal import RekeyRules
internal import Testing

@Suite struct CatalogueTests {
    private static let now: Int64 = 1_795_000_000

    static let rules: [Rule] = (try? BuiltInCatalogue.load().allRules()) ?? []

    @Test("the embedded catalogue is there")
    func embedded() { #expect(Self.rules.count > 40) }

    @Test("every rule finds its examples and nothing in its counterexamples", arguments: rules)
    func examples(_ rule: Rule) throws {
        #expect(rule.examples.count >= 2 && rule.counterexamples.count >= 2)
        for failure in try RuleSelfTest.failures(of: rule, now: Self.now) { Issue.record("\(failure)") }
    }
}

extension Rule: CustomTestStringConvertible {
    public var testDescription: String { id.rawValue }
}
