internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules

/// Takes out of rules what looks like a credential before they are printed: people put real values into examples and allowlists.
struct SecretFreeRules: ~Copyable {
    private let detector: Detector

    init(_ rules: RuleSet, now: Int64) throws {
        // Why: a rule's own allowlist would hide the very value that it quotes.
        let bare = try rules.catalogue.allRules().map { rule in
            var rule = rule
            rule.allowlists = []
            return rule
        }
        detector = try Detector(RuleSet(Catalogue(rules: bare, harvested: HarvestLiterals.all)), now: now)
    }

    /// The rule with `…` for every credential in its examples and allowlists.
    func cleaned(_ rule: Rule) throws -> Rule {
        var rule = rule
        rule.examples = try rule.examples.map { try cleaned($0) }
        rule.counterexamples = try rule.counterexamples.map { try cleaned($0) }
        for index in rule.allowlists.indices {
            rule.allowlists[index].regexes = try rule.allowlists[index].regexes.map { try cleaned($0) }
            rule.allowlists[index].stopwords = try rule.allowlists[index].stopwords.map { try cleaned($0) }
        }
        return rule
    }

    /// The text with `…` for every credential in it.
    func cleaned(_ text: String) throws -> String {
        var bytes = Array(text.utf8)
        let found = try detector.scan(bytes.span, path: []).detections.map(\.range)
        guard !found.isEmpty else { return text }
        for range in found.sorted(by: { $0.lowerBound > $1.lowerBound }) {
            bytes.replaceSubrange(range.clamped(to: 0..<bytes.count), with: "…".utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
