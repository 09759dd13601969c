package import RekeyCore

/// What became of one change that was cut short.
package struct Recovery: Sendable, Equatable {
    /// The contents that the files have now.
    package enum Outcome: Sendable, Equatable { case old, new }

    /// The change.
    package let id: String
    package let outcome: Outcome
    /// Files that somebody else changed or removed after the cut, and that were left as they are.
    package let leftAlone: [[UInt8]]
}

extension FileTransaction {
    /// Brings every change that was cut short to one side: to the old one before its commit point, to the new one after it.
    ///
    /// Makes nothing, and takes no lock, where nothing was cut short. Throws when another process is just changing files, or when files
    /// cannot be written; then nothing is forgotten and the next call tries again.
    @discardableResult
    package func recover() throws(Trouble) -> [Recovery] {
        guard try Journal.look(in: place).isPending, let journal = try Journal.existing(in: place) else { return [] }
        return try recover(journal)
    }

    @discardableResult
    func recover(_ journal: borrowing Journal) throws(Trouble) -> [Recovery] {
        var recoveries: [Recovery] = []
        for (id, state) in try journal.list() where state.isPending {
            if let recovery = try recover(id, state, journal) { recoveries.append(recovery) }
        }
        return recoveries
    }

    private func recover(_ id: String, _ state: JournalState, _ journal: borrowing Journal) throws(Trouble) -> Recovery? {
        switch state {
        case .done: return nil
        case .removing:
            try journal.remove(id, from: .removing)
            return nil
        case .prepared: return try withdraw(.forward, id, state, journal)
        case .undoPrepared: return try withdraw(.backward, id, state, journal)
        case .committed: return try complete(.forward, id, state, journal)
        case .undoCommitted: return try complete(.backward, id, state, journal)
        }
    }

    private func withdraw(
        _ direction: ChangeDirection, _ id: String, _ state: JournalState, _ journal: borrowing Journal
    ) throws(Trouble) -> Recovery {
        let (files, _) = try reopen(try journal.read(id, state))
        try withdraw(direction, id, files, journal)
        return Recovery(id: id, outcome: direction == .forward ? .old : .new, leftAlone: [])
    }

    private func complete(
        _ direction: ChangeDirection, _ id: String, _ state: JournalState, _ journal: borrowing Journal
    ) throws(Trouble) -> Recovery {
        let (files, gone) = try reopen(try journal.read(id, state))
        let others = try settle(direction, files)
        try finish(direction, id, journal)
        return Recovery(id: id, outcome: direction == .forward ? .new : .old, leftAlone: gone + others.map(\.entry.path))
    }

    /// The files of a record whose folders are still there, and the paths of the rest.
    private func reopen(_ record: JournalRecord) throws(Trouble) -> (files: [EditedFile], gone: [[UInt8]]) {
        var folders: [[UInt8]: OpenFolder] = [:]
        var files: [EditedFile] = []
        var gone: [[UInt8]] = []
        for entry in record.entries {
            do throws(SystemFault) {
                files.append(try EditedFile(entry, &folders))
            } catch {
                guard error.isAbsence else { throw error.trouble("file of a change that was cut short not reached", at: entry.path) }
                gone.append(entry.path)
            }
        }
        return (files, gone)
    }
}
