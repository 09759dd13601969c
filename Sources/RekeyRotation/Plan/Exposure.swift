package import RekeyCore

/// Where the secret can be, or could have been, read.
package struct Exposure: Sendable, Hashable {
    /// Places of the work tree, each `path:line`.
    package var workTree: [RotationSubject.Place] = []
    /// Places of the index.
    package var index: [RotationSubject.Place] = []
    /// `nil` when no commit holds it, or when history was not read; `isHistoryKnown` says which.
    package var history: History?
    package var isHistoryKnown = false
    package var remotes: [Remote] = []
    /// Names of logs, images and other inputs that hold it.
    package var logs: [String] = []

    package init() {}

    /// The commits that hold the secret.
    package struct History: Sendable, Hashable {
        package var commits: Int
        /// The oldest one's hash, date and author, as far as known.
        package var firstCommit: String?
        package var firstDate: String?
        package var firstAuthor: String?

        package init(commits: Int, firstCommit: String? = nil, firstDate: String? = nil, firstAuthor: String? = nil) {
            self.commits = commits
            self.firstCommit = firstCommit
            self.firstDate = firstDate
            self.firstAuthor = firstAuthor
        }
    }

    /// A remote repository that has, or may have, the same commits.
    package struct Remote: Sendable, Hashable {
        /// Without credentials.
        package var address: String
        package var visibility: Visibility

        package init(address: String, visibility: Visibility) {
            self.address = address
            self.visibility = visibility
        }
    }

    /// Who can read a remote.
    package enum Visibility: String, Sendable, Hashable, CaseIterable {
        case everyone = "public"
        case members = "private"
        case unknown
    }

    /// The conditions of playbooks that the exposure fulfils.
    package var conditions: Set<Playbook.Condition> {
        var conditions: Set<Playbook.Condition> = []
        if history != nil { conditions.insert(.inHistory) }
        if remotes.contains(where: { $0.visibility == .everyone }) { conditions.insert(.isPublic) }
        if !logs.isEmpty { conditions.insert(.inLogs) }
        return conditions
    }

    /// What a plan says of it: a short name and the text beside it, in order.
    package var lines: [(name: String, text: String)] {
        var lines: [(String, String)] = []
        if !workTree.isEmpty { lines.append(("work tree", Self.joined(workTree))) }
        if !index.isEmpty { lines.append(("index", Self.joined(index))) }
        lines.append(("history", historyText))
        if !remotes.isEmpty {
            let texts = remotes.map {
                "\($0.address) (\($0.visibility == .unknown ? "who can read it is unknown" : $0.visibility.rawValue))"
            }
            lines.append(("remotes", texts.joined(separator: ", ")))
        }
        if !logs.isEmpty { lines.append(("logs", logs.joined(separator: ", "))) }
        return lines
    }

    private var historyText: String {
        guard let history else { return isHistoryKnown ? "no commit holds it" : "not read" }
        var text = "\(history.commits) commit\(history.commits == 1 ? "" : "s")"
        if let commit = history.firstCommit { text += ", first \(commit.prefix(12))" }
        if let date = history.firstDate { text += " of \(date)" }
        if let author = history.firstAuthor { text += " by \(author)" }
        return text
    }

    private static func joined(_ places: [RotationSubject.Place]) -> String { places.map(\.description).joined(separator: ", ") }
}
