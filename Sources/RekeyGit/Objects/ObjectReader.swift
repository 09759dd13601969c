internal import RekeyCore

/// One object, read.
package struct StoredObject: Sendable, Equatable {
    package var kind: ObjectKind
    package var bytes: [UInt8]
}

/// Reads single objects by their IDs, in any order. One thread's.
package struct ObjectReader: ~Copyable {
    private let store: ObjectStore
    private let inflater: EntryInflater
    private let looseReader: LooseReader
    private var cache: BaseCache
    private var changes: [TextChange] = []
    /// Entries that could not be built, nor replaced.
    private var lost: [EntryPlace: ObjectFault] = [:]
    /// By number of the pack; made when a damaged base needs a name.
    private var orders: [Int: OffsetOrder] = [:]

    /// - Parameters:
    ///   - sizeLimit: bytes of one object; a larger one is refused.
    ///   - cacheBytes: room for objects that others may be deltas on.
    package init(_ store: ObjectStore, sizeLimit: Int = 1 << 30, cacheBytes: Int = 64 << 20) throws(ObjectFault) {
        let inflater = try EntryInflater(sizeLimit: sizeLimit)
        let looseReader = try LooseReader(sizeLimit: sizeLimit)
        self.store = store
        self.inflater = inflater
        self.looseReader = looseReader
        cache = BaseCache(limit: cacheBytes)
    }

    /// Reads one object; throws `.missing` when it is not here.
    package mutating func read(_ id: ObjectID) throws(ObjectFault) -> StoredObject {
        let found = try load(id)
        return StoredObject(kind: found.kind, bytes: found.bytes.bytes)
    }

    /// Lends one object instead of copying it; throws `.missing` when it is not here.
    package mutating func withObject<Result>(_ id: ObjectID, _ body: (ObjectKind, Span<UInt8>) -> Result) throws(ObjectFault) -> Result {
        let found = try load(id)
        return found.bytes.withBytes { body(found.kind, $0) }
    }

    /// Reads from the first place that works: packs, then loose files. What it gives must not be written to.
    ///
    /// - Parameters:
    ///   - left: a pack that is not asked, by its number.
    ///   - depth: how many damaged bases are being worked round.
    mutating func load(_ id: ObjectID, except left: Int? = nil, depth: Int = 0) throws(ObjectFault) -> BuiltObject {
        var fault = ObjectFault.missing
        for (number, pack) in store.packs.enumerated() where number != left {
            guard let offset = pack.offset(of: id) else { continue }
            do throws(ObjectFault) {
                return try load(EntryPlace(pack: number, offset: offset), depth: depth)
            } catch { fault = error }
        }
        let buffer = ObjectBuffer()
        for folder in store.loose {
            do throws(ObjectFault) {
                let kind = try looseReader.read(id, from: folder, into: buffer)
                return BuiltObject(kind: kind, bytes: buffer)
            } catch { if error != .missing { fault = error } }
        }
        throw fault
    }

    /// Builds an entry from the far end of its chain.
    private mutating func load(_ place: EntryPlace, depth: Int) throws(ObjectFault) -> BuiltObject {
        let chain = DeltaChain(to: place, in: store) { cache.holds($0) || lost[$0] != nil }
        var links = chain.links[...]
        do throws(ObjectFault) {
            var object = try start(chain, &links, depth: depth)
            while let link = links.last {
                object = try build(link, on: object, isLast: links.count == 1, depth: depth)
                links.removeLast()
            }
            return object
        } catch {
            // Why: a hostile pack could make every object depend on one long way to nowhere, which is gone once.
            if depth == 0 { for link in links { lost[link.place] = error } }
            throw error
        }
    }

    /// What the chain is built on; takes from `links` those that are built with it.
    private mutating func start(_ chain: DeltaChain, _ links: inout ArraySlice<DeltaChain.Link>, depth: Int) throws(ObjectFault)
        -> BuiltObject
    {
        switch chain.end {
        case .known(let place):
            guard let object = cache.object(at: place) else { throw lost[place] ?? .missingBase }
            return object
        case .outside(let id):
            return try base(id, depth: depth)
        case .broken(let place, let fault):
            guard !links.isEmpty else {
                lost[place] = fault
                throw fault
            }
            return try replacement(of: place, fault, depth: depth)
        case .whole(let kind):
            guard let root = links.last else { throw .badHeader }
            let object = try inflate(root, kind, isLast: links.count == 1, depth: depth)
            links.removeLast()
            return object
        }
    }

    private mutating func inflate(_ link: DeltaChain.Link, _ kind: ObjectKind, isLast: Bool, depth: Int) throws(ObjectFault) -> BuiltObject
    {
        let object = BuiltObject(kind: kind, bytes: ObjectBuffer())
        let pack = store.packs[link.place.pack]
        do throws(ObjectFault) {
            try inflater.inflate(link.entry, of: pack, end: pack.dataEnd, into: object.bytes)
        } catch {
            guard !isLast else { throw error }
            return try replacement(of: link.place, error, depth: depth)
        }
        cache.keep(object, at: link.place)
        return object
    }

    private mutating func build(_ link: DeltaChain.Link, on base: BuiltObject, isLast: Bool, depth: Int) throws(ObjectFault) -> BuiltObject
    {
        do throws(ObjectFault) {
            let buffer = ObjectBuffer()
            let pack = store.packs[link.place.pack]
            try inflater.build(link.entry, of: pack, end: pack.dataEnd, on: base.bytes, into: buffer, changes: &changes)
            let object = BuiltObject(kind: base.kind, bytes: buffer)
            cache.keep(object, at: link.place)
            return object
        } catch {
            guard !isLast else { throw error }
            return try replacement(of: link.place, error, depth: depth)
        }
    }

    private mutating func base(_ id: ObjectID, depth: Int) throws(ObjectFault) -> BuiltObject {
        do throws(ObjectFault) {
            return try load(id, depth: depth)
        } catch { throw error == .missing ? .missingBase : error }
    }

    /// A base that is damaged where it lies, from anywhere else, as git does it.
    private mutating func replacement(of place: EntryPlace, _ fault: ObjectFault, depth: Int) throws(ObjectFault) -> BuiltObject {
        let pack = store.packs[place.pack]
        let order = orders[place.pack] ?? OffsetOrder(pack.table, dataEnd: pack.dataEnd)
        orders[place.pack] = order
        guard depth < Self.mostReplacements, let position = order.position(at: place.offset), let id = pack.table.id(at: position) else {
            throw fault
        }
        do throws(ObjectFault) {
            let object = try load(id, except: place.pack, depth: depth + 1)
            cache.keep(object, at: place)
            return object
        } catch { throw fault }
    }

    private static let mostReplacements = 4
}
