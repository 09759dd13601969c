/// Finds the base of every entry of a pack, then the order of a walk. Linear in the number of entries.
struct DeltaForestBuilder {
    let pack: Pack
    private(set) var offsets: [Int]
    private(set) var positions: [UInt32]
    private(set) var bases: [UInt32]
    private(set) var kinds: [UInt8]
    private(set) var externalBases: [ObjectID] = []
    private(set) var faults: [UInt32: ObjectFault] = [:]
    /// The entries, each somewhere behind its base. Those of loops are missing.
    private var queue: [UInt32] = []
    /// The deltas on entry n are `children[starts[n]..<starts[n + 1]]`.
    private var starts: [UInt32] = []
    private var children: [UInt32] = []

    init(_ pack: Pack) {
        self.pack = pack
        var order = OffsetOrder(pack.table, dataEnd: pack.dataEnd)
        if case .share = pack.table { Self.addBases(of: pack, to: &order) }
        offsets = order.offsets
        positions = order.positions
        bases = [UInt32](repeating: DeltaForest.noBase, count: offsets.count)
        kinds = [UInt8](repeating: 0, count: offsets.count)
    }

    /// A multi-pack-index leaves out objects that another pack has too; deltas can still be based on their entries.
    private static func addBases(of pack: Pack, to order: inout OffsetOrder) {
        var known = Set(order.offsets)
        var left = order.offsets
        var more: [Int] = []
        while let offset = left.popLast() {
            guard let entry = try? pack.entry(at: offset, end: pack.dataEnd), case .offsetDelta(let base) = entry.form,
                base >= Pack.headerSize, known.insert(base).inserted
            else { continue }
            more.append(base)
            left.append(base)
        }
        if !more.isEmpty { order.add(more, dataEnd: pack.dataEnd) }
    }

    /// Reads all headers.
    mutating func resolve(_ store: ObjectStore) {
        let lookup = OffsetLookup(offsets, dataEnd: pack.dataEnd)
        for index in offsets.indices {
            let ordinal = UInt32(truncatingIfNeeded: index)
            do throws(ObjectFault) {
                try resolve(index, lookup, store)
            } catch { faults[ordinal] = error }
        }
    }

    private mutating func resolve(_ index: Int, _ lookup: OffsetLookup, _ store: ObjectStore) throws(ObjectFault) {
        let offset = offsets[index]
        guard offset >= Pack.headerSize, offset < pack.dataEnd else { throw .outsideFile }
        if index > 0, offsets[index - 1] == offset { throw .sharedPlace }
        let end = index + 1 < offsets.count ? offsets[index + 1] : pack.dataEnd
        // Why the end of all entries for the first of two at one place: the other one is the fault.
        let entry = try pack.entry(at: offset, end: end == offset ? pack.dataEnd : end)
        switch entry.form {
        case .whole(let kind):
            kinds[index] = kind.rawValue
        case .offsetDelta(let base):
            guard let found = lookup.entry(at: base) else { throw .badBase }
            bases[index] = UInt32(truncatingIfNeeded: found)
        case .referenceDelta(let idOffset):
            guard let id = pack.file.id(at: idOffset, pack.format) else { throw .badHeader }
            if let found = pack.offset(of: id).flatMap({ lookup.entry(at: $0) }) {
                bases[index] = UInt32(truncatingIfNeeded: found)
            } else {
                bases[index] = DeltaForest.externalBase + UInt32(truncatingIfNeeded: externalBases.count)
                kinds[index] = store.packedKind(of: id, mostLinks: Self.mostLinks)?.rawValue ?? 0
                externalBases.append(id)
            }
        }
    }

    // Why: a hostile pack could make every base the end of one long chain. Git's own are 50 or 250 long.
    private static let mostLinks = 256

    /// Lists the deltas on each entry, cuts loops, and gives every entry the kind of its root.
    mutating func link() {
        listChildren()
        reachAll()
        if queue.count < offsets.count {
            cutLoops()
            listChildren()
            reachAll()
        }
        for entry in queue where bases[Int(entry)] < DeltaForest.externalBase { kinds[Int(entry)] = kinds[Int(bases[Int(entry)])] }
    }

    private mutating func listChildren() {
        starts = [UInt32](repeating: 0, count: offsets.count + 2)
        children = [UInt32](repeating: 0, count: offsets.count)
        for base in bases where base < DeltaForest.externalBase { starts[Int(base) + 2] += 1 }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        // Why two more at first: filling moves each start to where the next one belongs.
        for (index, base) in bases.enumerated() where base < DeltaForest.externalBase {
            children[Int(starts[Int(base) + 1])] = UInt32(truncatingIfNeeded: index)
            starts[Int(base) + 1] += 1
        }
    }

    private mutating func reachAll() {
        // Why: git writes bases first, and then the entries are in a good order as they stand.
        if bases.indices.allSatisfy({ bases[$0] >= DeltaForest.externalBase || bases[$0] < UInt32(truncatingIfNeeded: $0) }) {
            queue = Array(0..<UInt32(truncatingIfNeeded: offsets.count))
            return
        }
        queue.removeAll(keepingCapacity: true)
        queue.reserveCapacity(offsets.count)
        for (index, base) in bases.enumerated() where base >= DeltaForest.externalBase { queue.append(UInt32(truncatingIfNeeded: index)) }
        var next = 0
        while next < queue.count {
            let entry = Int(queue[next])
            for child in Int(starts[entry])..<Int(starts[entry + 1]) { queue.append(children[child]) }
            next += 1
        }
    }

    /// Makes one entry of each loop a root without a kind.
    private mutating func cutLoops() {
        var seen = [UInt32](repeating: 0, count: offsets.count)
        for entry in queue { seen[Int(entry)] = .max }
        for start in seen.indices {
            let mark = UInt32(truncatingIfNeeded: start + 1)
            var entry = start
            while seen[entry] == 0 {
                seen[entry] = mark
                entry = Int(bases[entry])
            }
            guard seen[entry] == mark else { continue }
            bases[entry] = DeltaForest.noBase
            faults[UInt32(truncatingIfNeeded: entry)] = .baseLoop
        }
    }

    /// The order of a walk; see `DeltaForest`.
    func layout() -> (order: [UInt32], ends: [UInt32]) {
        var sizes = [UInt32](repeating: 1, count: offsets.count)
        for entry in queue.reversed() where bases[Int(entry)] < DeltaForest.externalBase {
            sizes[Int(bases[Int(entry)])] += sizes[Int(entry)]
        }
        var places = [UInt32](repeating: 0, count: offsets.count)
        var order = places
        var ends = places
        var nextRoot: UInt32 = 0
        for entry in queue {
            let index = Int(entry)
            if bases[index] >= DeltaForest.externalBase {
                places[index] = nextRoot
                nextRoot += sizes[index]
            }
            let place = places[index]
            order[Int(place)] = entry
            ends[Int(place)] = place + sizes[index]
            placeChildren(of: index, from: place + 1, sizes, &places)
        }
        return (order, ends)
    }

    private func placeChildren(of index: Int, from first: UInt32, _ sizes: [UInt32], _ places: inout [UInt32]) {
        let range = Int(starts[index])..<Int(starts[index + 1])
        guard var largest = range.first else { return }
        for child in range where sizes[Int(children[child])] > sizes[Int(children[largest])] { largest = child }
        var next = first
        for child in range where child != largest {
            places[Int(children[child])] = next
            next += sizes[Int(children[child])]
        }
        places[Int(children[largest])] = next
    }
}
