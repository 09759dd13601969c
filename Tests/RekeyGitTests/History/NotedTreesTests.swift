internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("trees told from notes") struct NotedTreesTests {
    /// What the notes say of all trees, by name, and how often they say that a name of the base is gone.
    private struct Told {
        let map: HistoryMap
        private(set) var known: [UInt32: [UInt32: UInt32]] = [:]
        private(set) var gone = 0
        private(set) var deltas = 0

        init(_ map: HistoryMap) { self.map = map }

        mutating func entries(of tree: UInt32) -> [UInt32: UInt32] {
            if let found = known[tree] { return found }
            var entries: [UInt32: UInt32] = [:]
            if let base = map.notes.base(of: tree) {
                entries = self.entries(of: base)
                deltas += 1
            }
            var gone = 0
            map.notes.forEachNote(of: tree) { entry in
                gone += entry.child == HistoryNotes.Entry.gone ? 1 : 0
                entries[entry.name] = entry.child == HistoryNotes.Entry.gone ? nil : entry.child
            }
            self.gone += gone
            known[tree] = entries
            return entries
        }
    }

    private static func read(_ tree: UInt32, _ history: NotedHistory) throws -> [UInt32: UInt32] {
        let id = try #require(history.numbers.id(of: tree))
        var reader = try ObjectReader(history.store)
        var entries: [UInt32: UInt32] = [:]
        _ = try reader.withObject(id) { _, bytes in
            TreeEntries(history.store.format).readAll(bytes) { _, name, id in
                guard let name = history.map.names.known(name) else { return }
                entries[name] = history.numbers.number(of: id) ?? ObjectNumbers.none
            }
        }
        return entries
    }

    /// Trees that the notes tell as they are; the second number is of those of which they say that they cannot.
    private static func check(_ git: GitFixture) throws -> (told: Told, uncertain: Int) {
        let history = try NotedHistory(git.repository())
        var told = Told(history.map)
        var uncertain = 0
        for tree in 0..<UInt32(history.numbers.count) where history.map.isTree(tree) {
            guard history.map.notes.isCertain(tree) else {
                uncertain += 1
                continue
            }
            #expect(try told.entries(of: tree) == read(tree, history))
        }
        return (told, uncertain)
    }

    @Test("names that came, changed and went are told for every tree", arguments: [5, 17] as [UInt64])
    func random(_ seed: UInt64) throws {
        let git = try RandomHistory.make(seed: seed, commits: 200)
        try git.git("repack", "-adfq", "--depth=250", "--window=250")
        let (told, uncertain) = try Self.check(git)
        #expect(told.deltas > 100 && told.gone > 20 && uncertain < told.deltas / 4)
    }

    @Test("a file that becomes a folder, and the first and the last names of a folder that go")
    func ends() throws {
        let git = try GitFixture()
        for number in 10..<60 { try git.write("folder/file\(number)", "\(number)") }
        try git.write("folder/file20.c", "c")
        try git.commit()
        try git.shell("rm folder/file20 && mkdir folder/file20 && echo x > folder/file20/x")
        try git.commit()
        try git.shell("rm folder/file10 folder/file59")
        try git.commit()
        try git.shell("rm -r folder/file20 folder/file33 folder/file34 folder/file35 && echo y > folder/file34z && echo y > folder/file58")
        try git.commit()
        try git.git("repack", "-adfq", "--depth=250", "--window=250")
        let (told, uncertain) = try Self.check(git)
        #expect(told.deltas > 1 && told.gone > 1 && uncertain == 0)
    }
}
