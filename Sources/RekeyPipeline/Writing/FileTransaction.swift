package import RekeyCore

/// Changes several files, all or none, and can undo it.
///
/// The bytes before and after are recorded, sealed, before anything else is written; new files are written aside and then renamed. A change
/// that was cut short is undone or finished by `recover()`, which every command that writes or reads such files calls at its start.
package struct FileTransaction: Sendable {
    let place: StateFolder
    let observer: @Sendable (WriteStep) -> Void

    /// - Parameter observer: called at every step; for tests.
    package init(in place: StateFolder, observer: @escaping @Sendable (WriteStep) -> Void = { _ in }) {
        self.place = place
        self.observer = observer
    }

    /// Gives every file its new bytes, or leaves every file as it is and throws.
    ///
    /// - Parameters:
    ///   - id: a new name for this change, of letters, digits, `-` and `_`, for `undo` and `forget`.
    /// - Returns: the files written, symbolic links followed; none, and nothing to undo, when no edit changes anything.
    @discardableResult
    package func apply(_ edits: [FileEdit], id: String, _ boundary: FileBoundary) throws(Trouble) -> [[UInt8]] {
        try Self.check(id)
        let journal = try Journal.open(in: place)
        try recover(journal)
        guard try journal.state(of: id) == nil else {
            throw Trouble("change \(id) was made already", at: BytePath.text(place.path), next: "undo or forget it, or give another ID")
        }
        let record = try JournalRecord(planning: edits, boundary)
        guard !record.entries.isEmpty else { return [] }
        let files = try open(record)
        var statuses: [FileStatus] = []
        for file in files { statuses.append(try file.checked(.old)) }
        try journal.write(record, id: id)
        observer(.recordWritten)
        try carryOut(.forward, id, files, statuses, journal)
        return record.entries.map(\.path)
    }

    /// Gives every file of a change the bytes it had before, and removes the record; throws, and changes nothing, when a file does not
    /// hold what was written.
    ///
    /// - Returns: the files written.
    @discardableResult
    package func undo(id: String) throws(Trouble) -> [[UInt8]] {
        try Self.check(id)
        guard let journal = try Journal.existing(in: place) else { throw unknown(id) }
        try recover(journal)
        guard try journal.state(of: id) == .done else { throw unknown(id) }
        let record = try journal.read(id, .done)
        let files = try open(record)
        var statuses: [FileStatus] = []
        for file in files { statuses.append(try file.checked(.new)) }
        try journal.move(id, from: .done, to: .undoPrepared)
        observer(.recordWritten)
        try carryOut(.backward, id, files, statuses, journal)
        return record.entries.map(\.path)
    }

    /// Removes the record of a finished change, which can then not be undone: to be called once the old secret is revoked.
    package func forget(id: String) throws(Trouble) {
        try Self.check(id)
        guard let journal = try Journal.existing(in: place) else { throw unknown(id) }
        try recover(journal)
        guard try journal.state(of: id) == .done else { throw unknown(id) }
        try journal.remove(id, from: .done)
    }

    /// IDs of finished changes that can be undone or forgotten, sorted.
    package func list() throws(Trouble) -> [String] {
        try Journal.look(in: place).list.filter { $0.state == .done }.map(\.id)
    }

    /// Opens the folders of all files of a record.
    func open(_ record: JournalRecord) throws(Trouble) -> [EditedFile] {
        var folders: [[UInt8]: OpenFolder] = [:]
        var files: [EditedFile] = []
        for entry in record.entries {
            do { files.append(try EditedFile(entry, &folders)) } catch { throw error.trouble("file not changed", at: entry.path) }
        }
        return files
    }

    private func unknown(_ id: String) -> Trouble {
        Trouble("no change \(id) to undo or forget", at: BytePath.text(place.path), why: "it was never made, was undone, or is forgotten")
    }

    private static func check(_ id: String) throws(Trouble) {
        let isName = !id.isEmpty && id.utf8.count <= 100 && id.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2D || $0 == 0x5F }
        guard isName else { throw Trouble("not an ID of a change", why: "IDs have 1 to 100 letters, digits, `-` or `_`") }
    }
}
