internal import GitFuzzing
internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("history notes") struct HistoryNotesTests {
    /// A repository with one object of each kind, by kind.
    private func sample() throws -> (store: ObjectStore, numbers: ObjectNumbers, objects: [ObjectKind: (id: ObjectID, bytes: [UInt8])]) {
        let git = try GitFixture()
        try git.write("file", "x")
        try git.write("folder/file", "y")
        try git.commit()
        try git.git("tag", "-a", "-m", "x", "v1")
        let store = try ObjectStore.open(git.repository())
        var objects: [ObjectKind: (id: ObjectID, bytes: [UInt8])] = [:]
        for (kind, name) in [(ObjectKind.commit, "HEAD"), (.tree, "HEAD^{tree}"), (.tag, "v1")] {
            let id = try #require(ObjectID(git.text("rev-parse", name)))
            var reader = try ObjectReader(store)
            objects[kind] = (id, try reader.read(id).bytes)
        }
        return (store, ObjectNumbers(store), objects)
    }

    private func damaged(_ kind: ObjectKind, _ change: (inout [UInt8]) -> Void) throws -> Bool {
        let (store, numbers, objects) = try sample()
        var (id, bytes) = try #require(objects[kind])
        change(&bytes)
        var notes = HistoryNotes(store, numbers)
        notes.add(id, kind, bytes.span)
        let map = try HistoryMap(joining: [notes], store, numbers)
        #expect(notes.damaged == map.damaged)
        return map.damaged == [id]
    }

    @Test("a damaged object is named") func namesDamage() throws {
        #expect(try !damaged(.tree) { _ in } && !damaged(.commit) { _ in } && !damaged(.tag) { _ in })
        #expect(try !damaged(.tree) { $0 = [] })
        #expect(try damaged(.tree) { $0.removeLast() })
        #expect(try damaged(.tree) { $0 = Array($0.prefix(5)) })
        #expect(try damaged(.tree) { $0[0] = UInt8(ascii: "9") })
        #expect(try damaged(.tree) { $0.replaceSubrange(0..<6, with: Array("1777777777".utf8)) })
        #expect(try damaged(.tree) { $0.replaceSubrange(7..<11, with: []) })
        #expect(try damaged(.commit) { $0 = Array($0.prefix(30)) })
        #expect(try damaged(.commit) { $0.removeFirst(48) })
        #expect(try damaged(.tag) { $0.removeFirst(60) })
        #expect(try damaged(.tag) { $0 = [] })
    }

    @Test("what can be read of a damaged tree is kept") func keepsRest() throws {
        let (store, numbers, objects) = try sample()
        let (id, bytes) = try #require(objects[.tree])
        var notes = HistoryNotes(store, numbers)
        let cut = Array(bytes.dropLast(3))
        notes.add(id, .tree, cut.span)
        let map = try HistoryMap(joining: [notes], store, numbers)
        // Source: git hash-object of `x`.
        let file = try #require(ObjectID("c1b0730e0133447badcfd47fd144e254807b06e1"))
        #expect(map.paths(of: file) == [Array("file".utf8)] && map.damaged == [id])
    }

    @Test("changed bytes never trap", arguments: [ObjectKind.commit, .tree, .tag]) func fuzz(_ kind: ObjectKind) throws {
        let (store, numbers, objects) = try sample()
        let (id, bytes) = try #require(objects[kind])
        for round in 0..<200 {
            var notes = HistoryNotes(store, numbers)
            var mutator = Mutator(seed: UInt64(round))
            for _ in 0..<20 {
                var changed = bytes
                mutator.mutate(&changed)
                notes.add(id, kind, changed.span)
                let places = (0..<4).map { _ in mutator.choose(below: changed.count + 1) }.sorted()
                let ranges = [places[0]..<places[1], places[2]..<places[3]].map { TextChange($0, source: 0) }
                var replaced = ReplacedEntries(baseCount: bytes.count)
                _ = TreeEntries(store.format).read(changed.span, changes: ranges.span, &replaced) { _, name, _ in
                    if name.count == 0 { Issue.record("an entry without a name") }
                }
            }
            _ = try HistoryMap(joining: [notes], store, numbers).allNames
        }
    }

    @Test("only entries that touch a change are lent", arguments: [0, 1, 7, 35, 36, 37, 40, 71, 72, 100] as [Int])
    func touching(_ place: Int) throws {
        // Three entries of 36 bytes.
        let letters = ["a", "b", "c"]
        var bytes: [UInt8] = []
        for letter in letters { bytes += Array("100644 \(letter)2345678".utf8) + [UInt8](repeating: 0, count: 21) }
        #expect(bytes.count == 108)
        func names(_ changes: [Range<Int>]) -> String {
            var found = ""
            let textChanges = changes.map { TextChange($0, source: 0) }
            var replaced = ReplacedEntries(baseCount: bytes.count)
            let isWhole = TreeEntries(.sha1).read(bytes.span, changes: textChanges.span, &replaced) { _, name, _ in
                found += String(decoding: [name[0]], as: UTF8.self)
            }
            #expect(isWhole)
            return found
        }
        #expect(names([place..<place]) == letters[place / 36] && names([place..<(place + 1)]) == letters[place / 36])
        #expect(names([]) == "" && names([place..<108]) == letters[(place / 36)...].joined())
        #expect(names([0..<0, place..<place]) == (place < 36 ? "a" : "a" + letters[place / 36]))
    }
}
