internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

/// Random histories, and what git itself says of each of their commits.
@Suite("attribution against git") struct AttributionTruthTests {
    /// One commit by the word of git.
    private struct Commit {
        var id: String
        var parents: [String]
        /// What it holds: blobs by path.
        var files: [String: String]
    }

    @Test("first commits, numbers of commits, removals", arguments: [3, 11] as [UInt64])
    func random(_ seed: UInt64) throws {
        let git = try RandomHistory.make(seed: seed, commits: 200)
        let commits = try Self.commits(git)
        let blobs = Set(commits.flatMap(\.files.values)).sorted()
        let secrets = (0..<60).map { number in blobs.enumerated().filter { $0.offset % 61 == number }.map(\.element) }
        let found = try Self.exposures(git, secrets)
        for (secret, exposure) in zip(secrets, found) { try check(exposure, Set(secret), commits, git) }
        try git.git("repack", "-adfq", "--depth=250")
        #expect(try Self.exposures(git, secrets) == found)
        #expect(try Self.exposures(git, secrets.reversed(), threads: 3) == found.reversed())
    }

    private func check(_ exposure: HistoryExposure, _ blobs: Set<String>, _ commits: [Commit], _ git: GitFixture) throws {
        let holders = commits.filter { $0.files.values.contains { blobs.contains($0) } }
        let isHeld = Set(holders.map(\.id))
        let first = try #require(holders.first)
        #expect(exposure.first?.id == first.id && exposure.commitCount == holders.count)
        let firstPath = try #require(exposure.firstPathText)
        #expect(first.files[firstPath].map { blobs.contains($0) } ?? false)
        let paths = Set(holders.flatMap { commit in commit.files.filter { blobs.contains($0.value) }.map(\.key) })
        #expect(exposure.pathCount == paths.count && Set(exposure.pathTexts).isSubset(of: paths))
        for branch in try git.text("branch", "--format=%(refname:short)").split(separator: "\n").map(String.init) {
            let head = try git.text("rev-parse", branch)
            #expect(exposure.held.contains("branch \(branch)") == isHeld.contains(head))
            try checkRemoval(exposure.removed.first { $0.value.contains(branch) }?.key, from: head, isHeld, commits)
        }
    }

    /// The newest removal by a commit that is no merge, or a merge since then.
    private func checkRemoval(_ removal: String?, from head: String, _ isHeld: Set<String>, _ commits: [Commit]) throws {
        let ancestors = Self.ancestors(of: head, commits)
        let removals = ancestors.filter { commit in !isHeld.contains(commit.id) && commit.parents.contains { isHeld.contains($0) } }
        guard !isHeld.contains(head), !removals.isEmpty else { return #expect(removal == nil) }
        let place = try #require(removals.firstIndex { $0.id == removal })
        let plain = removals.lastIndex { $0.parents.count == 1 } ?? -1
        #expect(place == plain || place > plain && removals[place].parents.count > 1)
    }

    private static func ancestors(of head: String, _ commits: [Commit]) -> [Commit] {
        var wanted: Set<String> = [head]
        for commit in commits.reversed() where wanted.contains(commit.id) { wanted.formUnion(commit.parents) }
        return commits.filter { wanted.contains($0.id) }
    }

    private static func exposures(_ git: GitFixture, _ secrets: [[String]], threads: Int = 1) throws -> [HistoryExposure] {
        let repository = try git.repository()
        let history = try NotedHistory(repository, threads: threads)
        let holdings = secrets.map { Holding(blobs: $0.compactMap { ObjectID($0) }) }
        return try Attribution(history.map, history.store, RefSnapshot(repository)).exposures(of: holdings)
    }

    /// The oldest first: every commit of a random history is a minute younger than the one before.
    private static func commits(_ git: GitFixture) throws -> [Commit] {
        try git.text("log", "--all", "--date-order", "--reverse", "--format=%H %P").split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            var files: [String: String] = [:]
            for entry in try git.git("ls-tree", "-r", "-z", words[0]).split(separator: 0) {
                let parts = String(decoding: entry, as: UTF8.self).split(separator: "\t", maxSplits: 1)
                files[String(parts[1])] = String(parts[0].split(separator: " ")[2])
            }
            return Commit(id: words[0], parents: Array(words.dropFirst()), files: files)
        }
    }
}
