/// Which entries of a pack are deltas on which: trees, laid out in the order in which a walk builds them.
///
/// An entry's **ordinal** is its place in the pack. 25 bytes an entry; threads share it.
package final class DeltaForest: Sendable {
    package let pack: Pack
    /// By ordinal: where the entry begins.
    private let offsets: [Int]
    /// By ordinal: its row in the table of the pack.
    private let positions: [UInt32]
    /// By ordinal: the ordinal of its base, `noBase`, or `externalBase` plus a place in `externalBases`.
    private let bases: [UInt32]
    /// By ordinal: the kind of the tree's root as `ObjectKind.rawValue`; 0 where the root cannot tell.
    private let kinds: [UInt8]
    /// Ordinals, each before the deltas on it, and each tree in one piece. The largest branch of an entry comes last.
    private let order: [UInt32]
    /// By place in `order`: where the branch that begins there ends.
    private let ends: [UInt32]
    private let externalBases: [ObjectID]
    private let faults: [UInt32: ObjectFault]
    /// By ordinal: whether it is this entry that stands for its object; `nil` when all do.
    private let owned: [Bool]?

    static let noBase = UInt32.max
    static let externalBase: UInt32 = 1 << 31

    /// What a delta is a delta on.
    package enum Base: Sendable, Equatable {
        /// It is no delta, or could be read only from somewhere else.
        case none
        case entry(ordinal: UInt32)
        /// An object of another pack, or a loose one.
        case external(ObjectID)
    }

    /// Reads the header of every entry, without inflating any; what is damaged is found here or by the walk, and told by the walk.
    ///
    /// - Parameter ownership: which objects of the pack another place stands for; `nil` when there is none.
    package convenience init(_ pack: Pack, store: ObjectStore, ownership: ObjectOwnership? = nil) {
        var builder = DeltaForestBuilder(pack)
        builder.resolve(store)
        builder.link()
        self.init(builder, ownership?.taken(from: pack))
    }

    private init(_ builder: DeltaForestBuilder, _ taken: Set<UInt32>?) {
        pack = builder.pack
        offsets = builder.offsets
        positions = builder.positions
        bases = builder.bases
        kinds = builder.kinds
        let layout = builder.layout()
        (order, ends) = (layout.order, layout.ends)
        externalBases = builder.externalBases
        faults = builder.faults
        let hasTaken = !(taken ?? []).isEmpty || positions.contains(OffsetOrder.noPosition)
        owned = hasTaken ? builder.positions.map { $0 != OffsetOrder.noPosition && taken?.contains($0) != true } : nil
    }

    /// Number of entries.
    package var count: Int { offsets.count }

    /// The row of an entry's object in the pack's table; `nil` when it is in none.
    @inline(__always) func position(of ordinal: UInt32) -> UInt32? {
        guard Int(ordinal) < positions.count, positions[Int(ordinal)] < pack.count else { return nil }
        return positions[Int(ordinal)]
    }

    /// The name of an entry's object; `nil` when the pack's table leaves it out.
    package func id(of ordinal: UInt32) -> ObjectID? {
        positions.indices.contains(Int(ordinal)) ? pack.table.id(at: Int(positions[Int(ordinal)])) : nil
    }

    /// Whether this entry stands for its object. Where an object is in several places, one of them does.
    @inline(__always) package func owns(_ ordinal: UInt32) -> Bool { owned?[Int(ordinal)] ?? true }

    /// What an entry is a delta on.
    @inline(__always) package func base(of ordinal: UInt32) -> Base {
        let base = bases[Int(ordinal)]
        if base == Self.noBase { return .none }
        return base < Self.externalBase ? .entry(ordinal: base) : .external(externalBases[Int(base - Self.externalBase)])
    }

    /// The kind of an entry's object; `nil` when its base cannot be told.
    @inline(__always) package func kind(of ordinal: UInt32) -> ObjectKind? { ObjectKind(rawValue: kinds[Int(ordinal)]) }

    /// Where an entry begins in the pack.
    package func offset(of ordinal: UInt32) -> Int { offsets[Int(ordinal)] }

    /// Where the next entry begins, or the checksum.
    @inline(__always) func end(of ordinal: UInt32) -> Int {
        let next = Int(ordinal) + 1
        // Why: of two entries that the index puts at one place, the second one is the fault.
        return next < offsets.count && offsets[next] > offsets[next - 1] ? offsets[next] : pack.dataEnd
    }

    /// The ordinal at a place of the order, and where its branch ends there.
    @inline(__always) func node(at place: Int) -> (ordinal: UInt32, end: Int) { (order[place], Int(ends[place])) }

    /// Reads the header of an entry; throws what was found wrong with it when the forest was made.
    @inline(__always) func entry(_ ordinal: UInt32) throws(ObjectFault) -> PackEntry {
        if !faults.isEmpty, let fault = faults[ordinal] { throw fault }
        return try pack.entry(at: offsets[Int(ordinal)], end: end(of: ordinal))
    }
}
