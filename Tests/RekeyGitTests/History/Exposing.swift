internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

extension GitFixture {
    /// How long a text has been in this repository: the same packed with long chains of changes, and from loose files.
    func exposure(of text: String, _ environment: [String: String] = [:], isPackable: Bool = true) throws -> HistoryExposure {
        let found = try exposed(text, repository(environment))
        if isPackable {
            try git("repack", "-adfq", "--depth=50")
            #expect(try exposed(text, repository(environment)) == found)
        }
        return found
    }

    private func exposed(_ text: String, _ repository: Repository) throws -> HistoryExposure {
        let history = try NotedHistory(repository, threads: 2)
        let attribution = Attribution(history.map, history.store, try RefSnapshot(repository))
        return try #require(try attribution.exposures(of: [history.holding(text)]).first)
    }
}

extension NotedHistory {
    /// Everything with `text` in it.
    func holding(_ text: String) throws -> Holding {
        var holding = Holding()
        for (id, object) in try WholeWalk(store).objects.sorted(by: { $0.key < $1.key }) {
            guard String(decoding: object.bytes, as: UTF8.self).contains(text) else { continue }
            switch object.kind {
            case .blob: holding.blobs.append(id)
            case .commit, .tag: holding.messages.append(id)
            case .tree: break
            }
        }
        holding.names = map.allNames.map(\.name).filter { String(decoding: $0, as: UTF8.self).contains(text) }
        return holding
    }
}

extension HistoryExposure {
    /// Kind and name of what holds it.
    var held: [String] { holders.map { "\($0.kind.rawValue) \($0.name)" } }

    /// By the commit that removed it: from which heads.
    var removed: [String: [String]] { Dictionary(removals.map { ($0.commit.id, $0.heads.map(\.name)) }) { $0 + $1 } }

    var pathTexts: [String] { paths.map { String(decoding: $0, as: UTF8.self) } }

    var firstPathText: String? { firstPath.map { String(decoding: $0, as: UTF8.self) } }
}
