package import RekeyCore

/// What commits, trees and tags say, kept compactly as they come by; one thread's part of it.
///
/// Of a tree that is stored as changes of another one only the changed entries are kept, and the names that are gone: the others were kept
/// with that one.
package struct HistoryNotes: Sendable {
    /// One commit.
    struct Commit: Sendable {
        var number: UInt32
        /// `ObjectNumbers.none` when it is not here.
        var tree: UInt32
        /// Its parents that are here, in `parents`.
        var parents: Range<UInt32>
        /// POSIX time in seconds of the committer.
        var seconds: Int64
        /// Whether a parent is not here, or was cut off by a shallow clone.
        var isCut: Bool
    }

    /// One tag object.
    struct Tag: Sendable {
        var number: UInt32
        /// `ObjectNumbers.none` when it is not here.
        var target: UInt32
        var name: [UInt8]
    }

    /// One tree; its kept entries in `entries`.
    struct Tree: Sendable {
        var number: UInt32
        /// The tree that holds the entries which are not kept; `ObjectNumbers.none` when all are.
        var base: UInt32
        var entries: Range<UInt32>
        /// Whether it is its base with these entries in the place of those of the same names. Otherwise something else is gone, too.
        var isCertain: Bool
    }

    /// One entry of a tree.
    struct Entry: Sendable {
        var name: UInt32
        /// `ObjectNumbers.none` for a submodule and what is not here; `gone` for a name of the base that the tree does not have.
        var child: UInt32

        static let gone = ObjectNumbers.none - 1
    }

    private let numbers: ObjectNumbers
    private let format: ObjectFormat
    private let shallow: Set<UInt32>
    private(set) var commits: [Commit] = []
    private(set) var parents: [UInt32] = []
    private(set) var tags: [Tag] = []
    private(set) var trees: [Tree] = []
    private(set) var entries: [Entry] = []
    private(set) var names = NameTable()
    /// Objects that others name and that are not here.
    private(set) var missing: [ObjectID: MissingObject] = [:]
    /// Commits, trees and tags that are not as git writes them; what could be read of them was kept. In the order they came by.
    package private(set) var damaged: [ObjectID] = []

    /// Notes for one thread; all threads' share the same numbers.
    package init(_ store: ObjectStore, _ numbers: ObjectNumbers) {
        self.numbers = numbers
        format = store.format
        shallow = Set(store.shallowCommits.compactMap { numbers.number(of: $0) })
    }

    /// Keeps what an object of a pack says; a blob says nothing. What it is stored as a change of must be added too, to any thread's notes.
    ///
    /// - Parameters:
    ///   - changes: as `PackWalker` lends them.
    ///   - base: as `PackWalker` lends it.
    package mutating func add(
        _ object: PackedObject, of forest: DeltaForest, _ bytes: Span<UInt8>, changes: Span<TextChange>, base baseBytes: Span<UInt8>
    ) {
        guard object.kind != .blob, let number = numbers.number(of: object.ordinal, in: forest) else { return }
        let base: UInt32? =
            switch object.base {
            case .none: nil
            case .entry(let ordinal): numbers.number(of: ordinal, in: forest)
            case .external(let id): numbers.number(of: id)
            }
        let isWhole =
            switch (object.kind, base) {
            case (.tree, let base?): addTree(number, bytes, changes, base, baseBytes)
            default: add(number, object.kind, bytes)
            }
        if !isWhole, let id = numbers.id(of: number) { damaged.append(id) }
    }

    /// Keeps what an object says that stands for itself.
    package mutating func add(_ id: ObjectID, _ kind: ObjectKind, _ bytes: Span<UInt8>) {
        guard kind != .blob, let number = numbers.number(of: id) else { return }
        if !add(number, kind, bytes) { damaged.append(id) }
    }

    /// Gives whether it is as git writes it.
    private mutating func add(_ number: UInt32, _ kind: ObjectKind, _ bytes: Span<UInt8>) -> Bool {
        switch kind {
        case .commit: addCommit(number, bytes)
        case .tag: addTag(number, bytes)
        case .tree: addTree(number, bytes)
        case .blob: true
        }
    }

    private mutating func addTree(_ number: UInt32, _ bytes: Span<UInt8>) -> Bool {
        let start = UInt32(truncatingIfNeeded: entries.count)
        let isWhole = TreeEntries(format).readAll(bytes) { keep($0, $1, $2, of: number) }
        addTree(number, base: ObjectNumbers.none, from: start, isCertain: true)
        return isWhole
    }

    /// Adds a tree that is stored as changes of another one.
    private mutating func addTree(
        _ number: UInt32, _ bytes: Span<UInt8>, _ changes: Span<TextChange>, _ base: UInt32, _ baseBytes: Span<UInt8>
    ) -> Bool {
        let start = UInt32(truncatingIfNeeded: entries.count)
        var replaced = ReplacedEntries(baseCount: baseBytes.count)
        let isWhole = TreeEntries(format).read(bytes, changes: changes, &replaced) { keep($0, $1, $2, of: number) }
        var isCertain = isWhole
        var first = Int(start)
        for stretch in replaced.stretches {
            let end = Int(start) + stretch.lent
            if !addGone(stretch.base, baseBytes, first..<end) { isCertain = false }
            first = end
        }
        putLast(Int(start)..<first)
        addTree(number, base: base, from: start, isCertain: isCertain)
        return isWhole
    }

    private mutating func addTree(_ number: UInt32, base: UInt32, from start: UInt32, isCertain: Bool) {
        let entries = start..<UInt32(truncatingIfNeeded: entries.count)
        trees.append(Tree(number: number, base: base, entries: entries, isCertain: isCertain))
    }

    /// Moves the entries of a tree behind the names that are gone. Why: a file that became a folder has another place in the order.
    private mutating func putLast(_ kept: Range<Int>) {
        guard kept.upperBound < entries.count else { return }
        let moved = Array(entries[kept])
        entries.removeSubrange(kept)
        entries += moved
    }

    /// Keeps the names in a stretch of the base that none of the entries in its place has; `false` where the stretch cannot be read.
    private mutating func addGone(_ stretch: Range<Int>?, _ base: Span<UInt8>, _ kept: Range<Int>) -> Bool {
        guard let stretch else { return false }
        let isOne = kept.count == 1
        // Why: most often it is one entry in the place of one.
        var left = isOne ? [] : Set(entries[kept].map(\.name))
        return TreeEntries(format).readNames(base, in: stretch) { name in
            let name = names.number(of: name)
            if isOne ? entries[kept.lowerBound].name == name : left.remove(name) != nil { return }
            entries.append(Entry(name: name, child: Entry.gone))
        }
    }

    private mutating func keep(_ kind: TreeEntries.Kind, _ name: Span<UInt8>, _ id: ObjectID, of tree: UInt32) {
        let name = names.number(of: name)
        var child: UInt32?
        if kind != .submodule {
            child = numbers.number(of: id)
            if child == nil { miss(id, kind == .tree ? .tree : .blob, tree) }
        }
        entries.append(Entry(name: name, child: child ?? ObjectNumbers.none))
    }

    private mutating func addCommit(_ number: UInt32, _ bytes: Span<UInt8>) -> Bool {
        let header = StoredCommit(bytes, format)
        let start = UInt32(truncatingIfNeeded: parents.count)
        var isCut = shallow.contains(number)
        for id in header.parents {
            if let parent = numbers.number(of: id) {
                parents.append(parent)
            } else {
                if !isCut { miss(id, .commit, number) }
                isCut = true
            }
        }
        var tree = ObjectNumbers.none
        if let id = header.tree {
            if let found = numbers.number(of: id) { tree = found } else { miss(id, .tree, number) }
        }
        commits.append(
            Commit(
                number: number, tree: tree, parents: start..<UInt32(truncatingIfNeeded: parents.count), seconds: header.seconds ?? 0,
                isCut: isCut))
        return header.isWhole
    }

    private mutating func addTag(_ number: UInt32, _ bytes: Span<UInt8>) -> Bool {
        let header = StoredTag(bytes, format)
        var target = ObjectNumbers.none
        if let id = header.target {
            if let found = numbers.number(of: id) { target = found } else { miss(id, header.kind, number) }
        }
        tags.append(Tag(number: number, target: target, name: header.name))
        return header.isWhole
    }

    private mutating func miss(_ id: ObjectID, _ kind: ObjectKind?, _ referrer: UInt32) {
        if let known = missing[id], known.referrer <= referrer { return }
        missing[id] = MissingObject(id: id, kind: kind, referrer: referrer)
    }
}
