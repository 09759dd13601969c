package import RekeyCore
internal import RekeyRules

/// Runs the examples that rules carry: what `rekey rules check` and the tests do.
package enum RuleSelfTest {
    /// One example that did not come out as its rule says.
    package struct Failure: Sendable, CustomStringConvertible {
        package var rule: RuleID
        /// For example `example 2`.
        package var example: String
        package var why: String

        package var description: String { "\(rule), \(example): \(why)" }
    }

    /// Each template is expanded this many times with different random parts.
    private static let rounds: UInt64 = 4
    /// A path whose assignments need no quotes.
    private static func path(for rule: Rule) -> [UInt8] { Array((rule.files.first ?? "settings.env").utf8) }

    /// What is wrong with `rule`, run alone and whatever its path condition says.
    package static func failures(of rule: Rule, now: Int64) throws -> [Failure] {
        var alone = rule
        alone.path = nil
        // Why: a rule that reads files whole has no literal, and a prefilter needs one.
        let rules = try RuleSet(Catalogue(rules: [alone], harvested: HarvestLiterals.all))
        let detector = try Detector(rules, now: now)
        var failures: [Failure] = []
        for (index, template) in rule.examples.enumerated() {
            for seed in 1...rounds {
                let example = ExampleTemplate(template, seed: seed &* 7919 &+ UInt64(index))
                if var why = try missing(detector, path(for: rule), example) {
                    let closest = try Detector(rules, now: now, traces: true).scan(example.text.span, path: path(for: rule)).closest
                    if let closest = closest.first { why += "; closest candidate: \(closest.reason)" }
                    failures.append(Failure(rule: rule.id, example: "example \(index + 1)", why: why))
                    break
                }
            }
        }
        for (index, template) in rule.counterexamples.enumerated() {
            for seed in 1...rounds {
                let text = ExampleTemplate(template, seed: seed &* 104_729 &+ UInt64(index)).text
                guard try !detector.scan(text.span, path: path(for: rule)).detections.isEmpty else { continue }
                failures.append(Failure(rule: rule.id, example: "counterexample \(index + 1)", why: "the rule finds something"))
                break
            }
        }
        return failures
    }

    private static func missing(_ detector: borrowing Detector, _ path: [UInt8], _ example: ExampleTemplate) throws -> String? {
        let result = try detector.scan(example.text.span, path: path)
        if result.detections.isEmpty {
            return "the rule finds nothing"
        }
        guard let secret = example.secret, !result.detections.contains(where: { $0.range == secret }) else { return nil }
        return "the secret was found at \(result.detections[0].range), not at \(secret)"
    }
}
