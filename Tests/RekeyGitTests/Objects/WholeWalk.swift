internal import RekeyCore
internal import RekeyTestSupport

@testable internal import RekeyGit

/// Everything that walks and loose files give of a store.
struct WholeWalk {
    /// One object that was lent.
    struct Visit {
        var id: ObjectID?
        var object: StoredObject
        var base: DeltaForest.Base
        /// Name of the base, where the forest knows it.
        var baseID: ObjectID?
        var changes: [TextChange]
    }

    private(set) var visits: [Visit] = []
    private(set) var damage: [ObjectDamage] = []

    init(_ store: ObjectStore, sizeLimit: Int = 1 << 30, kinds: Set<ObjectKind> = Set(ObjectKind.allCases)) throws {
        let ownership = ObjectOwnership(store)
        var walker = try PackWalker(store, sizeLimit: sizeLimit)
        var visits: [Visit] = []
        for pack in store.packs {
            let forest = DeltaForest(pack, store: store, ownership: ownership)
            for batch in forest.batches(of: kinds, withDamaged: true) {
                _ = walker.walk(batch, of: forest) { object, bytes, changes, _ in
                    let baseID: ObjectID? =
                        switch object.base {
                        case .none: nil
                        case .entry(let ordinal): forest.id(of: ordinal)
                        case .external(let id): id
                        }
                    visits.append(
                        Visit(
                            id: forest.id(of: object.ordinal), object: StoredObject(kind: object.kind, bytes: bytes.array),
                            base: object.base,
                            baseID: baseID, changes: changes.indices.map { changes[$0] }))
                    return true
                }
            }
        }
        for entry in ownership.loose {
            _ = walker.read(entry) { kind, bytes in
                guard kinds.contains(kind) else { return true }
                let object = StoredObject(kind: kind, bytes: bytes.array)
                visits.append(Visit(id: entry.id, object: object, base: .none, changes: [TextChange(0..<bytes.count, source: 0)]))
                return true
            }
        }
        damage = walker.damage
        self.visits = visits
    }

    /// What was lent, by name. Objects lent twice are found by comparing its count with that of `visits`.
    var objects: [ObjectID: StoredObject] {
        Dictionary(visits.compactMap { visit in visit.id.map { ($0, visit.object) } }) { first, _ in first }
    }
}

extension Span<UInt8> {
    /// A copy.
    var array: [UInt8] { unsafe withUnsafeBufferPointer { unsafe Array($0) } }
}
