internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

@Suite struct RuleSetTests {
    @Test("more words than can be looked for are refused, with their number and what to do", arguments: [32_700, 33_000])
    func tooManyWords(_ count: Int) throws {
        let rule = acmeRule { $0.keywords = (0..<count).map { "word\($0)x" } }
        let catalogue = try Catalogue(rules: [rule], harvested: [])
        guard count > 32_767 else {
            #expect(throws: Never.self) { try RuleSet(catalogue) }
            return
        }
        do {
            _ = try RuleSet(catalogue)
            Issue.record("33,000 words were taken")
        } catch let trouble as Trouble {
            let text = trouble.description
            #expect(text.contains("3300") && text.contains("at most 32767") && text.contains("leave rules out"))
        }
    }
}
