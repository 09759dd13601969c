/// The entries that one object is made of: itself, its base, the base of that, and so on. Follows headers; inflates nothing.
struct DeltaChain {
    /// One entry.
    struct Link {
        var place: EntryPlace
        var entry: PackEntry
    }

    /// What the last link is made on.
    enum End: Equatable {
        /// It is no delta.
        case whole(ObjectKind)
        /// On an entry that is known.
        case known(EntryPlace)
        /// On an object that no pack holds.
        case outside(ObjectID)
        /// On an entry that cannot be read, or that is a link already.
        case broken(EntryPlace, ObjectFault)
    }

    /// The object itself first.
    private(set) var links: [Link] = []
    private(set) var end: End

    /// Follows bases until an entry that is no delta, or one that `isKnown` says is known.
    init(to start: EntryPlace, in store: ObjectStore, isKnown: (EntryPlace) -> Bool = { _ in false }) {
        end = .known(start)
        var place = start
        // Source: R. P. Brent, "An improved Monte Carlo factorization algorithm", 1980, section 3: a place is remembered for twice as many
        // steps each time, so that every loop closes on one that is.
        var (remembered, steps, limit) = (start, 0, 64)
        while !isKnown(place) {
            do throws(ObjectFault) {
                guard let next = try follow(place, store) else { return }
                place = next
                guard place != remembered else { throw .baseLoop }
            } catch {
                end = .broken(place, error)
                if links.last?.place == place { links.removeLast() }
                return
            }
            steps += 1
            if steps == limit { (remembered, steps, limit) = (place, 0, limit * 2) }
        }
        end = .known(place)
    }

    /// Adds a link; gives the place of its base, or `nil` at the end.
    private mutating func follow(_ place: EntryPlace, _ store: ObjectStore) throws(ObjectFault) -> EntryPlace? {
        let pack = store.packs[place.pack]
        let entry = try pack.entry(at: place.offset, end: pack.dataEnd)
        links.append(Link(place: place, entry: entry))
        switch entry.form {
        case .whole(let kind):
            end = .whole(kind)
            return nil
        case .offsetDelta(let base):
            guard base >= Pack.headerSize else { throw .badBase }
            return EntryPlace(pack: place.pack, offset: base)
        case .referenceDelta(let idOffset):
            guard let id = pack.file.id(at: idOffset, pack.format) else { throw .badHeader }
            let own = pack.offset(of: id).map { EntryPlace(pack: place.pack, offset: $0) }
            guard let found = own ?? store.place(of: id, except: place.pack) else {
                end = .outside(id)
                return nil
            }
            return found
        }
    }

    /// `nil` where only the object outside can tell.
    var kind: ObjectKind? { if case .whole(let kind) = end { kind } else { nil } }
}
