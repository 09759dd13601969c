/// The notes of all threads, as one. Where each tree's entries are is known by its number.
struct JoinedNotes {
    /// A tree and where its notes are.
    private struct Row {
        var notes: UInt32
        var tree: UInt32
    }

    private let notes: [HistoryNotes]
    private(set) var names = NameTable()
    /// By the notes' place: the joined number of each of its names.
    private var namesOf: [[UInt32]] = []
    private var rows: [Row] = []
    /// By object number: its row; `ObjectNumbers.none` for what is no tree, or was not noted.
    private var rowOf: [UInt32]
    /// Trees that were read again as a whole.
    private var whole: [UInt32: [HistoryNotes.Entry]] = [:]

    init(_ notes: [HistoryNotes], objects: Int) {
        self.notes = notes
        rowOf = [UInt32](repeating: ObjectNumbers.none, count: objects)
        for (place, note) in notes.enumerated() {
            namesOf.append((0..<UInt32(truncatingIfNeeded: note.names.count)).map { names.number(of: note.names[$0].span) })
            for (index, tree) in note.trees.enumerated() where rowOf[Int(tree.number)] == ObjectNumbers.none {
                rowOf[Int(tree.number)] = UInt32(truncatingIfNeeded: rows.count)
                rows.append(Row(notes: UInt32(truncatingIfNeeded: place), tree: UInt32(truncatingIfNeeded: index)))
            }
        }
    }

    func isTree(_ number: UInt32) -> Bool { rowOf[Int(number)] != ObjectNumbers.none }

    /// The tree that holds the entries which were not noted; `nil` when there are none.
    func base(of tree: UInt32) -> UInt32? {
        guard whole[tree] == nil, rowOf[Int(tree)] != ObjectNumbers.none else { return nil }
        let row = rows[Int(rowOf[Int(tree)])]
        let base = notes[Int(row.notes)].trees[Int(row.tree)].base
        return base == ObjectNumbers.none ? nil : base
    }

    /// Calls `body` with every noted entry.
    func forEachEntry(of tree: UInt32, _ body: (HistoryNotes.Entry) -> Void) {
        if !whole.isEmpty, let entries = whole[tree] { return entries.forEach(body) }
        guard rowOf[Int(tree)] != ObjectNumbers.none else { return }
        let row = rows[Int(rowOf[Int(tree)])]
        let note = notes[Int(row.notes)]
        for place in note.trees[Int(row.tree)].entries {
            let entry = note.entries[Int(place)]
            body(HistoryNotes.Entry(name: namesOf[Int(row.notes)][Int(entry.name)], child: entry.child))
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
