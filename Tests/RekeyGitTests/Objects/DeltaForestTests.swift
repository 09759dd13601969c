internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("delta forest") struct DeltaForestTests {
    /// Most entries that wait for deltas on them at one time, when all is walked: a buffer each.
    private func mostWaiting(_ forest: DeltaForest) -> Int {
        var ends: [Int] = []
        var most = 0
        for place in 0..<forest.count {
            while let end = ends.last, end <= place { ends.removeLast() }
            let end = forest.node(at: place).end
            if ends.last == end { ends.removeLast() }
            if end > place + 1 { ends.append(end) }
            most = max(most, ends.count)
        }
        return most
    }

    /// What each entry is a delta on.
    enum Shape: String, CaseIterable {
        case chain, star, heap, comb, random

        func base(of number: Int) -> Int {
            switch self {
            case .chain: number - 1
            case .star: 0
            case .heap: (number - 1) / 2
            case .comb: number - 1 - (number + 1) % 2
            case .random: number &* 7_919 % 104_729 % number
            }
        }
    }

    @Test("memory grows with the logarithm of a tree", arguments: Shape.allCases)
    func waiting(_ shape: Shape) throws {
        let count = 4_096
        let delta = DeltaMaker.delta(base: 1, result: 1, [.copy(0, 1)])
        let git = try GitFixture()
        try git.write((0..<count).map { $0 == 0 ? .whole(.blob, [65]) : .offsetDelta(max(0, shape.base(of: $0)), delta) })
        let store = try git.store()
        let forest = DeltaForest(store.packs[0], store: store)
        #expect(mostWaiting(forest) <= 13)
        #expect(Set((0..<count).map { forest.node(at: $0).ordinal }).count == count)
        #expect(try WholeWalk(store).visits.count == count)
    }

    @Test("bases that come after what is made on them") func backwards() throws {
        let count = 300
        let delta = DeltaMaker.delta(base: 1, result: 1, [.copy(0, 1)])
        let git = try GitFixture()
        try git.write((0..<count).map { $0 == count - 1 ? .whole(.tag, [65]) : .referenceDelta(PackMaker.id($0 + 1), delta) })
        let store = try git.store()
        let walk = try WholeWalk(store)
        #expect(walk.visits.count == count && walk.visits.allSatisfy { $0.object == StoredObject(kind: .tag, bytes: [65]) })
        #expect(walk.damage.isEmpty)
    }

    @Test("batches hold every tree once, the heaviest first") func batches() throws {
        let made = try StoreShape.onePack.make()
        let store = try made.open()
        let forest = DeltaForest(store.packs[0], store: store)
        let all = forest.batches(of: Set(ObjectKind.allCases), withDamaged: true)
        #expect(all.flatMap(\.places).sorted() == Array(0..<forest.count))
        #expect(all.map(\.weight) == all.map(\.weight).sorted(by: >))
        let apart = ObjectKind.allCases.map { forest.batches(of: [$0], withDamaged: false).map(\.count).reduce(0, +) }
        #expect(apart.reduce(0, +) == forest.count && apart.allSatisfy { $0 > 0 })
        for ordinal in 0..<UInt32(forest.count) {
            let id = try #require(forest.id(of: ordinal))
            #expect(forest.kind(of: ordinal) == made.objects[id]?.kind)
        }
    }

    @Test("an object in two packs and a file is told by one of them") func ownership() throws {
        let made = try StoreShape.duplicates.make()
        let store = try made.open()
        let ownership = ObjectOwnership(store)
        #expect(store.packs.count == 2 && ownership.loose.count < made.objects.count)
        let owned = store.packs.map { pack in
            let forest = DeltaForest(pack, store: store, ownership: ownership)
            return Set((0..<UInt32(forest.count)).filter { forest.owns($0) }.compactMap { forest.id(of: $0) })
        }
        #expect(owned[0].isDisjoint(with: owned[1]))
        #expect(owned[0].union(owned[1]).union(ownership.loose.map(\.id)) == Set(made.objects.keys))
    }
}
