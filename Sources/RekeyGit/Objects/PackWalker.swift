package import RekeyCore

/// One object, as a walk comes by it.
package struct PackedObject: Sendable, Equatable {
    /// Its place in the forest: `DeltaForest.id(of:)` gives its name.
    package var ordinal: UInt32
    package var kind: ObjectKind
    /// What it was made on. An entry of the forest was lent before, unless another place stands for it.
    package var base: DeltaForest.Base
}

/// Builds the objects of delta trees, each entry inflated once, bases before what is made on them. One thread's.
///
/// Needs memory for as many objects as the logarithm of the largest tree's size: of the branches of an entry the largest comes last, and
/// by then the entry itself is no longer needed.
package struct PackWalker: ~Copyable {
    private let store: ObjectStore
    private let sizeLimit: Int
    private let inflater: EntryInflater
    private let looseReader: LooseReader
    private var changes: [TextChange] = []
    /// The base from elsewhere of the entry that was built last.
    private var outerBase: ObjectBuffer?
    /// Entries that are waiting for deltas on them.
    private var frames: [Frame] = []
    private var spare: [ObjectBuffer] = []
    // Why lazily: only thin packs and damage need it.
    private var reader: ObjectReader?
    /// What could not be read where it stands, so far.
    package private(set) var damage: [ObjectDamage] = []

    private struct Frame {
        /// `nil` when the object could not be read.
        var object: BuiltObject?
        /// Where in the order its branch ends.
        var end: Int
        /// What kept it from being read: a place in `damage`.
        var damage: Int
    }

    /// - Parameter sizeLimit: bytes of one object; a larger one is damage, with what is based on it.
    package init(_ store: ObjectStore, sizeLimit: Int = 1 << 30) throws(ObjectFault) {
        let inflater = try EntryInflater(sizeLimit: sizeLimit)
        let looseReader = try LooseReader(sizeLimit: sizeLimit)
        self.inflater = inflater
        self.looseReader = looseReader
        self.store = store
        self.sizeLimit = sizeLimit
    }

    /// Lends every object of the batch that the forest stands for, with the ranges in which it differs from its base and the bytes of that,
    /// until `visit` gives `false`; gives whether it went to the end.
    ///
    /// The ranges are ascending. Each holds new bytes, or is empty where two parts of the base meet that are not neighbours there, and at
    /// the start or the end of an object that does not start or end as its base does. What lies between neighbouring ranges is one run of
    /// the base. An object without a base is one range, and its base is empty.
    package mutating func walk(
        _ batch: DeltaForest.Batch, of forest: DeltaForest,
        _ visit: (PackedObject, Span<UInt8>, Span<TextChange>, _ base: Span<UInt8>) -> Bool
    ) -> Bool {
        defer { frames.removeAll(keepingCapacity: true) }
        for place in batch.places {
            while let frame = frames.last, frame.end <= place { release(frames.removeLast().object) }
            guard walk(place, of: forest, visit) else { return false }
        }
        while let frame = frames.popLast() { release(frame.object) }
        return true
    }

    /// Lends a loose object; gives what `visit` gives, or `true` when it cannot be read.
    package mutating func read(_ entry: LooseObjects.Entry, _ visit: (ObjectKind, Span<UInt8>) -> Bool) -> Bool {
        let buffer = spare.popLast() ?? ObjectBuffer()
        do throws(ObjectFault) {
            let kind = try looseReader.read(entry.id, from: entry.folder, into: buffer)
            defer { release(BuiltObject(kind: kind, bytes: buffer)) }
            return buffer.withBytes { visit(kind, $0) }
        } catch {
            let found = try? load(entry.id, except: nil)
            let file = String(decoding: entry.folder.path(of: entry.id), as: UTF8.self)
            damage.append(ObjectDamage(file: file, offset: 0, id: entry.id, fault: error, isRecovered: found != nil))
            guard let found else { return true }
            return found.bytes.withBytes { visit(found.kind, $0) }
        }
    }

    /// Builds and lends the entry at one place of the order.
    private mutating func walk(
        _ place: Int, of forest: DeltaForest,
        _ visit: (PackedObject, Span<UInt8>, Span<TextChange>, _ base: Span<UInt8>) -> Bool
    ) -> Bool {
        let (ordinal, end) = forest.node(at: place)
        var base = forest.base(of: ordinal)
        let object: BuiltObject
        do throws(ObjectFault) {
            object = try build(ordinal, base, forest)
        } catch {
            base = .none
            guard let found = recover(ordinal, error, forest) else {
                note(ordinal, error, forest)
                if end > place + 1 { frames.append(Frame(object: nil, end: end, damage: damageOfParent(error) ?? damage.count - 1)) }
                return true
            }
            object = found
        }
        let isGoingOn = !forest.owns(ordinal) || lend(object, PackedObject(ordinal: ordinal, kind: object.kind, base: base), visit)
        // Why: nothing more is made on the parent, and its room is free for the first delta on this one.
        if let parent = frames.last, parent.end == end { release(frames.removeLast().object) }
        if end > place + 1 {
            frames.append(Frame(object: object, end: end, damage: -1))
        } else {
            release(object)
        }
        return isGoingOn
    }

    private func lend(
        _ object: BuiltObject, _ lent: PackedObject, _ visit: (PackedObject, Span<UInt8>, Span<TextChange>, _ base: Span<UInt8>) -> Bool
    ) -> Bool {
        let base: ObjectBuffer? =
            switch lent.base {
            case .none: nil
            case .entry: frames.last?.object?.bytes
            case .external: outerBase
            }
        guard let base else { return object.bytes.withBytes { visit(lent, $0, changes.span, Span()) } }
        return object.bytes.withBytes { bytes in base.withBytes { visit(lent, bytes, changes.span, $0) } }
    }

    private mutating func build(_ ordinal: UInt32, _ base: DeltaForest.Base, _ forest: DeltaForest) throws(ObjectFault) -> BuiltObject {
        let entry = try forest.entry(ordinal)
        let buffer = spare.popLast() ?? ObjectBuffer()
        let end = forest.end(of: ordinal)
        switch (base, entry.form) {
        case (.none, .whole(let kind)):
            try inflater.inflate(entry, of: forest.pack, end: end, into: buffer)
            changes.removeAll(keepingCapacity: true)
            if buffer.count > 0 { changes.append(TextChange(0..<buffer.count, source: 0)) }
            return BuiltObject(kind: kind, bytes: buffer)
        case (.entry, _):
            guard let parent = frames.last?.object else { throw .missingBase }
            try inflater.build(entry, of: forest.pack, end: end, on: parent.bytes, into: buffer, changes: &changes)
            return BuiltObject(kind: parent.kind, bytes: buffer)
        case (.external(let id), _):
            let parent = try loadBase(id)
            outerBase = parent.bytes
            try inflater.build(entry, of: forest.pack, end: end, on: parent.bytes, into: buffer, changes: &changes)
            return BuiltObject(kind: parent.kind, bytes: buffer)
        case (.none, _):
            throw .badBase
        }
    }

    /// The same object from another place.
    private mutating func recover(_ ordinal: UInt32, _ fault: ObjectFault, _ forest: DeltaForest) -> BuiltObject? {
        guard let id = forest.id(of: ordinal), let found = try? load(id, except: forest.pack) else { return nil }
        let copy = ObjectBuffer()
        guard (try? copy.copy(found.bytes)) != nil else { return nil }
        if damageOfParent(fault) == nil { append(ordinal, fault, forest, isRecovered: true) }
        changes.removeAll(keepingCapacity: true)
        if copy.count > 0 { changes.append(TextChange(0..<copy.count, source: 0)) }
        return BuiltObject(kind: found.kind, bytes: copy)
    }

    /// Where the damage is told that this entry only shares: that of the entry it is made on.
    private func damageOfParent(_ fault: ObjectFault) -> Int? {
        guard fault == .missingBase, let parent = frames.last, parent.object == nil else { return nil }
        return parent.damage
    }

    private mutating func note(_ ordinal: UInt32, _ fault: ObjectFault, _ forest: DeltaForest) {
        if let cause = damageOfParent(fault) {
            damage[cause].dependants += 1
        } else {
            append(ordinal, fault, forest, isRecovered: false)
        }
    }

    private mutating func append(_ ordinal: UInt32, _ fault: ObjectFault, _ forest: DeltaForest, isRecovered: Bool) {
        damage.append(
            ObjectDamage(
                file: forest.pack.name, offset: forest.offset(of: ordinal), id: forest.id(of: ordinal), fault: fault,
                isRecovered: isRecovered))
    }

    private mutating func loadBase(_ id: ObjectID) throws(ObjectFault) -> BuiltObject {
        do throws(ObjectFault) {
            return try load(id, except: nil)
        } catch { throw error == .missing ? .missingBase : error }
    }

    private mutating func load(_ id: ObjectID, except pack: Pack?) throws(ObjectFault) -> BuiltObject {
        if reader == nil { reader = try ObjectReader(store, sizeLimit: sizeLimit) }
        let left = pack.flatMap { pack in store.packs.firstIndex { $0 === pack } }
        guard let found = try reader?.load(id, except: left) else { throw .missing }
        return found
    }

    private mutating func release(_ object: BuiltObject?) {
        guard let buffer = object?.bytes, buffer.capacity <= Self.largestSpare else { return }
        spare.append(buffer)
    }

    /// Bytes of a buffer that is kept for the next object.
    private static let largestSpare = 8 << 20
}
