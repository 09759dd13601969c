package import RekeyCore

/// A report that is written while a scan goes on: each finding when it is found, the summary at the end.
package struct LiveReport: Sendable {
    /// The forms that have no end.
    package enum Format: Sendable {
        case text, jsonl

        /// `nil` for a form that is one document.
        package init?(_ format: ReportFormat) {
            switch format {
            case .text: self = .text
            case .jsonl: self = .jsonl
            case .json: return nil
            }
        }
    }

    private let format: Format
    private let options: Report.Options
    private let gate: Report.Gate
    /// Secrets that were told in full.
    private var known: Set<String> = []
    private var hasWritten = false

    package init(_ format: Format, _ options: Report.Options, gate: Report.Gate) {
        self.format = format
        self.options = options
        self.gate = gate
    }

    /// What to write of findings that have come, in text without the suppressed ones: a secret that was told before gets one line.
    package mutating func bytes(of findings: [Finding]) -> [UInt8] {
        let sorted = ReportOrder.sorted(findings)
        guard format == .text else {
            return sorted.flatMap { JSONWriter.bytes(of: JSONFinding.value(of: $0, digests: [:]), style: .compact) + [UInt8(ascii: "\n")] }
        }
        var lines: [String] = []
        for group in FindingGroup.groups(of: sorted.filter { $0.suppression == nil }) {
            let text = TextFinding(group: group, options: options)
            let isNew = known.insert(group.lead.fingerprint?.rawValue ?? "").inserted
            let isBrief = !options.isVerbose && group.lead.severity <= .low && !gate.stops(group.lead.severity)
            if !isNew {
                lines.append("\(text.briefLine)  again")
            } else if isBrief {
                lines.append(text.briefLine)
            } else {
                lines += (hasWritten ? [""] : []) + text.lines + [""]
            }
            hasWritten = !isNew || isBrief
        }
        return Array(lines.map { "\($0)\n" }.joined().utf8)
    }

    /// The summary.
    package func end(_ report: Report) -> [UInt8] {
        switch format {
        case .jsonl: return JSONLinesReport(report).summaryLine
        case .text:
            let findings = ReportOrder.sorted(report.findings)
            let groups = FindingGroup.groups(of: findings.filter { $0.suppression == nil })
            let summary = TextSummary(report: report, groups: groups, suppressed: findings.filter { $0.suppression != nil })
            let lines = (hasWritten ? [""] : []) + summary.skipLines + summary.closingLines
            return Array(lines.map { "\($0)\n" }.joined().utf8)
        }
    }
}
