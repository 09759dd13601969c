internal import RekeyCore

/// One secret in the text report. The lines with places start with `path:line:column`, which terminals make clickable.
struct TextFinding {
    /// Places of one secret that are shown without `--verbose`.
    private static let placeLimit = 5
    /// Lines of evidence that are shown without `--verbose`.
    private static let evidenceLimit = 8

    let group: FindingGroup
    let options: Report.Options

    /// Severity and title, places, then why, next and id.
    var lines: [String] {
        let lead = group.lead
        let heading = "\(Paint(isOn: options.usesColor).severity(lead.severity, lead.severity.rawValue)): \(title)  \(redacted)"
        var id = [lead.fingerprint.map { TerminalText.escaped($0.rawValue) }, "rule \(TerminalText.escaped(lead.rule.rawValue))"]
        if let playbook = lead.playbook { id.append("playbook \(TerminalText.escaped(playbook))") }
        return [heading] + placeLines + labelled("seen: ", exposureWords) + labelled("why:  ", reasons)
            + labelled("next: ", lead.remedy.isEmpty ? [] : [lead.remedy])
            + ["  id:   \(id.compactMap(\.self).joined(separator: ", "))"]
    }

    /// All of it on one line.
    var briefLine: String {
        let lead = group.lead
        let severity = Paint(isOn: options.usesColor).severity(lead.severity, lead.severity.rawValue)
        let others = group.places.count - 1
        let more = others > 0 ? "  and \(Quantity.of(others, "more place"))" : ""
        return "\(TextPlace(finding: lead, options: options).address)  \(severity): \(title)  \(redacted)\(more)"
    }

    private var title: String { TerminalText.escaped(group.lead.title) }

    private var redacted: String { Redaction.redacted(group.lead.secret) }

    private var placeLines: [String] {
        let shown = options.isVerbose ? group.places : Array(group.places.prefix(Self.placeLimit))
        var lines = shown.map { place in
            let line = TextPlace(finding: place, options: options).line
            return place.severity == group.lead.severity ? line : "\(line)  (\(place.severity.rawValue) here)"
        }
        let hidden = group.places.count - shown.count
        if hidden > 0 { lines.append("  and \(hidden) more, see --verbose") }
        return lines
    }

    /// Where a secret of the history still is, and where else it was.
    private var exposureWords: [String] {
        guard let exposure = group.lead.exposure else { return [] }
        var words = [exposure.words.joined(separator: "; ")]
        if exposure.commitCount > 0 {
            let end = exposure.end.map { " until \($0.prefix(10))" } ?? ""
            words.append("in \(Quantity.of(exposure.commitCount, "commit"))\(end)")
        }
        let others = exposure.pathCount - 1
        if others > 0 { words.append("at \(Quantity.of(others, "more path"))") }
        return [words.filter { !$0.isEmpty }.joined(separator: ", ")]
    }

    private var reasons: [String] {
        let evidence = group.evidence
        let shown = options.isVerbose ? evidence : Array(evidence.prefix(Self.evidenceLimit))
        let hidden = evidence.count - shown.count
        return [group.lead.confidence.words] + shown + (hidden > 0 ? ["and \(hidden) more, see --verbose"] : [])
    }

    /// Texts under one label, the label on the first line only.
    private func labelled(_ label: String, _ texts: [String]) -> [String] {
        texts.enumerated().map { index, text in
            "  " + (index == 0 ? label : String(repeating: " ", count: label.count)) + TerminalText.escaped(text)
        }
    }
}
