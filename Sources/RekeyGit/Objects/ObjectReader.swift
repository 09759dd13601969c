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
    private var changes: [Range<Int>] = []

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
    mutating func load(_ id: ObjectID, except left: Int? = nil, depth: Int = 0) throws(ObjectFault) -> BaseCache.Object {
        var fault = ObjectFault.missing
        for (number, pack) in store.packs.enumerated() where number != left {
            guard let offset = pack.offset(of: id) else { continue }
            do throws(ObjectFault) {
                return try load(BaseCache.Place(pack: number, offset: offset), depth: depth)
            } catch { fault = error }
        }
        let buffer = ObjectBuffer()
        for folder in store.loose {
            do throws(ObjectFault) {
                let kind = try looseReader.read(id, from: folder, into: buffer)
                return BaseCache.Object(kind: kind, bytes: buffer)
            } catch { if error != .missing { fault = error } }
        }
        throw fault
    }

    /// Builds an entry from the far end of its chain.
    private mutating func load(_ place: BaseCache.Place, depth: Int) throws(ObjectFault) -> BaseCache.Object {
        var found: BaseCache.Object?
        let chain = try DeltaChain(to: place, in: store) { cache.holds($0) }
        var links = chain.links[...]
        switch chain.end {
        case .kept(let place): found = cache.object(at: place)
        case .outside(let id): found = try base(id, depth: depth)
        case .whole(let kind):
            guard let root = links.popLast() else { throw .badHeader }
            do throws(ObjectFault) {
                let buffer = ObjectBuffer()
                let pack = store.packs[root.place.pack]
                try inflater.inflate(root.entry, of: pack, end: pack.dataEnd, into: buffer)
                found = BaseCache.Object(kind: kind, bytes: buffer)
            } catch {
                guard !links.isEmpty else { throw error }
                found = try replacement(of: root.place, error, depth: depth)
            }
            if let found { cache.keep(found, at: root.place) }
        }
        guard var object = found else { throw .missingBase }
        while let link = links.popLast() {
            object = try build(link, on: object, isLast: links.isEmpty, depth: depth)
            cache.keep(object, at: link.place)
        }
        return object
    }

    private mutating func build(_ link: DeltaChain.Link, on base: BaseCache.Object, isLast: Bool, depth: Int) throws(ObjectFault)
        -> BaseCache.Object
    {
        do throws(ObjectFault) {
            let buffer = ObjectBuffer()
            let pack = store.packs[link.place.pack]
            try inflater.build(link.entry, of: pack, end: pack.dataEnd, on: base.bytes, into: buffer, changes: &changes)
            return BaseCache.Object(kind: base.kind, bytes: buffer)
        } catch {
            guard !isLast else { throw error }
            return try replacement(of: link.place, error, depth: depth)
        }
    }

    private mutating func base(_ id: ObjectID, depth: Int) throws(ObjectFault) -> BaseCache.Object {
        do throws(ObjectFault) {
            return try load(id, depth: depth)
        } catch { throw error == .missing ? .missingBase : error }
    }

    /// A base that is damaged where it lies, from anywhere else, as git does it.
    private mutating func replacement(of place: BaseCache.Place, _ fault: ObjectFault, depth: Int) throws(ObjectFault) -> BaseCache.Object {
        let table = store.packs[place.pack].table
        guard depth < Self.mostReplacements, let position = (0..<table.count).first(where: { table.offset(at: $0) == place.offset }),
            let id = table.id(at: position)
        else { throw fault }
        do throws(ObjectFault) {
            return try load(id, except: place.pack, depth: depth + 1)
        } catch { throw fault }
    }

    private static let mostReplacements = 4
}
