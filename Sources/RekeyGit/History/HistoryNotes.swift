package import RekeyCore

/// What commits, trees and tags say, kept compactly as they come by; one thread's part of it.
///
/// Of a tree that is stored as changes of another one only the changed entries are kept: the others were kept with that one.
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
    }

    /// One entry of a tree.
    struct Entry: Sendable {
        var name: UInt32
        /// `ObjectNumbers.none` for a submodule and what is not here.
        var child: UInt32
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
    /// - Parameter changes: as `PackWalker` lends them.
    package mutating func add(_ object: PackedObject, of forest: DeltaForest, _ bytes: Span<UInt8>, changes: Span<TextChange>) {
        guard object.kind != .blob, let number = numbers.number(of: object.ordinal, in: forest) else { return }
        let base: UInt32? =
            switch object.base {
            case .none: nil
            case .entry(let ordinal): numbers.number(of: ordinal, in: forest)
            case .external(let id): numbers.number(of: id)
            }
        add(number, object.kind, bytes, changes, base)
    }

    /// Keeps what an object says that stands for itself.
    package mutating func add(_ id: ObjectID, _ kind: ObjectKind, _ bytes: Span<UInt8>) {
        guard kind != .blob, let number = numbers.number(of: id) else { return }
        let changes: [1 of TextChange] = [TextChange(0..<bytes.count, source: 0)]
        add(number, kind, bytes, changes.span, nil)
    }

    private mutating func add(_ number: UInt32, _ kind: ObjectKind, _ bytes: Span<UInt8>, _ changes: Span<TextChange>, _ base: UInt32?) {
        let isWhole =
            switch kind {
            case .commit: addCommit(number, bytes)
            case .tag: addTag(number, bytes)
            case .tree: addTree(number, bytes, changes, base)
            case .blob: true
            }
        if !isWhole, let id = numbers.id(of: number) { damaged.append(id) }
    }

    private mutating func addTree(_ number: UInt32, _ bytes: Span<UInt8>, _ changes: Span<TextChange>, _ base: UInt32?) -> Bool {
        let start = UInt32(truncatingIfNeeded: entries.count)
        let isWhole =
            if base == nil {
                TreeEntries(format).readAll(bytes) { keep($0, $1, $2, of: number) }
            } else {
                TreeEntries(format).read(bytes, changes: changes) { keep($0, $1, $2, of: number) }
            }
        trees.append(Tree(number: number, base: base ?? ObjectNumbers.none, entries: start..<UInt32(truncatingIfNeeded: entries.count)))
        return isWhole
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
