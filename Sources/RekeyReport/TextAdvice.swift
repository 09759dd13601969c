internal import RekeyCore

/// What to do about the findings as a whole, said once.
struct TextAdvice {
    let source: Provenance.Kind
    /// The groups that are shown in full.
    let groups: [FindingGroup]

    var lines: [String] {
        guard !groups.isEmpty else { return [] }
        return source == .staged ? [notCommitted, excuse] : [excuse]
    }

    private var notCommitted: String {
        "not committed yet: take the value out of the file, git add the file again, and commit."
    }

    private var excuse: String {
        guard groups.contains(where: { $0.places.contains(where: isEditable) }) else {
            return "false alarm? accept it by its id, with a line in .rekeyignore: id:ID reason"
        }
        let rules = Set(groups.map(\.lead.rule))
        let rule = rules.count == 1 ? rules.first.map { TerminalText.escaped($0.rawValue) } ?? "RULE" : "RULE"
        return "false alarm? say so in a comment on that line: rekey:allow[\(rule)] reason"
    }

    /// Whether a comment can still be written beside the finding.
    private func isEditable(_ finding: Finding) -> Bool {
        switch finding.provenance.kind {
        case .worktree, .staged, .patch, .range: finding.provenance.entry.isEmpty
        case .history, .stream, .archive, .image: false
        }
    }
}
