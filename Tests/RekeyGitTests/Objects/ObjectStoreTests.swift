internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("object store") struct ObjectStoreTests {
    // Why one test: most of the time goes into making the repository.
    @Test("gives every object as git does, and what changed in it", arguments: StoreShape.allCases)
    func asGit(_ shape: StoreShape) throws {
        let made = try shape.make()
        #expect(made.objects.count > 20)
        let store = try made.open()
        let walk = try WholeWalk(store)
        #expect(walk.objects == made.objects)
        #expect(walk.visits.count == made.objects.count)
        #expect(walk.damage.isEmpty && store.skips.isEmpty)
        try checkChanges(walk, made, shape)
        try checkRandomAccess(store, made)
    }

    /// What lies outside of the ranges must be runs of the base.
    private func checkChanges(_ walk: WholeWalk, _ made: StoreShape.Made, _ shape: StoreShape) throws {
        var deltas = 0
        for visit in walk.visits {
            guard let id = visit.baseID else {
                #expect(visit.changes.map(\.range.count).reduce(0, +) == visit.object.bytes.count)
                continue
            }
            deltas += 1
            let base = try #require(made.objects[id]).bytes
            #expect(ChangeRanges(visit.changes, of: visit.object.bytes).faults(base) == [])
        }
        if shape.hasDeltas { #expect(deltas > 2) }
    }

    /// By name, in no order, with and without a cache.
    private func checkRandomAccess(_ store: ObjectStore, _ made: StoreShape.Made) throws {
        for cacheBytes in [0, 64 << 20] {
            var reader = try ObjectReader(store, cacheBytes: cacheBytes)
            for (id, object) in made.objects {
                let found = try reader.read(id)
                #expect(found == object)
                #expect(store.contains(id) && store.kind(of: id) == object.kind)
            }
        }
        let nothing = try #require(ObjectID([UInt8](repeating: 7, count: store.format.idLength), store.format))
        var reader = try ObjectReader(store)
        #expect(throws: ObjectFault.missing) { try reader.read(nothing) }
        #expect(!store.contains(nothing) && store.kind(of: nothing) == nil)
    }

    @Test("kinds are read apart", arguments: [StoreShape.onePack, .loose])
    func kinds(_ shape: StoreShape) throws {
        let made = try shape.make()
        let store = try made.open()
        for kinds in [Set([ObjectKind.blob]), [.commit, .tree, .tag]] {
            #expect(try WholeWalk(store, kinds: kinds).objects == made.objects.filter { kinds.contains($0.value.kind) })
        }
    }

    @Test("a visitor can stop") func stop() throws {
        let made = try StoreShape.onePack.make()
        let store = try made.open()
        let forest = DeltaForest(store.packs[0], store: store)
        var walker = try PackWalker(store)
        var seen = 0
        let batch = try #require(forest.batches(of: Set(ObjectKind.allCases), withDamaged: true).first)
        #expect(
            !walker.walk(batch, of: forest) { _, _, _, _ in
                seen += 1
                return seen < 3
            })
        #expect(seen == 3)
        #expect(walker.walk(batch, of: forest) { _, _, _, _ in true })
    }

    @Test("objects over the limit are named with what is based on them, the rest is read") func limit() throws {
        let made = try StoreShape.onePack.make()
        let walk = try WholeWalk(made.open(), sizeLimit: 6_000)
        let small = made.objects.filter { $0.value.bytes.count <= 6_000 }
        #expect(walk.objects.count < made.objects.count && walk.objects.allSatisfy { small[$0.key] == $0.value })
        #expect(walk.objects.count + walk.damage.count + walk.damage.map(\.dependants).reduce(0, +) == made.objects.count)
        #expect(walk.damage.allSatisfy { $0.skip?.reason == .overSizeLimit })
        let loose = try StoreShape.loose.make()
        let looseWalk = try WholeWalk(loose.open(), sizeLimit: 6_000)
        #expect(looseWalk.objects == loose.objects.filter { $0.value.bytes.count <= 6_000 })
        #expect(looseWalk.damage.count == loose.objects.count - looseWalk.objects.count)
    }

    @Test("shallow and partial clones say so") func cut() throws {
        let shallow = try StoreShape.shallowClone.make().open()
        #expect(shallow.shallowCommits.count == 1 && !shallow.isPartialClone)
        let partial = try StoreShape.partialClone.make().open()
        #expect(partial.isPartialClone && partial.shallowCommits.isEmpty)
        let whole = try StoreShape.onePack.make().open()
        #expect(!whole.isPartialClone && whole.shallowCommits.isEmpty)
    }
}
