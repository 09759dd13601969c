internal import RekeyCore

/// One place of a secret in the text report.
struct TextPlace {
    /// Digits of a commit or blob name that are shown without `--verbose`.
    private static let shortName = 12

    let finding: Finding
    let options: Report.Options

    /// `path:line:column`, with `!/` between an archive and a path inside it: `image:tag layer 3 (RUN npm ci) app/.env:4:1` in an image.
    var address: String {
        let provenance = finding.provenance
        let path = TerminalText.escaped(shownPath)
        let entry = provenance.entry.isEmpty ? "" : provenance.entryLead + TerminalText.escaped(provenance.entry)
        return "\(path)\(entry):\(finding.location.line):\(finding.location.column)"
    }

    /// The address, the variable, when its line was written, and the commit.
    var line: String {
        var parts = [address]
        if let variable = finding.variable { parts.append(TerminalText.escaped(variable)) }
        if let timestamp = finding.timestamp { parts.append("at \(TerminalText.escaped(timestamp))") }
        if let origin { parts.append(origin) }
        return parts.joined(separator: "  ")
    }

    private var shownPath: [UInt8] {
        let provenance = finding.provenance
        if provenance.path.isEmpty { return Array(provenance.kind.rawValue.utf8) }
        return options.paths.shown(provenance.path, from: provenance.kind)
    }

    private var origin: String? {
        let provenance = finding.provenance
        if let commit = provenance.commit {
            let author = provenance.author.map { " by \(TerminalText.escaped($0))" } ?? ""
            let date = provenance.date.map { ", \(TerminalText.escaped($0))" } ?? ""
            return "commit \(name(commit))\(author)\(date)"
        }
        return provenance.kind == .history ? provenance.blob.map { "blob \(name($0))" } : nil
    }

    private func name(_ object: String) -> String {
        TerminalText.escaped(options.isVerbose ? object : String(object.prefix(Self.shortName)))
    }
}
