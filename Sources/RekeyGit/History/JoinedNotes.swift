/// The notes of all threads, as one. Where each tree's entries are is known by its number.
struct JoinedNotes: Sendable {
    /// One tree.
    private struct Row {
        /// Whose notes its entries are in.
        var notes: UInt32
        var base: UInt32
        var entries: Range<UInt32>
        var isCertain: Bool
    }

    /// By the notes' place.
    private let entries: [[HistoryNotes.Entry]]
    private(set) var names = NameTable()
    /// By the notes' place: the joined number of each of its names.
    private var namesOf: [[UInt32]] = []
    private var rows: [Row] = []
    /// By object number: its row; `ObjectNumbers.none` for what is no tree, or was not noted.
    private var rowOf: [UInt32]
    /// Trees that were read again as a whole.
    private var whole: [UInt32: [HistoryNotes.Entry]] = [:]

    init(_ notes: [HistoryNotes], objects: Int) {
        entries = notes.map(\.entries)
        rows.reserveCapacity(notes.reduce(0) { $0 + $1.trees.count })
        rowOf = [UInt32](repeating: ObjectNumbers.none, count: objects)
        for (place, note) in notes.enumerated() {
            namesOf.append((0..<UInt32(truncatingIfNeeded: note.names.count)).map { names.number(of: note.names[$0].span) })
            for tree in note.trees where rowOf[Int(tree.number)] == ObjectNumbers.none {
                rowOf[Int(tree.number)] = UInt32(truncatingIfNeeded: rows.count)
                rows.append(
                    Row(notes: UInt32(truncatingIfNeeded: place), base: tree.base, entries: tree.entries, isCertain: tree.isCertain))
            }
        }
    }

    /// `false` for `ObjectNumbers.none`, too.
    func isTree(_ number: UInt32) -> Bool { Int(number) < rowOf.count && rowOf[Int(number)] != ObjectNumbers.none }

    /// The tree that holds the entries which were not noted; `nil` when there are none.
    func base(of tree: UInt32) -> UInt32? {
        guard rowOf[Int(tree)] != ObjectNumbers.none else { return nil }
        let base = rows[Int(rowOf[Int(tree)])].base
        return base == ObjectNumbers.none || !whole.isEmpty && whole[tree] != nil ? nil : base
    }

    /// Whether it is its base with the noted entries in the place of those of the same names.
    func isCertain(_ tree: UInt32) -> Bool {
        guard isTree(tree) else { return false }
        return rows[Int(rowOf[Int(tree)])].isCertain || !whole.isEmpty && whole[tree] != nil
    }

    /// Calls `body` with every noted entry.
    func forEachEntry(of tree: UInt32, _ body: (HistoryNotes.Entry) -> Void) {
        forEachNote(of: tree) { if $0.child != HistoryNotes.Entry.gone { body($0) } }
    }

    /// Calls `body` with every noted entry, and before them with the names that are gone.
    func forEachNote(of tree: UInt32, _ body: (HistoryNotes.Entry) -> Void) {
        if !whole.isEmpty, let entries = whole[tree] { return entries.forEach(body) }
        guard rowOf[Int(tree)] != ObjectNumbers.none else { return }
        let row = rows[Int(rowOf[Int(tree)])]
        let (entries, names) = (entries[Int(row.notes)], namesOf[Int(row.notes)])
        for place in row.entries {
            let entry = entries[Int(place)]
            body(HistoryNotes.Entry(name: names[Int(entry.name)], child: entry.child))
        }
    }

    /// Replaces what was noted of a tree by all of its entries; gives whether they could all be read.
    mutating func readWhole(_ tree: UInt32, _ numbers: ObjectNumbers, _ format: ObjectFormat, _ reader: inout ObjectReader) -> Bool {
        var entries: [HistoryNotes.Entry] = []
        var names = self.names
        self.names = NameTable()
        defer { self.names = names }
        var isWhole = false
        if let id = numbers.id(of: tree) {
            isWhole =
                (try? reader.withObject(id) { kind, bytes in
                    TreeEntries(format).readAll(bytes) { kind, name, id in
                        let child = kind == .submodule ? nil : numbers.number(of: id)
                        entries.append(HistoryNotes.Entry(name: names.number(of: name), child: child ?? ObjectNumbers.none))
                    }
                }) ?? false
        }
        if !isWhole { forEachEntry(of: tree) { entries.append($0) } }
        whole[tree] = entries
        return isWhole
    }
}
