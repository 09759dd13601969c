internal import RekeyCore
internal import RekeyDetect
internal import RekeyPatterns
internal import RekeyRules

/// Takes out of rules what looks like a credential before they are printed: people put real values into examples and allowlists.
struct SecretFreeRules: ~Copyable {
    private let text: SecretFreeText

    init(_ rules: RuleSet) throws { text = try SecretFreeText(rules) }

    /// The rule with `…` for every credential in its examples and allowlists; a built-in rule holds none.
    func cleaned(_ rule: Rule) throws -> Rule {
        guard try !BuiltInCatalogue.load().allRules().contains(rule) else { return rule }
        var rule = rule
        rule.examples = try rule.examples.map { try text.cleaned($0) }
        rule.counterexamples = try rule.counterexamples.map { try text.cleaned($0) }
        for index in rule.allowlists.indices {
            rule.allowlists[index].regexes = try rule.allowlists[index].regexes.map { try text.cleaned($0) }
            rule.allowlists[index].stopwords = try rule.allowlists[index].stopwords.map { try text.cleaned($0) }
        }
        return rule
    }
}
