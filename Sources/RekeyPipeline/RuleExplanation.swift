internal import RekeyCore
internal import RekeyReport
internal import RekeyRules

/// What a rule looks for, why, and how it makes sure, for `rekey explain RULE`.
struct RuleExplanation {
    /// With examples and allowlists free of anything that looks like a credential.
    let rule: Rule

    private static let exampleLimit = 2
    private static let exampleLines = 4

    /// The explanation as UTF-8, ending with a line feed.
    var bytes: [UInt8] {
        let heading = [
            "\(TerminalText.escaped(rule.id.rawValue)): \(TerminalText.escaped(rule.title))",
            "severity \(rule.severity.rawValue), confidence \(rule.confidence.rawValue)"
                + (rule.tags.isEmpty ? "" : ", tags \(TerminalText.escaped(rule.tags.joined(separator: ", ")))"),
        ]
        let blocks = [
            heading,
            block("what it looks for", target),
            block("for example", examples),
            block("why it matters", [TerminalText.escaped(rule.description)].filter { !$0.isEmpty }),
            block("what a match must pass", tests),
            block("what to do next", advice),
            block("references", rule.references.map(TerminalText.escaped)),
        ]
        return Array(blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n").utf8) + [0x0A]
    }

    private func block(_ title: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["\(title):"] + lines.map { "  \($0)" } }

    private var target: [String] {
        var lines: [String] = []
        switch rule.matcher {
        case .assignment: lines.append("a value that somebody made up, given to a variable, key or header whose name promises a credential")
        case .regex:
            let literals = rule.anchors + rule.keywords
            if !rule.files.isEmpty { lines.append("the text of files named \(TerminalText.escaped(rule.files.joined(separator: ", ")))") }
            guard !literals.isEmpty else { break }
            let shown = literals.prefix(6).map { "`\(TerminalText.escaped($0))`" }.joined(separator: ", ")
            let more = literals.count > 6 ? " or \(literals.count - 6) more" : ""
            lines.append("text of a known form with \(shown)\(more)")
            if rule.name != nil { lines.append("given as value to a variable, key or header of a fitting name") }
        }
        if let path = rule.path { lines.append("only in paths that match \(TerminalText.escaped(path))") }
        return lines
    }

    private var examples: [String] {
        rule.examples.prefix(Self.exampleLimit).flatMap { template in
            let lines = ExampleTemplate.shown(template).split(separator: "\n").map { TerminalText.escaped(String($0)) }
            return lines.count > Self.exampleLines ? lines.prefix(Self.exampleLines) + ["…"] : lines
        }
    }

    private var tests: [String] {
        var lines: [String] = []
        switch rule.boundary {
        case .none: break
        case .word: lines.append("no letter, digit or underscore touches it")
        case .token: lines.append("no letter, digit, underscore or hyphen touches it")
        case .base64: lines.append("no character of base64 touches it")
        }
        if rule.entropy > 0 { lines.append("entropy of at least \(rule.entropy) bits a byte") }
        lines += rule.allowlists.map { list in
            list.description.isEmpty ? "not on an allowlist of the rule" : "not on the allowlist: \(TerminalText.escaped(list.description))"
        }
        lines += rule.near.map { "something that matches \(TerminalText.escaped($0.regex)) within \($0.lines) lines" }
        lines += rule.validate.map { TerminalText.escaped(ValidatorName.words(for: $0)) }
        return lines + ["no placeholder, sample or reference to a value kept elsewhere"]
    }

    private var advice: [String] {
        [rule.remedy].filter { !$0.isEmpty }.map(TerminalText.escaped)
            + (rule.playbook.map { ["playbook: \(TerminalText.escaped($0))"] } ?? [])
    }
}
