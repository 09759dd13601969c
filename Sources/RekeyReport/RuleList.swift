package import RekeyCore

/// A list of rules, for `rekey rules list`.
package struct RuleList: Sendable {
    /// The forms a list of rules can take.
    package enum Format: String, Sendable, CaseIterable { case text, json }

    /// Names the form of JSON about rules; the promise is that of reports.
    static let schema = "rekey.rules/1"

    private let rules: [Rule]

    /// Keeps the order of `rules`.
    package init(_ rules: [Rule]) { self.rules = rules }

    /// The list as UTF-8, ending with a line feed.
    package func bytes(as format: Format) -> [UInt8] {
        switch format {
        case .text: Array(lines.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
        case .json: JSONWriter.bytes(of: json, style: .indented) + [UInt8(ascii: "\n")]
        }
    }

    /// ID, severity and title in aligned columns, then the number of rules.
    private var lines: [String] {
        let ids = rules.map { TerminalText.escaped($0.id.rawValue) }
        let idWidth = ids.map(\.count).max() ?? 0
        let severityWidth = rules.map(\.severity.rawValue.count).max() ?? 0
        let table = zip(ids, rules).map { id, rule in
            Self.padded(id, idWidth) + "  " + Self.padded(rule.severity.rawValue, severityWidth) + "  "
                + TerminalText.escaped(rule.title)
        }
        return table + (table.isEmpty ? [] : [""]) + [Quantity.of(rules.count, "rule")]
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private var json: JSONValue {
        .object([
            ("schema", .string(Self.schema)),
            (
                "rules",
                .array(
                    rules.map { rule in
                        .object([
                            ("id", .string(rule.id.rawValue)), ("title", .string(rule.title)), ("provider", .string(rule.provider)),
                            ("severity", .string(rule.severity.rawValue)), ("confidence", .string(rule.confidence.rawValue)),
                        ])
                    })
            ),
        ])
    }
}
