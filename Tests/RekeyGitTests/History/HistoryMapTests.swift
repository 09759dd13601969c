internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("history map") struct HistoryMapTests {
    @Test("gives the paths that git gives, loose and packed, whatever the number of threads", arguments: [1, 7] as [UInt64])
    func random(_ seed: UInt64) throws {
        let git = try RandomHistory.make(seed: seed, commits: 200)
        let truth = try git.pathsByGit()
        #expect(truth.count > 500)
        try git.shell("mkdir packs && mv .git/objects/pack/* packs/ && for p in packs/*.pack; do git unpack-objects -q < $p; done")
        let loose = try NotedHistory(git.repository())
        #expect(loose.paths == truth && loose.map.readings == 0)
        let names = loose.map.allNames
        for options in ["--depth=50", "--depth=250 --window=250"] {
            try git.shell("git repack -adfq \(options)")
            for threads in 1...3 {
                let packed = try NotedHistory(git.repository(), threads: threads)
                #expect(packed.paths == truth)
                #expect(packed.map.allNames == names)
                #expect(packed.map.readings > 0 && packed.map.damaged.isEmpty)
                #expect(packed.map.missing == [])
            }
        }
    }

    @Test("however objects are kept", arguments: StoreShape.allCases.filter { $0 != .quarantine }) func shapes(_ shape: StoreShape) throws {
        let made = try shape.make()
        let history = try NotedHistory(made.open(), threads: 2)
        let here = Set(made.objects.keys.map(\.hex))
        // Why another one: this git cannot read packs that only a multi-pack-index tells about.
        let readable = shape == .multiPackIndex ? try StoreShape.manyPacks.make() : made
        #expect(try history.paths == readable.git.pathsByGit().filter { here.contains($0.key) })
        #expect(history.numbers.count == made.objects.count)
        for (id, object) in made.objects {
            let number = try #require(history.numbers.number(of: id))
            #expect(history.numbers.id(of: number) == id && history.map.isTree(number) == (object.kind == .tree))
        }
        if shape != .partialClone { #expect(history.map.missing == []) }
    }

    @Test("objects that are being received, beside those that are here") func quarantine() throws {
        let made = try StoreShape.quarantine.make()
        let history = try NotedHistory(made.open())
        let known = Set(made.objects.keys.map(\.hex))
        let paths = history.paths
        #expect(try made.git.pathsByGit().allSatisfy { paths[$0.key].map($0.value.isSubset) ?? false })
        #expect(Set(paths.keys).isSubset(of: known) && history.map.missing == [] && history.map.commits.count == 11)
    }
}
