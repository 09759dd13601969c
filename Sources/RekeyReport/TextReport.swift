internal import RekeyCore

/// The report for people: what leaked, where, why we believe it, what to do next; then the account of what was read.
struct TextReport {
    /// Findings on one line each that are shown without `--verbose`.
    private static let briefLimit = 10

    private let report: Report
    private let groups: [FindingGroup]
    private let suppressed: [Finding]

    init(_ report: Report) {
        self.report = report
        let findings = ReportOrder.sorted(report.findings)
        groups = FindingGroup.groups(of: findings.filter { $0.suppression == nil })
        suppressed = findings.filter { $0.suppression != nil }
    }

    var bytes: [UInt8] {
        let full = groups.filter { !isBrief($0) }
        let brief = groups.filter(isBrief)
        let summary = TextSummary(report: report, groups: groups, suppressed: suppressed)
        var blocks = full.map { TextFinding(group: $0, options: report.options).lines }
        blocks.append(briefLines(brief))
        blocks.append(TextAdvice(source: report.source, groups: full).lines)
        blocks.append(summary.suppressedLines)
        blocks.append(summary.skipLines)
        blocks.append(summary.closingLines)
        let text = blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
        return Array(text.utf8) + [UInt8(ascii: "\n")]
    }

    /// Whether a group gets one line only, so that keys which are public by design make no noise.
    private func isBrief(_ group: FindingGroup) -> Bool {
        !report.options.isVerbose && group.lead.severity <= .low && !report.gate.stops(group.lead.severity)
    }

    private func briefLines(_ groups: [FindingGroup]) -> [String] {
        var lines = groups.prefix(Self.briefLimit).map { TextFinding(group: $0, options: report.options).briefLine }
        if groups.count > Self.briefLimit { lines.append("and \(groups.count - Self.briefLimit) more like these, see --verbose") }
        return lines
    }
}
