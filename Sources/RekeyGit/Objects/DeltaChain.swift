/// The entries that one object is made of: itself, its base, the base of that, and so on. Follows headers; inflates nothing.
struct DeltaChain {
    /// One entry.
    struct Link {
        var place: BaseCache.Place
        var entry: PackEntry
    }

    /// What the last link is made on.
    enum End: Equatable {
        /// It is no delta.
        case whole(ObjectKind)
        /// On an object that is being kept.
        case kept(BaseCache.Place)
        /// On an object that no pack holds.
        case outside(ObjectID)
    }

    /// The object itself first.
    private(set) var links: [Link] = []
    private(set) var end: End

    /// Follows bases until an entry that is no delta, or one that `isKept` says is known. Throws `.baseLoop` for a chain without an end.
    init(to start: BaseCache.Place, in store: ObjectStore, isKept: (BaseCache.Place) -> Bool = { _ in false }) throws(ObjectFault) {
        end = .kept(start)
        var place = start
        // Source: R. P. Brent, "An improved Monte Carlo factorization algorithm", 1980, section 3: a place is remembered for twice as many
        // steps each time, so that every loop closes on one that is.
        var (remembered, steps, limit) = (start, 0, 64)
        while !isKept(place) {
            let pack = store.packs[place.pack]
            let entry = try pack.entry(at: place.offset, end: pack.dataEnd)
            links.append(Link(place: place, entry: entry))
            switch entry.form {
            case .whole(let kind):
                end = .whole(kind)
                return
            case .offsetDelta(let base):
                guard base >= Pack.headerSize else { throw .badBase }
                place.offset = base
            case .referenceDelta(let idOffset):
                guard let id = pack.file.id(at: idOffset, pack.format) else { throw .badHeader }
                let own = pack.offset(of: id).map { BaseCache.Place(pack: place.pack, offset: $0) }
                guard let found = own ?? store.place(of: id, except: place.pack) else {
                    end = .outside(id)
                    return
                }
                place = found
            }
            guard place != remembered else { throw .baseLoop }
            steps += 1
            if steps == limit { (remembered, steps, limit) = (place, 0, limit * 2) }
        }
        end = .kept(place)
    }

    /// `nil` where only the object outside can tell.
    var kind: ObjectKind? { if case .whole(let kind) = end { kind } else { nil } }
}
