internal import Foundation
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("packs over two gigabytes") struct LargeOffsetTests {
    @Test("entries behind the first two gigabytes are found") func behind() throws {
        let text = Array("far away\n".utf8)
        let delta = DeltaMaker.delta(base: text.count, result: 2, [.insert("ab")])
        let pack = PackMaker([.whole(.blob, text), .offsetDelta(0, delta)])
        let shift = 1 << 31
        let git = try GitFixture()
        let path = git.workspace.path("repository/.git/objects/pack/pack-far.pack")
        try git.workspace.write("repository/.git/objects/pack/pack-far.idx", PackMaker.index(pack.offsets.map { $0 + shift }))
        // The file has a hole: it takes no room on the disk.
        try git.workspace.write("repository/.git/objects/pack/pack-far.pack", Array(pack.bytes.prefix(12)))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seek(toOffset: UInt64(shift + 12))
        try file.write(contentsOf: Data(pack.bytes.dropFirst(12)))
        try file.close()
        let store = try git.store()
        let walk = try WholeWalk(store)
        #expect(walk.damage.isEmpty && store.skips.isEmpty)
        #expect(walk.objects[PackMaker.id(0)]?.bytes == text && walk.objects[PackMaker.id(1)]?.bytes == Array("ab".utf8))
        var reader = try ObjectReader(store)
        #expect(try reader.read(PackMaker.id(1)).bytes == Array("ab".utf8))
    }
}
