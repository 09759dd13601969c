internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

/// One credential format that rekey promises to know.
struct Format: Sendable, CustomTestStringConvertible {
    var name: String
    var rule: RuleID
    /// A template whose one secret must be found, by `rule` alone.
    var positive: String
    /// A template in which nothing must be found.
    var negative: String?

    init(_ name: String, _ rule: RuleID, _ positive: String, _ negative: String?) {
        (self.name, self.rule, self.positive, self.negative) = (name, rule, positive, negative)
    }

    var testDescription: String { name }
}

/// Every format of the facts about Supabase and about webhooks, end to end through the whole catalogue.
@Suite struct FormatTests {
    @Test("a rule of the catalogue covers each format", arguments: Format.webhooks + Format.supabase)
    func covered(_ format: Format) {
        #expect(FullCatalogue.rules.contains { $0.id == format.rule })
    }

    @Test("each format is found once, at its place, by its own rule", arguments: Format.webhooks + Format.supabase)
    func positive(_ format: Format) throws {
        for (seed, frame) in zip(1..., ["%", "x: 1\n%\ny: 2\n", "\"%\",", "- '%'\n"]) where seed == 1 || !format.positive.contains("\"") {
            let template = frame.replacing("%", with: format.positive)
            let (example, found) = try FullCatalogue.scan(template: template, seed: UInt64(seed))
            #expect(found.map(\.rule.id) == [format.rule], "\(frame)")
            if let secret = example.secret { #expect(found.first?.range == secret, "\(frame)") }
        }
    }

    @Test("its placeholder is not", arguments: Format.webhooks + Format.supabase)
    func negative(_ format: Format) throws {
        guard let negative = format.negative else { return }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try FullCatalogue.scan(template: negative, seed: seed).1.map(\.rule.id) == [])
        }
    }
}
