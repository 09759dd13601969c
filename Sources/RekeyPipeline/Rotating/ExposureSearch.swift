internal import RekeyCore
internal import RekeyGit
internal import RekeyRotation

/// Works out where a secret can be, or could have been, read.
struct ExposureSearch {
    let place: WorkPlace
    /// Who can read the remotes, as far as the user said.
    var visibility = Exposure.Visibility.unknown
    var logs: [String] = []

    /// The exposure, and what could not be read on the way.
    func exposure(of leaked: LeakedSecret) throws -> (exposure: Exposure, skips: [Skip]) {
        var exposure = Exposure()
        exposure.workTree = leaked.subject.places
        var skips = leaked.repository.skips
        if let git = place.repository {
            exposure.remotes = try remotes(of: git)
            if leaked.isDistinct {
                let history = try HistorySearch(git).occurrences(of: leaked.forms)
                exposure.index = history.index
                exposure.isHistoryKnown = true
                exposure.history = Self.told(history.commits)
                skips += history.skips
            }
        }
        exposure.logs = try LogSearch(logs).holding(leaked.isDistinct ? leaked.forms : [])
        return (exposure, skips.filter(\.makesIncomplete))
    }

    private static func told(_ commits: [KeptVersions.Commit]) -> Exposure.History? {
        guard let first = commits.first else { return nil }
        let author = first.author.split(separator: "<").first.map { String($0.reversed().drop { $0 == " " }.reversed()) } ?? first.author
        return Exposure.History(
            commits: commits.count, firstCommit: first.id, firstDate: String(first.date.prefix(10)),
            firstAuthor: SecretFreeText.cleanedMessage(author))
    }

    /// The remotes, each address once, without credentials.
    private func remotes(of git: Repository) throws(Trouble) -> [Exposure.Remote] {
        let lines: [UInt8]
        do { lines = try GitConfiguration.remotes(of: git) } catch { throw error.trouble }
        var addresses: [String] = []
        for line in lines.split(separator: 0x0A) {
            guard let space = line.firstIndex(of: 0x20) else { continue }
            let address = Self.address(Array(line[(space + 1)...]))
            if !addresses.contains(address) { addresses.append(address) }
        }
        return addresses.map { Exposure.Remote(address: $0, visibility: visibility) }
    }

    private static func address(_ remote: [UInt8]) -> String {
        if let place = RepositoryPlace(remote: remote) { return "\(place.host)/\(place.owner)/\(place.name)" }
        let text = String(decoding: remote, as: UTF8.self)
        guard let at = text.lastIndex(of: "@") else { return text }
        return String(text[text.index(after: at)...])
    }
}
