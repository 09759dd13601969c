internal import RekeyCore
internal import RekeyDetect
internal import RekeyReport

/// Which rules found something in a text, or which came closest and what stopped them. Never repeats the text.
struct TextExplanation {
    let findings: [Finding]
    let nearMisses: [NearMiss]
    let titles: [RuleID: String]
    let readsAs: String

    private static let missLimit = 5

    /// The explanation as UTF-8, ending with a line feed.
    var bytes: [UInt8] {
        var blocks = findings.map(found)
        if findings.isEmpty { blocks.append([verdict]) }
        // Why: beside a finding only what nearly was one is worth a line, not every rule whose word occurs.
        let misses = nearMisses.filter { findings.isEmpty || $0.rejection.stage > .regex }.prefix(Self.missLimit)
        if !misses.isEmpty {
            let title = findings.isEmpty ? "closest, in this order:" : "came to nothing elsewhere in the text:"
            blocks.append([title] + misses.flatMap(missed))
        }
        if findings.isEmpty { blocks.append(["read as \(readsAs)"]) }
        return Array(blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n").utf8) + [0x0A]
    }

    private var verdict: String {
        nearMisses.isEmpty
            ? "no rule found anything, and no word in the text woke a rule: see `rekey rules list` for what there is"
            : "no rule found anything"
    }

    private func found(_ finding: Finding) -> [String] {
        var lines = [
            "\(finding.severity.rawValue): \(TerminalText.escaped(finding.title))",
            "  rule: \(TerminalText.escaped(finding.rule.rawValue)), confidence \(finding.confidence.rawValue)",
            "  at:   \(Self.place(finding.location))",
        ]
        for (index, fact) in finding.evidence.enumerated() {
            lines.append((index == 0 ? "  why:  " : "        ") + TerminalText.escaped(fact))
        }
        if let excuse = finding.suppression {
            let origin = excuse.origin.isEmpty ? "" : " at \(TerminalText.escaped(excuse.origin))"
            lines.append("  excused by \(excuse.kind.words)\(origin)")
        }
        return lines
    }

    private func missed(_ miss: NearMiss) -> [String] {
        let rejection = miss.rejection
        let title = titles[rejection.rule].map { "  \(TerminalText.escaped($0))" } ?? ""
        return [
            "\(TerminalText.escaped(rejection.rule.rawValue))\(title)",
            "  at:   \(Self.place(miss.location))",
            "  stopped by \(rejection.stage.words): \(TerminalText.escaped(rejection.reason))",
        ]
    }

    private static func place(_ location: Location) -> String {
        "line \(location.line), column \(location.column), \(location.length) bytes"
    }
}

extension Rejection.Stage {
    /// The name of the test, for people.
    fileprivate var words: String {
        switch self {
        case .assignment: "the name"
        case .path: "the path"
        case .regex: "the pattern"
        case .boundary: "the boundary"
        case .entropy: "the entropy"
        case .allowlist: "the allowlist"
        case .near: "what must stand near"
        case .validation: "the validation"
        case .placeholder: "the last test, for placeholders"
        }
    }
}
