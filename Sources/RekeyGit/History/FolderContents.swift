/// What stands in trees under the names that count in a folder.
///
/// Told from the notes: a tree that is stored as changes of another one has what that has, but for the names that were noted with it. What
/// the notes do not tell is read.
struct FolderContents {
    private let map: HistoryMap
    private let format: ObjectFormat
    private let folder: WantedPaths.Folder
    /// By tree: what stands under each name, in the order of the folder's paths.
    private var known: [UInt32: [UInt32]] = [:]

    /// Stands for a name that a tree does not have.
    static let nothing = HistoryNotes.Entry.gone

    init(_ folder: WantedPaths.Folder, _ map: HistoryMap, _ format: ObjectFormat) {
        self.folder = folder
        self.map = map
        self.format = format
    }

    /// The paths of the names that count.
    var paths: [UInt32] { folder.paths }

    /// What stands in a tree at each of `paths`: the object's number, `ObjectNumbers.none` for one that is not here, or `nothing`.
    mutating func entries(of tree: UInt32, _ reader: inout ObjectReader) -> [UInt32] {
        var chain: [UInt32] = []
        var next = tree
        while known[next] == nil {
            chain.append(next)
            // Why a limit: trees of two packs could be made on each other.
            guard map.notes.isCertain(next), let base = map.notes.base(of: next), chain.count < Self.mostLinks else { break }
            next = base
        }
        var found = known[next] ?? []
        for tree in chain.reversed() {
            let isRead = !map.notes.isCertain(tree) || tree == next && map.notes.base(of: tree) != nil
            found = isRead ? read(tree, &reader) : changed(found, by: tree)
            known[tree] = found
        }
        return found
    }

    /// Trees that are told from one that is read. Git's own chains are 50 or 250 long.
    private static let mostLinks = 65_536

    /// `base` as a tree on it has it; empty for a tree that is all noted.
    private func changed(_ base: [UInt32], by tree: UInt32) -> [UInt32] {
        var entries = base.isEmpty ? [UInt32](repeating: Self.nothing, count: folder.paths.count) : base
        map.notes.forEachNote(of: tree) { entry in
            if let place = folder.place(of: entry.name) { entries[place] = entry.child }
        }
        return entries
    }

    private func read(_ tree: UInt32, _ reader: inout ObjectReader) -> [UInt32] {
        var entries = [UInt32](repeating: Self.nothing, count: folder.paths.count)
        guard let id = map.numbers.id(of: tree) else { return entries }
        _ = try? reader.withObject(id) { _, bytes in
            TreeEntries(format).readAll(bytes) { kind, name, id in
                guard let place = map.names.known(name).flatMap({ folder.place(of: $0) }) else { return }
                entries[place] = kind == .submodule ? ObjectNumbers.none : map.numbers.number(of: id) ?? ObjectNumbers.none
            }
        }
        return entries
    }
}
