internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("history map") struct HistoryMapTests {
    @Test("gives the paths that git gives, loose and packed, whatever the number of threads", arguments: [1, 7, 99] as [UInt64])
    func random(_ seed: UInt64) throws {
        let git = try RandomHistory.make(seed: seed, commits: 300)
        let truth = try git.pathsByGit()
        #expect(truth.count > 500)
        try git.shell("mkdir packs && mv .git/objects/pack/* packs/ && for p in packs/*.pack; do git unpack-objects -q < $p; done")
        let loose = try NotedHistory(git.repository())
        #expect(loose.paths == truth && loose.map.readings == 0)
        let names = loose.map.allNames
        for options in ["--depth=50", "--depth=250 --window=250", "--depth=4000 --window=4"] {
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
}
