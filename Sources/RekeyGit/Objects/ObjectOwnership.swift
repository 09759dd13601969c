/// Which place stands for each object, where an object is in several: so that every object is told once.
///
/// The pack with the most objects stands for all of its own; then the others, in the order of the store; then loose files.
package struct ObjectOwnership: Sendable {
    /// By the pack's name: rows of its table that another place stands for.
    private var taken: [String: Set<UInt32>] = [:]
    /// The loose objects that are in no pack, each once.
    package private(set) var loose: [LooseObjects.Entry] = []

    /// Compares the places of a store. Costs next to nothing where there is one pack and little besides.
    package init(_ store: ObjectStore) {
        // Why: of the objects of all the other packs one set is made, which for most repositories is small.
        let largest = store.packs.indices.max { store.packs[$0].count < store.packs[$1].count }
        var seen: Set<ObjectID> = []
        for (number, pack) in store.packs.enumerated() where number != largest {
            var rows: Set<UInt32> = []
            for position in 0..<pack.count {
                guard let id = pack.table.id(at: position) else { continue }
                let isElsewhere = largest.map { store.packs[$0].table.position(of: id) != nil } ?? false
                if isElsewhere || !seen.insert(id).inserted { rows.insert(UInt32(truncatingIfNeeded: position)) }
            }
            if !rows.isEmpty { taken[pack.name] = rows }
        }
        for folder in store.loose {
            for id in folder.list() where largest.map({ store.packs[$0].table.position(of: id) == nil }) ?? true {
                if seen.insert(id).inserted { loose.append(LooseObjects.Entry(id: id, folder: folder)) }
            }
        }
    }

    /// Rows of a pack's table that another place stands for; `nil` when there are none.
    func taken(from pack: Pack) -> Set<UInt32>? { taken[pack.name] }
}
