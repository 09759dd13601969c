/// Which objects a pack holds, and where: by its own index, or by its share of a multi-pack-index. Positions are in the order of IDs.
enum EntryTable: Sendable {
    case index(PackIndex)
    /// `positions` are those of the pack's objects in the multi-pack-index. Objects that another pack holds as well may be left out.
    case share(MultiPackIndex, positions: [UInt32])

    /// The share of the pack with this number.
    static func share(of pack: Int, in index: MultiPackIndex) -> EntryTable {
        .share(index, positions: (0..<index.count).filter { index.pack(at: $0) == pack }.map { UInt32(truncatingIfNeeded: $0) })
    }

    var count: Int {
        switch self {
        case .index(let index): index.count
        case .share(_, let positions): positions.count
        }
    }

    @inline(__always) func id(at position: Int) -> ObjectID? {
        switch self {
        case .index(let index): index.id(at: position)
        case .share(let index, let positions): positions.indices.contains(position) ? index.id(at: Int(positions[position])) : nil
        }
    }

    /// Where the entry begins; it may lie outside of the pack.
    @inline(__always) func offset(at position: Int) -> Int? {
        switch self {
        case .index(let index): index.offset(at: position)
        case .share(let index, let positions): positions.indices.contains(position) ? index.offset(at: Int(positions[position])) : nil
        }
    }

    /// `nil` when the ID is not there.
    func position(of id: ObjectID) -> Int? {
        switch self {
        case .index(let index): return index.position(of: id)
        case .share(let index, let positions):
            var (low, high) = (0, positions.count)
            while low < high {
                let middle = low + (high - low) / 2
                guard let found = index.id(at: Int(positions[middle])) else { return nil }
                if found == id { return middle }
                if found < id { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}
