internal import RekeyCore

/// The end of the text report: suppressed findings, what was not read, the verdict and the account.
struct TextSummary {
    /// Unread inputs that are named without `--verbose`.
    private static let unreadLimit = 5

    let report: Report
    let groups: [FindingGroup]
    let suppressed: [Finding]

    /// How many findings were excused, and by what; each of them with `--verbose`.
    var suppressedLines: [String] {
        guard !suppressed.isEmpty else { return [] }
        let counts = Suppression.Kind.allCases.compactMap { kind in
            let count = suppressed.count { $0.suppression?.kind == kind }
            return count > 0 ? "\(count) by \(kind.words)" : nil
        }
        let heading = "suppressed: \(Quantity.of(suppressed.count, "finding")), \(counts.joined(separator: ", "))"
        return report.options.isVerbose ? [heading] + suppressed.map(suppressedLine) : ["\(heading); see --verbose"]
    }

    /// What was asked for and not read; with `--verbose` also what was skipped on purpose.
    var skipLines: [String] {
        let skips = report.account.skips.sorted()
        let unread = skips.filter(\.makesIncomplete)
        var lines: [String] = []
        if !unread.isEmpty {
            let shown = report.options.isVerbose ? unread[...] : unread.prefix(Self.unreadLimit)
            lines.append("incomplete: \(Quantity.of(unread.count, "input was", "inputs were")) not read")
            lines += shown.map(skipLine)
            if unread.count > shown.count { lines.append("  and \(unread.count - shown.count) more, see --verbose") }
        }
        let left = skips.filter { !$0.makesIncomplete }
        if report.options.isVerbose, !left.isEmpty {
            lines.append("skipped: \(Quantity.of(left.count, "input"))")
            lines += left.map(skipLine)
        }
        return lines
    }

    /// The verdict, and the account as the last line.
    var closingLines: [String] {
        (report.exitStatus == .interrupted ? ["interrupted: the scan was stopped before its end"] : []) + [verdict, accountLine]
    }

    private var verdict: String {
        if groups.isEmpty {
            guard report.account.isComplete else { return "no credentials found in what was read, but the scan is incomplete" }
            guard report.exitStatus == .success else { return "no credentials found in what was read" }
            if readNothing { return "\(amountRead): \(report.account.skips.isEmpty ? "nothing to scan" : "nothing was read")" }
            return suppressed.isEmpty ? "clean: no credentials found" : "clean: no credentials found besides the suppressed"
        }
        let places = groups.reduce(0) { $0 + $1.places.count }
        let counts = Severity.allCases.reversed().compactMap { severity in
            let count = groups.count { $0.lead.severity == severity }
            return count > 0 ? "\(count) \(severity.rawValue)" : nil
        }
        return "\(Quantity.of(groups.count, "credential")) in \(Quantity.of(places, "place")): \(counts.joined(separator: ", ")); \(gate)"
    }

    private var gate: String {
        let failing = groups.count { report.gate.stops($0.lead.severity) }
        let status = report.exitStatus == .success ? "" : ", exit status \(report.exitStatus.rawValue)"
        switch report.gate {
        case .never: return "--fail-on never\(status)"
        case .failOn(let lowest): return "\(failing == 0 ? "none" : String(failing)) at or above \(lowest.rawValue)\(status)"
        }
    }

    private var accountLine: String {
        let account = report.account
        let commits = account.commits > 0 ? ", \(Quantity.of(account.commits, "commit"))" : ""
        let size = readNothing || report.source == .stream ? "" : ", \(Quantity.bytes(account.bytes))"
        let elapsed = report.elapsed.map { " in \(Quantity.seconds($0))" } ?? ""
        let asked = account.asked.isEmpty ? "" : " (\(TerminalText.escaped(account.asked)))"
        return "read \(amountRead)\(size)\(commits)\(elapsed)\(asked)\(skipCounts)"
    }

    private var skipCounts: String {
        let skips = report.account.skips
        guard !skips.isEmpty else { return "; nothing skipped" }
        let counts = Skip.Reason.allCases.compactMap { reason in
            let count = skips.count { $0.reason == reason }
            return count > 0 ? "\(count) \(reason.rawValue)" : nil
        }
        return "; not read: \(counts.joined(separator: "; "))"
    }

    private var readNothing: Bool { report.account.files == 0 && report.account.bytes == 0 }

    private var amountRead: String {
        let files = report.account.files
        switch report.source {
        case .worktree, .history, .range: return Quantity.of(files, "file")
        case .staged: return Quantity.of(files, "staged file")
        case .patch: return Quantity.of(files, "patched file")
        case .stream: return Quantity.bytes(report.account.bytes)
        case .archive: return Quantity.of(files, "archive entry", "archive entries")
        case .image: return Quantity.of(files, "image file")
        }
    }

    private func skipLine(_ skip: Skip) -> String {
        let path = TerminalText.escaped(report.options.paths.shown(Array(skip.path.utf8), from: report.source))
        let detail = skip.detail.isEmpty ? "" : ": \(TerminalText.escaped(skip.detail))"
        return "  \(path)  \(skip.reason.rawValue)\(detail)"
    }

    private func suppressedLine(_ finding: Finding) -> String {
        let place = TextPlace(finding: finding, options: report.options).line
        guard let suppression = finding.suppression else { return place }
        let origin = suppression.origin.isEmpty ? "" : " at \(TerminalText.escaped(suppression.origin))"
        let reason = suppression.reason.isEmpty ? "" : ": \(TerminalText.escaped(suppression.reason))"
        return "\(place)  rule \(TerminalText.escaped(finding.rule.rawValue)), by \(suppression.kind.words)\(origin)\(reason)"
    }
}
