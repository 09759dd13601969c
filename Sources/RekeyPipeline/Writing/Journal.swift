internal import Libcrypto
internal import RekeyCore

/// The records of changes in a state folder, locked against other processes for as long as this lives.
///
/// `lock`, `journal.key` and `journal/ID.STATE`, one file per change. A record's bytes never change; its name does.
struct Journal: ~Copyable {
    private let state: OpenFolder
    private let records: OpenFolder
    // Why: closing the file ends the lock, and a signal is let through when nothing is half done.
    private let lock: OpenFile
    private let pause = SignalPause()

    private static let folderName = Array("journal".utf8)
    private static let unfinishedName = Array("record.new".utf8)
    /// Bytes a record may have; far above what env files hold.
    private static let recordLimit = 1 << 30

    /// Takes the lock, making what is missing; throws when another process has it.
    static func open(in place: StateFolder) throws(Trouble) -> Journal { try locked(try place.opened()) }

    /// As `open(in:)`; `nil` when nothing was ever recorded there.
    static func existing(in place: StateFolder) throws(Trouble) -> Journal? {
        guard let state = try place.openedIfPresent() else { return nil }
        do {
            guard try state.status(of: folderName) != nil else { return nil }
        } catch { throw error.trouble("journal not readable", at: state.path) }
        return try locked(state)
    }

    private init(_ state: OpenFolder, _ records: OpenFolder, _ lock: consuming OpenFile) {
        self.state = state
        self.records = records
        self.lock = lock
    }

    private static func locked(_ state: OpenFolder) throws(Trouble) -> Journal {
        let file = try lock(state)
        return Journal(state, try records(in: state), file)
    }

    private static func lock(_ state: OpenFolder) throws(Trouble) -> OpenFile {
        do throws(SystemFault) {
            let file = try state.openForWriting(Array("lock".utf8))
            if try file.lock() { return file }
        } catch { throw error.trouble("journal not usable", at: state.path) }
        throw Trouble(
            "another rekey is changing files of this repository", at: BytePath.text(state.path),
            next: "wait until it has finished, then run the command again", status: .incomplete)
    }

    private static func records(in state: OpenFolder) throws(Trouble) -> OpenFolder {
        do {
            if try state.makeFolder(folderName) { try state.sync() }
            let records = try OpenFolder(canonical: PathBytes.join(state.path, folderName))
            try records.remove(unfinishedName)
            return records
        } catch { throw error.trouble("journal not usable", at: state.path) }
    }

    /// IDs and states of all records, by ID.
    func list() throws(Trouble) -> [(id: String, state: JournalState)] {
        do { return try records.names().compactMap(Self.parts) } catch { throw error.trouble("journal not readable", at: records.path) }
    }

    /// As `list()`, without the lock, for those that only look; and whether a change or a record was cut short, or is being made.
    static func look(in place: StateFolder) throws(Trouble) -> (list: [(id: String, state: JournalState)], isPending: Bool) {
        guard let state = try place.openedIfPresent() else { return ([], false) }
        do {
            guard try state.status(of: folderName) != nil else { return ([], false) }
            let names = try OpenFolder(canonical: PathBytes.join(state.path, folderName)).names()
            return (names.compactMap(parts), names.contains { parts($0)?.state != .done })
        } catch { throw error.trouble("journal not readable", at: state.path) }
    }

    private static func parts(_ name: [UInt8]) -> (id: String, state: JournalState)? {
        let parts = String(decoding: name, as: UTF8.self).split(separator: ".")
        guard parts.count == 2, let state = JournalState(rawValue: String(parts[1])) else { return nil }
        return (String(parts[0]), state)
    }

    /// How far a change has come; `nil` when there is no record of it.
    func state(of id: String) throws(Trouble) -> JournalState? { try list().first { $0.id == id }?.state }

    /// Stores a new record as `.prepared`: sealed, on the disk, whole or not at all.
    func write(_ record: JournalRecord, id: String) throws(Trouble) {
        let key = try JournalKey.loadOrMake(in: state)
        let sealed: [UInt8]
        do { sealed = try record.sealed(key, id: id) } catch {
            throw Trouble("change not recorded", at: BytePath.text(records.path), why: "sealing answers \(error)", status: .fault)
        }
        do throws(SystemFault) {
            let file = try records.create(Self.unfinishedName)
            try file.write(sealed.span)
            try file.sync()
            try records.rename(Self.unfinishedName, to: Self.name(id, .prepared))
            try records.sync()
        } catch {
            _ = try? records.remove(Self.unfinishedName)
            throw error.trouble("change not recorded", at: records.path)
        }
    }

    /// Opens a record.
    func read(_ id: String, _ stateNow: JournalState) throws(Trouble) -> JournalRecord {
        let key = try JournalKey.load(in: state)
        let name = Self.name(id, stateNow)
        let place = PathBytes.join(records.path, name)
        let sealed: [UInt8]
        do { sealed = try records.open(name).read(limit: Self.recordLimit) } catch { throw error.trouble("record not readable", at: place) }
        do { return try JournalRecord(opening: sealed, key, id: id) } catch {
            throw Trouble(
                "record not readable", at: BytePath.text(place), why: "it was changed, or sealed under another journal.key",
                next: JournalKey.adviceWithout)
        }
    }

    /// Moves a change on; on the disk when this returns.
    func move(_ id: String, from old: JournalState, to new: JournalState) throws(Trouble) {
        do {
            try records.rename(Self.name(id, old), to: Self.name(id, new))
            try records.sync()
        } catch { throw error.trouble("change not recorded", at: PathBytes.join(records.path, Self.name(id, old))) }
    }

    /// Overwrites a record with zeros and removes it.
    func remove(_ id: String, from state: JournalState) throws(Trouble) {
        // Why: a record half overwritten would stop recovery, so it says first that it is not needed any more.
        if state != .removing { try move(id, from: state, to: .removing) }
        let name = Self.name(id, .removing)
        // Why: a full disk may refuse even zeros; what is sealed may then go without.
        try? overwrite(name)
        do {
            try records.remove(name)
            try records.sync()
        } catch { throw error.trouble("record not removed", at: PathBytes.join(records.path, name)) }
    }

    private func overwrite(_ name: [UInt8]) throws(SystemFault) {
        let size = try records.status(of: name)?.size ?? 0
        let file = try records.openForWriting(name)
        let zeros = [UInt8](repeating: 0, count: size)
        try file.write(zeros.span)
        try file.sync()
    }

    private static func name(_ id: String, _ state: JournalState) -> [UInt8] { Array("\(id).\(state.rawValue)".utf8) }
}
