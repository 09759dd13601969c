internal import RekeyCore
internal import RekeyPolicy

/// A synthetic secret, made of pieces so that no scanner finds it here.
let sampleSecret = "sk" + "_" + "live" + "_" + String(repeating: "q7", count: 12)

/// A finding of `sampleSecret` in a line.
struct Sample {
    var finding: Finding
    var context: LineContext

    /// The first `§` of `line` is replaced by the secret, or by `secret`.
    init(
        _ line: String, previous: String = "", rule: RuleID = "stripe.secret-key", severity: Severity = .high, path: String = "src/app.py",
        secret: String = sampleSecret
    ) {
        let parts = line.split(separator: "§", maxSplits: 1, omittingEmptySubsequences: false)
        let column = (parts.first?.utf8.count ?? 0) + 1
        let text = parts.joined(separator: secret)
        var rule = Rule(id: rule, title: "sample")
        rule.severity = severity
        finding = Finding(
            rule: rule, provenance: Provenance(kind: .worktree, path: Array(path.utf8)),
            location: Location(
                line: 7, column: column, endLine: 7, endColumn: column + secret.utf8.count - 1, offset: nil, length: secret.utf8.count),
            secret: SecretText(Array(secret.utf8)))
        context = LineContext(line: Array(text.utf8), previousLine: Array(previous.utf8), match: Array("key=\(secret)".utf8))
    }
}

/// An engine that knows only literal text, which is enough to see what it is asked.
struct LiteralPatterns: PatternMatching {
    func matches(_ regex: String, in bytes: Span<UInt8>) -> Bool {
        let word = Array(regex.utf8)
        guard word.count <= bytes.count else { return false }
        return (0...(bytes.count - word.count)).contains { start in word.indices.allSatisfy { bytes[start + $0] == word[$0] } }
    }
}

extension Policy {
    /// What excuses one sample.
    func suppression(of sample: Sample) -> Suppression? {
        apply(to: [sample.finding], patterns: LiteralPatterns()) { _ in sample.context }.first?.suppression
    }
}
