internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("hostile packs") struct HostilePackTests {
    private let text = Array("some text of a blob\n".utf8)

    /// A delta on `text` that appends one character.
    private func appending(_ letter: Character, to count: Int? = nil) -> [UInt8] {
        let count = count ?? text.count
        return DeltaMaker.delta(base: count, result: count + 1, [.copy(0, count), .insert(String(letter))])
    }

    private func walk(_ entries: [PackMaker.Entry]) throws -> WholeWalk {
        let git = try GitFixture()
        try git.write(entries)
        let walk = try WholeWalk(git.store())
        #expect(walk.visits.count + walk.damage.count + walk.damage.map(\.dependants).reduce(0, +) == entries.count)
        return walk
    }

    @Test("a chain 50,000 deep") func deep() throws {
        let depth = 50_000
        var entries: [PackMaker.Entry] = [.whole(.blob, text)]
        for number in 1...depth {
            let line = "line \(number) \n"
            let size = number == 1 ? text.count : text.count + "line \(number - 1) \n".utf8.count
            let delta = DeltaMaker.delta(base: size, result: text.count + line.utf8.count, [.copy(0, text.count), .insert(line)])
            entries.append(.offsetDelta(number - 1, delta))
        }
        let git = try GitFixture()
        try git.write(entries)
        let store = try git.store()
        let walk = try WholeWalk(store)
        #expect(walk.visits.count == depth + 1 && walk.damage.isEmpty)
        let last = text + Array("line \(depth) \n".utf8)
        #expect(walk.objects[PackMaker.id(depth)]?.bytes == last)
        var reader = try ObjectReader(store)
        #expect(try reader.read(PackMaker.id(depth)).bytes == last)
        #expect(store.kind(of: PackMaker.id(depth)) == .blob)
    }

    @Test("deltas that go in circles", arguments: [1, 2, 3, 100])
    func circles(_ length: Int) throws {
        var entries: [PackMaker.Entry] = (0..<length).map { .referenceDelta(PackMaker.id(($0 + 1) % length), appending("a")) }
        entries += [.referenceDelta(PackMaker.id(0), appending("b")), .whole(.blob, text), .offsetDelta(length + 1, appending("c"))]
        let git = try GitFixture()
        try git.write(entries)
        let store = try git.store()
        let walk = try WholeWalk(store)
        #expect(walk.damage.map(\.fault) == [.baseLoop] && walk.damage.map(\.dependants) == [length])
        #expect(Set(walk.objects.keys) == [PackMaker.id(length + 1), PackMaker.id(length + 2)])
        var reader = try ObjectReader(store)
        for number in 0...length {
            #expect(throws: ObjectFault.baseLoop) { try reader.read(PackMaker.id(number)) }
            #expect(store.kind(of: PackMaker.id(number)) == nil)
        }
    }

    @Test("a kilobyte that claims eight gigabytes", arguments: [1, 3, 6])
    func lyingSize(_ type: UInt8) throws {
        let base = type == 6 ? PackMaker.distance(14 + text.count + 12 - 1) : []
        let lie = PackMaker.header(type, size: 8 << 30) + base + PackMaker.zlib([UInt8](repeating: 1, count: 1_000))
        let walk = try walk([.whole(.blob, text), .raw(lie), .whole(.blob, text + text)])
        #expect(walk.visits.count == 2)
        #expect(walk.damage.map(\.fault) == [type == 6 ? .badBase : .impossibleSize(bytes: 8 << 30)])
    }

    @Test("a delta that claims eight gigabytes") func lyingDelta() throws {
        let delta = DeltaMaker.delta(base: text.count, result: 8 << 30, [.copy(0, text.count)])
        let small = DeltaMaker.delta(base: text.count, result: 900 << 20, [.copy(0, text.count)])
        let walk = try walk([.whole(.blob, text), .offsetDelta(0, delta), .offsetDelta(0, small)])
        #expect(walk.visits.count == 1)
        #expect(Set(walk.damage.map(\.fault.text)) == Set([ObjectFault.overSizeLimit(bytes: 8 << 30), .badDelta].map(\.text)))
    }

    @Test("what is no entry") func noEntries() throws {
        let walk = try walk([
            .whole(.blob, text), .raw([0x00, 0x78]), .raw([0x50, 0x78]), .raw([UInt8](repeating: 0xFF, count: 40)),
            .raw([0x60, 0x00, 0x78]), .raw([0x60] + [UInt8](repeating: 0xFF, count: 12)), .raw([0x70] + [UInt8](repeating: 1, count: 25)),
            .raw([0x3F, 0x78]), .offsetDelta(0, appending("z")),
        ])
        #expect(walk.visits.count == 2 && walk.damage.count == 7)
    }

    @Test("offsets outside of the pack, and two at one place") func offsets() throws {
        let git = try GitFixture()
        let pack = PackMaker([.whole(.blob, text), .offsetDelta(0, appending("b"))])
        for wrong in [0, 11, pack.bytes.count - 20, pack.bytes.count, 0x7FFF_FFFF, 1 << 31, 1 << 62, pack.offsets[0]] {
            try git.write(pack: pack.bytes, index: PackMaker.index(pack.offsets + [wrong]))
            let store = try git.store()
            let walk = try WholeWalk(store)
            #expect(walk.visits.count == 2)
            #expect(walk.damage.map(\.fault) == [wrong == pack.offsets[0] ? .sharedPlace : .outsideFile])
            #expect(store.skips.count == 1)
            var reader = try ObjectReader(store)
            #expect(try reader.read(PackMaker.id(1)).bytes == text + [UInt8(ascii: "b")])
            if wrong != pack.offsets[0] { #expect(throws: ObjectFault.self) { try reader.read(PackMaker.id(2)) } }
        }
    }

    @Test("an index of another pack") func otherIndex() throws {
        let git = try GitFixture()
        let pack = PackMaker([.whole(.blob, text), .offsetDelta(0, appending("b"))])
        let other = PackMaker([.whole(.tree, [1]), .whole(.blob, text + text), .whole(.blob, [])])
        try git.write(pack: pack.bytes, index: PackMaker.index(other.offsets, checksum: [UInt8](repeating: 0xDD, count: 20)))
        let store = try git.store()
        #expect(store.skips.count == 2 && store.skips.allSatisfy { $0.reason == .unreadable && $0.path.hasSuffix("pack-made.pack") })
        #expect(try WholeWalk(store).damage.count > 0)
    }

    @Test("no entries at all is no damage") func none() throws {
        let walk = try walk([])
        #expect(walk.visits.isEmpty && walk.damage.isEmpty)
    }

    @Test("files that are empty, cut or missing are named", arguments: [".pack", ".idx"])
    func unusable(_ ending: String) throws {
        let git = try GitFixture()
        try git.write([.whole(.blob, text)])
        let file = "repository/.git/objects/pack/pack-made\(ending)"
        for count in [0, 3, 11, 31] {
            try git.workspace.write(file, [UInt8](try git.workspace.read(file).prefix(count)))
            let store = try git.store()
            #expect(store.packs.isEmpty && store.skips.count == 1 && store.skips[0].path.hasSuffix("pack-made.pack"))
            try git.write([.whole(.blob, text)])
        }
        try git.workspace.remove(file)
        #expect(try git.store().packs.isEmpty)
        #expect(try git.store().skips.map(\.reason) == (ending == ".idx" ? [.unreadable] : []))
    }

    @Test("a base outside of the pack is read from where it is") func thin() throws {
        let git = try SampleHistory.make(commits: 2)
        let made = try git.made()
        let (id, object) = try #require(made.objects.first { $0.value.kind == .blob && $0.value.bytes.count > 1_000 })
        let absent = try #require(ObjectID(String(repeating: "77", count: 20)))
        let delta = appending("x", to: object.bytes.count)
        try git.write([
            .referenceDelta(id, delta), .offsetDelta(0, appending("y", to: object.bytes.count + 1)), .referenceDelta(absent, delta),
        ])
        let walk = try WholeWalk(git.store())
        #expect(walk.objects[PackMaker.id(0)] == StoredObject(kind: .blob, bytes: object.bytes + Array("x".utf8)))
        #expect(walk.objects[PackMaker.id(1)] == StoredObject(kind: .blob, bytes: object.bytes + Array("xy".utf8)))
        #expect(walk.visits.first { $0.id == PackMaker.id(0) }?.base == .external(id))
        #expect(walk.damage.map(\.fault) == [.missingBase] && walk.damage[0].skip?.reason == .missingObject)
    }

    @Test("a damaged base is taken from another pack, by walk and by name") func recovered() throws {
        let git = try GitFixture()
        let good = PackMaker([.whole(.blob, text)])
        var bad = PackMaker([.whole(.blob, text), .offsetDelta(0, appending("b")), .offsetDelta(1, appending("c", to: text.count + 1))])
            .bytes
        let offsets = PackMaker([.whole(.blob, text), .offsetDelta(0, appending("b")), .offsetDelta(1, appending("c", to: text.count + 1))])
            .offsets
        bad[offsets[0] + 12] ^= 0xFF
        try git.write(pack: bad, index: PackMaker.index(offsets), name: "pack-a")
        let lone = try WholeWalk(git.store())
        #expect(lone.visits.isEmpty && lone.damage.map(\.fault) == [.badCompression] && lone.damage.map(\.dependants) == [2])
        try git.write(pack: good.bytes, index: PackMaker.index(good.offsets), name: "pack-b")
        let store = try git.store()
        let walk = try WholeWalk(store)
        #expect(walk.visits.count == 3 && walk.objects[PackMaker.id(2)]?.bytes == text + Array("bc".utf8))
        #expect(walk.damage.map(\.isRecovered) == [true] && walk.damage.allSatisfy { $0.skip == nil })
        var reader = try ObjectReader(store)
        #expect(try reader.read(PackMaker.id(2)).bytes == text + Array("bc".utf8))
        #expect(try reader.read(PackMaker.id(0)).bytes == text)
    }

    @Test("a base without a header is taken from a loose file, by walk and by name") func headless() throws {
        let git = try SampleHistory.make(commits: 1)
        let made = try git.made()
        let (id, object) = try #require(made.objects.first { $0.value.kind == .blob && $0.value.bytes.count > 1_000 })
        let delta = appending("x", to: object.bytes.count)
        let pack = PackMaker([.raw([0x00] + [UInt8](repeating: 0x33, count: 40)), .offsetDelta(0, delta)])
        var index = PackMaker.index(pack.offsets)
        // The name of the first entry becomes that of the loose object; names then need not ascend for a walk.
        let names = 8 + 1_024
        index.replaceSubrange(names..<(names + 20), with: id.bytes)
        for first in 0..<256 where first < id.firstByte {
            index.replaceSubrange((8 + first * 4)..<(12 + first * 4), with: PackMaker.big(0))
        }
        try git.write(pack: pack.bytes, index: index)
        let store = try git.store()
        let walk = try WholeWalk(store)
        #expect(walk.objects[PackMaker.id(1)]?.bytes == object.bytes + Array("x".utf8))
        #expect(walk.damage.map(\.fault) == [.badHeader] && walk.damage[0].isRecovered)
    }
}
