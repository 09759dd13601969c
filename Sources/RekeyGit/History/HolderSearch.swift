internal import RekeyCore

/// Which secrets a tree holds, in its files, their names and those of its folders. Looks at each tree once, and only along the paths at
/// which something is held.
struct HolderSearch: ~Copyable {
    private let map: HistoryMap
    private let format: ObjectFormat
    private var reader: ObjectReader
    private(set) var sets = SecretSets()
    private var wanted: WantedPaths
    /// By path, of the folders that were come by.
    private var folders: [UInt32: FolderContents] = [:]
    /// By object number: the secrets in a file.
    private var holders: [UInt32: UInt32] = [:]
    private var names = NameTable()
    /// By the number of a name: the secrets in it.
    private var setOfName: [UInt32] = []
    /// By tree and path.
    private var known: [UInt64: UInt32] = [:]

    /// A tree on the way to what it holds.
    private struct Frame {
        var tree: UInt32
        var path: UInt32
        var set: UInt32
        /// Trees in it that have not been looked at.
        var rest: [(tree: UInt32, path: UInt32)]
    }

    /// Stands for a tree of which everything is looked at, whatever paths are known.
    static let anywhere = PathTable.none

    init(_ map: HistoryMap, _ store: ObjectStore, _ holdings: [Holding]) throws(ObjectFault) {
        let reader = try ObjectReader(store)
        self.map = map
        self.reader = reader
        format = store.format
        wanted = WantedPaths(map)
        var secretsOfBlob: [UInt32: Set<Int>] = [:]
        var secretsOfName: [[UInt8]: Set<Int>] = [:]
        for (secret, holding) in holdings.enumerated() {
            for number in holding.blobs.compactMap({ map.numbers.number(of: $0) }) { secretsOfBlob[number, default: []].insert(secret) }
            for name in holding.names { secretsOfName[name, default: []].insert(secret) }
        }
        for (blob, secrets) in secretsOfBlob.sorted(by: { $0.key < $1.key }) {
            holders[blob] = sets.number(of: secrets)
            for path in map.places.paths(of: blob) { wanted.add(path) }
        }
        for (name, secrets) in secretsOfName.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            _ = names.number(of: name.span)
            setOfName.append(sets.number(of: secrets))
        }
        if names.count > 0 { for path in map.paths(withNames: names) { wanted.add(path) } }
    }

    /// The secrets in a blob or in all of a tree, wherever that stands.
    mutating func secrets(in number: UInt32) -> UInt32 {
        map.isTree(number) ? secrets(inTree: number, at: Self.anywhere) : holders[number] ?? SecretSets.empty
    }

    /// The secrets in an entry of an index.
    mutating func secrets(inStaged entry: RefSnapshot.Staged) -> UInt32 {
        var set = map.numbers.number(of: entry.blob).flatMap { holders[$0] } ?? SecretSets.empty
        guard names.count > 0 else { return set }
        for name in PathBytes.components(entry.path) { set = sets.union(set, self.set(of: name.span)) }
        return set
    }

    /// The secrets in a tree, which stands at `path`: 0 for a root folder.
    mutating func secrets(inTree tree: UInt32, at path: UInt32 = 0) -> UInt32 {
        guard tree != ObjectNumbers.none else { return SecretSets.empty }
        if let set = known[Self.key(tree, path)] { return set }
        var frames = [look(into: tree, at: path)]
        var result = SecretSets.empty
        while var frame = frames.popLast() {
            while let next = frame.rest.last, let set = known[Self.key(next.tree, next.path)] {
                frame.set = sets.union(frame.set, set)
                frame.rest.removeLast()
            }
            if let next = frame.rest.last {
                frames.append(frame)
                frames.append(look(into: next.tree, at: next.path))
            } else {
                known[Self.key(frame.tree, frame.path)] = frame.set
                result = frame.set
            }
        }
        return result
    }

    /// What the entries of a tree hold themselves, and the trees among them.
    private mutating func look(into tree: UInt32, at path: UInt32) -> Frame {
        var frame = Frame(tree: tree, path: path, set: SecretSets.empty, rest: [])
        // Why at first: a tree that holds itself, which only a false index can make, is looked at once.
        known[Self.key(tree, path)] = SecretSets.empty
        if path == Self.anywhere {
            lookAtAll(of: tree, &frame)
            return frame
        }
        guard let (entries, paths) = entries(of: tree, at: path) else { return frame }
        for (child, place) in zip(entries, paths) where child != FolderContents.nothing {
            if names.count > 0, let name = map.paths.split(place)?.name { frame.set = sets.union(frame.set, set(of: map.names[name].span)) }
            add(child, at: place, to: &frame)
        }
        return frame
    }

    private mutating func lookAtAll(of tree: UInt32, _ frame: inout Frame) {
        var found: [(child: UInt32, name: UInt32?)] = []
        guard let id = map.numbers.id(of: tree) else { return }
        _ = try? reader.withObject(id) { _, bytes in
            TreeEntries(format).readAll(bytes) { kind, name, id in
                let child = kind == .submodule ? nil : map.numbers.number(of: id)
                found.append((child ?? ObjectNumbers.none, names.count > 0 ? names.known(name) : nil))
            }
        }
        for entry in found {
            if let name = entry.name { frame.set = sets.union(frame.set, setOfName[Int(name)]) }
            add(entry.child, at: Self.anywhere, to: &frame)
        }
    }

    private mutating func add(_ child: UInt32, at path: UInt32, to frame: inout Frame) {
        if let set = holders[child] {
            frame.set = sets.union(frame.set, set)
        } else if map.isTree(child) {
            frame.rest.append((child, path))
        }
    }

    /// The secrets in a name.
    private func set(of name: Span<UInt8>) -> UInt32 {
        guard names.count > 0, let number = names.known(name) else { return SecretSets.empty }
        return setOfName[Int(number)]
    }

    /// What a tree has at the paths that count in a folder, and these; `nil` when none does.
    private mutating func entries(of tree: UInt32, at path: UInt32) -> (entries: [UInt32], paths: [UInt32])? {
        if folders[path] == nil {
            guard let folder = wanted[path] else { return nil }
            folders[path] = FolderContents(folder, map, format)
        }
        guard let entries = folders[path]?.entries(of: tree, &reader), let paths = folders[path]?.paths else { return nil }
        return (entries, paths)
    }

    private static func key(_ tree: UInt32, _ path: UInt32) -> UInt64 { UInt64(tree) << 32 | UInt64(path) }

    /// Every path at which one of the secret's files or names has been, the first in order first.
    func paths(of holding: Holding) -> [UInt32] {
        var paths: Set<UInt32> = []
        for number in holding.blobs.compactMap({ map.numbers.number(of: $0) }) { paths.formUnion(map.places.paths(of: number)) }
        var names = NameTable()
        for name in holding.names { _ = names.number(of: name.span) }
        if !holding.names.isEmpty { paths.formUnion(map.paths(withNames: names)) }
        return paths.sorted { map.paths.isBefore($0, $1, map.names) }
    }

    /// Whether a path leads from a root tree to a file with the secret, or to anything with the secret in its name.
    mutating func isHeld(_ secret: Int, at path: UInt32, in root: UInt32) -> Bool {
        guard let place = map.paths.split(path) else { return false }
        let name = map.names[place.name]
        let (isThere, found) = entry(at: path, of: root)
        guard isThere else { return false }
        if sets.sets[Int(set(of: name.span))].contains(secret) { return true }
        return holds(found, secret)
    }

    /// The file with the secret to which a path leads from a root tree.
    mutating func blob(holding secret: Int, at path: UInt32, in root: UInt32) -> ObjectID? {
        let found = entry(at: path, of: root).number
        return holds(found, secret) ? found.flatMap { map.numbers.id(of: $0) } : nil
    }

    private func holds(_ blob: UInt32?, _ secret: Int) -> Bool {
        blob.flatMap { holders[$0] }.map { sets.sets[Int($0)].contains(secret) } ?? false
    }

    /// What stands at a path below a root tree.
    private mutating func entry(at path: UInt32, of root: UInt32) -> (isThere: Bool, number: UInt32?) {
        var way: [UInt32] = []
        var next = path
        while let (folder, _) = map.paths.split(next) {
            way.append(next)
            next = folder
        }
        var found = root
        for place in way.reversed() {
            guard let folder = map.paths.split(place)?.folder, let (entries, paths) = entries(of: found, at: folder),
                let index = paths.firstIndex(of: place), entries[index] != FolderContents.nothing
            else { return (false, nil) }
            found = entries[index]
        }
        return (true, found)
    }

    /// A commit as reports name it; `nil` when it cannot be read.
    mutating func commit(_ number: UInt32) -> HistoryExposure.Commit? {
        guard let id = map.numbers.id(of: number) else { return nil }
        let format = format
        return try? reader.withObject(id) { _, bytes in
            let person = StoredCommit(bytes, format).author.map { PersonLine(bytes, $0) }
            return HistoryExposure.Commit(
                id: id.hex, author: person.map { String(decoding: $0.who, as: UTF8.self) } ?? "", date: person?.date ?? "")
        }
    }
}
