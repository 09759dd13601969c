internal import RekeyCore

/// Which way a change goes, and the states it passes.
enum ChangeDirection {
    case forward, backward

    var from: EditSide { self == .forward ? .old : .new }
    var to: EditSide { self == .forward ? .new : .old }
    var prepared: JournalState { self == .forward ? .prepared : .undoPrepared }
    var committed: JournalState { self == .forward ? .committed : .undoCommitted }
    var opposite: ChangeDirection { self == .forward ? .backward : .forward }
}

extension FileTransaction {
    /// Takes files whose record is in the direction's prepared state to its end; what fails is taken back before it throws.
    func carryOut(
        _ direction: ChangeDirection, _ id: String, _ files: [EditedFile], _ statuses: [FileStatus], _ journal: borrowing Journal
    ) throws(Trouble) {
        do {
            try writeAside(direction, files, statuses)
            try journal.move(id, from: direction.prepared, to: direction.committed)
        } catch {
            throw try withdraw(direction, id, files, journal, because: error)
        }
        observer(.committed)
        do {
            try moveIntoPlace(direction, files, statuses)
        } catch {
            throw try turnBack(direction, id, files, journal, because: error)
        }
        try finish(direction, id, journal)
    }

    /// Marks a change whose files all have the new side, forward as done, backward as gone.
    func finish(_ direction: ChangeDirection, _ id: String, _ journal: borrowing Journal) throws(Trouble) {
        switch direction {
        case .forward: try journal.move(id, from: .committed, to: .done)
        case .backward: try journal.remove(id, from: .undoCommitted)
        }
        observer(.done)
    }

    /// Leaves the prepared state as if the change had not begun.
    func withdraw(_ direction: ChangeDirection, _ id: String, _ files: [EditedFile], _ journal: borrowing Journal) throws(Trouble) {
        for (index, file) in files.enumerated() {
            do { try file.removeAside() } catch {
                throw error.trouble("file written aside not removed", at: PathBytes.join(file.entry.folder, file.entry.aside))
            }
            observer(.asideRemoved(index))
        }
        try sync(files)
        // Why: a move that was made but not flushed leaves either name.
        guard let state = try journal.state(of: id) else { return }
        switch direction {
        case .forward: try journal.remove(id, from: state)
        case .backward: try journal.move(id, from: state, to: .done)
        }
    }

    private func withdraw(
        _ direction: ChangeDirection, _ id: String, _ files: [EditedFile], _ journal: borrowing Journal, because cause: Trouble
    ) throws(Trouble) -> Trouble {
        do { try withdraw(direction, id, files, journal) } catch { throw cause.adding(error) }
        return cause
    }

    private func writeAside(_ direction: ChangeDirection, _ files: [EditedFile], _ statuses: [FileStatus]) throws(Trouble) {
        for (index, (file, status)) in zip(files, statuses).enumerated() {
            do {
                try file.writeAside(direction.to, like: status) { observer(.asideCreated(index)) }
            } catch { throw error.trouble("file not changed", at: file.entry.path) }
            observer(.asideWritten(index))
        }
        try sync(files)
        for (file, status) in zip(files, statuses) { try file.checkUnchanged(direction.from, since: status) }
    }

    private func moveIntoPlace(_ direction: ChangeDirection, _ files: [EditedFile], _ statuses: [FileStatus]) throws(Trouble) {
        for (index, (file, status)) in zip(files, statuses).enumerated() {
            try file.checkUnchanged(direction.from, since: status)
            do { try file.moveIntoPlace() } catch { throw error.trouble("file not changed", at: file.entry.path) }
            observer(.renamed(index))
        }
        try sync(files)
        observer(.foldersSynced)
    }

    /// After the commit point: goes the other way instead, so that all files are on one side again.
    private func turnBack(
        _ direction: ChangeDirection, _ id: String, _ files: [EditedFile], _ journal: borrowing Journal, because cause: Trouble
    ) throws(Trouble) -> Trouble {
        do {
            try journal.move(id, from: direction.committed, to: direction.opposite.committed)
            observer(.recordMoved)
            _ = try settle(direction.opposite, files)
            try finish(direction.opposite, id, journal)
        } catch { throw cause.adding(error) }
        return cause
    }

    /// Gives every file the side the direction leads to; those that hold neither side are left alone and given back.
    func settle(_ direction: ChangeDirection, _ files: [EditedFile]) throws(Trouble) -> [EditedFile] {
        var others: [EditedFile] = []
        for (index, file) in files.enumerated() {
            do {
                if try !file.settle(direction.to) { others.append(file) }
            } catch { throw error.trouble("file not changed", at: file.entry.path) }
            observer(.renamed(index))
        }
        try sync(files)
        observer(.foldersSynced)
        return others
    }

    /// Flushes the names in every folder of the files, once each.
    private func sync(_ files: [EditedFile]) throws(Trouble) {
        var seen: Set<[UInt8]> = []
        for file in files where seen.insert(file.entry.folder).inserted {
            do { try file.folder.sync() } catch { throw error.trouble("folder not flushed to disk", at: file.entry.folder) }
        }
    }
}

extension Trouble {
    /// This trouble, and that it could not be taken back at once.
    fileprivate func adding(_ second: Trouble) -> Trouble {
        var both = self
        both.why = [why, "taking it back met: \(second.what)", second.place, second.why].compactMap(\.self).joined(separator: "; ")
        both.next = "run any rekey command here once that is mended: it first brings all files to one side"
        return both
    }
}
