package import RekeyCore

/// Says which findings are excused, and by what.
package struct Policy: Sendable {
    private let allowlist: [AllowlistEntry]
    private let expired: [AllowlistEntry]
    private let ignoreFile: IgnoreFile?
    private let honoursInlineAllows: Bool

    /// `today` decides which entries have expired. Without `honoursInlineAllows` notes in the scanned text count for nothing.
    package init(
        allowlist: [AllowlistEntry] = [], ignoreFile: IgnoreFile? = nil, today: CalendarDate, honoursInlineAllows: Bool = true
    ) {
        self.allowlist = allowlist.filter { !$0.hasExpired(on: today) }
        expired = allowlist.filter { $0.hasExpired(on: today) }
        self.ignoreFile = ignoreFile
        self.honoursInlineAllows = honoursInlineAllows
    }

    /// One sentence for each expired entry, in the order of the configuration.
    package var notices: [String] {
        expired.map { "\($0.origin): allowlist entry expired on \(Self.date($0)) and excuses nothing any more: \($0.reason)" }
    }

    /// The findings of one text, in the same order, each with `suppression` set where something excuses it.
    ///
    /// The first of these decides: a suppression it already has, a note in the text, the allowlist in its order, the ignore file. A
    /// finding that only an expired entry covers says so in its evidence. `context` is asked once for each index of `findings`.
    package func apply(to findings: [Finding], patterns: some PatternMatching, context: (Int) -> LineContext) -> [Finding] {
        var inline = InlineAllow(findings)
        return findings.indices.map { index in
            var finding = findings[index]
            guard finding.suppression == nil else { return finding }
            let context = context(index)
            finding.suppression =
                (honoursInlineAllows ? inline.suppression(of: finding, in: context) : nil)
                ?? allowed(finding, context, patterns) ?? ignoreFile?.suppression(of: finding)
            if finding.suppression == nil, let entry = expired.first(where: { $0.covers(finding, in: context, patterns) }) {
                finding.evidence.append("allowlist entry \(entry.origin) covered it until \(Self.date(entry))")
            }
            return finding
        }
    }

    private func allowed(_ finding: Finding, _ context: LineContext, _ patterns: some PatternMatching) -> Suppression? {
        guard let entry = allowlist.first(where: { $0.covers(finding, in: context, patterns) }) else { return nil }
        return Suppression(kind: .allowlist, reason: entry.reason, origin: entry.origin)
    }

    private static func date(_ entry: AllowlistEntry) -> String { entry.expires?.description ?? "" }
}
