package import RekeyCore

/// One finding in full, for `rekey explain ID`: where it is, why it is believed, what excuses it, what to do.
package struct FindingExplanation: Sendable {
    private let group: FindingGroup
    private let rule: Rule?
    private let options: Report.Options

    /// `findings` are all places of one secret; `nil` when there are none. `rule` adds its description and references.
    package init?(_ findings: [Finding], rule: Rule?, paths: PathStyle) {
        guard let group = FindingGroup.groups(of: ReportOrder.sorted(findings)).first else { return nil }
        self.group = group
        self.rule = rule
        options = Report.Options(isVerbose: true, paths: paths)
    }

    /// The explanation as UTF-8, ending with a line feed.
    package var bytes: [UInt8] {
        let lead = group.lead
        let name = lead.fingerprint.map { "id \(TerminalText.escaped($0.rawValue)), " } ?? ""
        let heading = [
            "\(lead.severity.rawValue): \(TerminalText.escaped(lead.title))  \(Redaction.redacted(lead.secret))",
            "\(name)rule \(TerminalText.escaped(lead.rule.rawValue))",
        ]
        let blocks = [
            heading,
            block("where it is", places),
            block("why it is believed", [lead.confidence.words] + group.evidence.map(TerminalText.escaped)),
            block("what it is", rule.map { [TerminalText.escaped($0.description)].filter { !$0.isEmpty } } ?? []),
            block("what excuses it", excuses),
            block("what to do next", advice),
            block("if it is a false alarm", ways),
            block("references", rule?.references.map(TerminalText.escaped) ?? []),
        ]
        return Array(blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n").utf8) + [UInt8(ascii: "\n")]
    }

    private func block(_ title: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["\(title):"] + lines.map { "  \($0)" } }

    private var places: [String] {
        group.places.map { place in
            let line = TextPlace(finding: place, options: options).line
            return place.severity == group.lead.severity ? line : "\(line)  (\(place.severity.rawValue) here)"
        }
    }

    private var excuses: [String] {
        let excused = group.places.filter { $0.suppression != nil }
        guard !excused.isEmpty else { return [] }
        let lines = excused.compactMap { place in
            place.suppression.map { excuse in
                let origin = excuse.origin.isEmpty ? "" : " at \(TerminalText.escaped(excuse.origin))"
                let reason = excuse.reason.isEmpty ? ", which gives no reason" : ": \(TerminalText.escaped(excuse.reason))"
                return "\(TextPlace(finding: place, options: options).address)  \(excuse.kind.words)\(origin)\(reason)"
            }
        }
        let open = group.places.count - excused.count
        return lines + (open > 0 ? ["\(Quantity.of(open, "other place")) still \(open == 1 ? "counts" : "count")"] : [])
    }

    private var advice: [String] {
        [group.lead.remedy].filter { !$0.isEmpty }.map(TerminalText.escaped)
            + (group.lead.playbook.map { ["playbook: \(TerminalText.escaped($0))"] } ?? [])
    }

    private var ways: [String] {
        guard group.places.contains(where: { $0.suppression == nil }) else { return [] }
        let rule = TerminalText.escaped(group.lead.rule.rawValue)
        var lines = ["in a comment on its line, or alone on the line above: rekey:allow[\(rule)] reason"]
        if let id = group.lead.fingerprint { lines.append("for this secret wherever it is, in .rekeyignore: id:\(id) reason") }
        return lines + ["for paths or values, in .rekey.toml: an [[allowlists]] table with rules = [\"\(rule)\"]"]
    }
}
