internal import RekeyCore
internal import RekeyGit
internal import RekeyRotation

/// Looks for the old value in the index, in the newest commit of every branch, and in history.
struct HistoryCheck {
    let lines: [VerificationReport.Line]

    init(_ git: Repository, _ search: OldValueSearch) throws {
        let history = try HistorySearch(git)
        let wasKnown = search.known != nil
        var skips: [Skip] = []
        if !wasKnown { skips = try history.first { chunk in try search.secret(in: chunk) }.skips }
        guard let secret = search.known else {
            lines = Self.lines(of: HistoryOccurrences(), skips)
            return
        }
        guard secret.count >= 8 else {
            let text = "the value is too short to be told from other text in commits"
            lines = [VerificationReport.Line("history", .note, text, next: "look by hand: git grep in the branches that matter")]
            return
        }
        let found = try history.occurrences(of: ValueForms.all(of: secret))
        lines = Self.lines(of: found, found.skips)
    }

    private static func lines(of found: HistoryOccurrences, _ skips: [Skip]) -> [VerificationReport.Line] {
        var lines = [
            found.index.isEmpty
                ? VerificationReport.Line("index", .ok, "gone from what is staged")
                : VerificationReport.Line(
                    "index", .left, "what is staged has the old value", details: found.index.map(\.description),
                    next: "stage the changed files: git add"),
            branches(found.branches), commits(found.commits),
        ]
        let unread = skips.filter(\.makesIncomplete)
        if !unread.isEmpty {
            lines.append(
                VerificationReport.Line(
                    "history", .unread, "\(unread.count) could not be read",
                    details: unread.map { "\($0.path): \($0.detail.isEmpty ? $0.reason.rawValue : $0.detail)" }))
        }
        return lines
    }

    private static func branches(_ branches: [HistoryOccurrences.Branch]) -> VerificationReport.Line {
        guard !branches.isEmpty else {
            return VerificationReport.Line("branches", .ok, "gone from the newest commit of every branch")
        }
        let details = branches.map { branch in
            "\(branch.name): \(branch.places.map(\.description).joined(separator: ", "))"
        }
        return VerificationReport.Line(
            "branches", .left, "the newest commit of \(branches.count) \(branches.count == 1 ? "branch has" : "branches have") it",
            details: details, next: "take it out there and commit; push, so that remote branches follow; delete branches nobody needs")
    }

    private static func commits(_ commits: [KeptVersions.Commit]) -> VerificationReport.Line {
        guard let first = commits.first else { return VerificationReport.Line("history", .ok, "no commit has it") }
        return VerificationReport.Line(
            "history", .note,
            "\(commits.count) \(commits.count == 1 ? "commit brings" : "commits bring") it, first \(first.id.prefix(12)) of "
                + first.date.prefix(10),
            next: "once the old value is revoked nothing has to be done: clones and forks keep what a rewrite removes here")
    }
}
