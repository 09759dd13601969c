internal import RekeyCore

/// One file of a change with its folder held open: looks at it, writes aside, puts in place.
struct EditedFile {
    /// What a file holds, measured against its record.
    enum Content: Equatable {
        case side(EditSide)
        case other
        case missing
    }

    let entry: JournalRecord.Entry
    let folder: OpenFolder

    /// Opens the folder of a recorded file, unless `folders` has it open.
    init(_ entry: JournalRecord.Entry, _ folders: inout [[UInt8]: OpenFolder]) throws(SystemFault) {
        self.entry = entry
        if let open = folders[entry.folder] {
            folder = open
        } else {
            folder = try OpenFolder(canonical: entry.folder)
            folders[entry.folder] = folder
        }
    }

    func content() throws(SystemFault) -> Content {
        guard let status = try folder.status(of: entry.name) else { return .missing }
        guard status.kind == .file else { return .other }
        if try holds(entry.new, entry.name) { return .side(.new) }
        return try holds(entry.old, entry.name) ? .side(.old) : .other
    }

    /// Throws unless the file can be replaced whole and holds the bytes of `side`; gives its status.
    func checked(_ side: EditSide) throws(Trouble) -> FileStatus {
        do {
            guard let status = try folder.status(of: entry.name) else { throw refusal("it is gone") }
            guard status.kind == .file else { throw refusal("it is no regular file") }
            // Why: a rename would leave the other names with the secret that is being replaced, and writing in place is not all or nothing.
            guard status.links == 1 else {
                throw refusal("it has \(status.links) hard links", "make it a file with one name, or link by symbolic link")
            }
            guard status.mode & 0o222 != 0 else { throw refusal("it is read-only", "chmod u+w it, if it is meant to change") }
            try folder.checkWritable()
            try folder.checkWritable(entry.name)
            guard try holds(entry.bytes(side), entry.name) else { throw changedMeanwhile }
            return status
        } catch let error as SystemFault {
            throw error.trouble("file not changed", at: entry.path)
        } catch let error as Trouble {
            throw error
        } catch { throw refusal("\(error)") }
    }

    /// Throws unless the file is still the one that had `status`, with the bytes of `side`.
    func checkUnchanged(_ side: EditSide, since status: FileStatus) throws(Trouble) {
        do throws(SystemFault) {
            if try folder.status(of: entry.name) == status, try holds(entry.bytes(side), entry.name) { return }
        } catch { throw error.trouble("file not changed", at: entry.path) }
        throw changedMeanwhile
    }

    /// Writes the bytes of `side` beside the file, with the owner, mode and attributes of the file, and waits for the disk.
    ///
    /// - Parameter created: called while the file is empty.
    func writeAside(_ side: EditSide, like status: FileStatus, created: () -> Void = {}) throws(SystemFault) {
        let file = try folder.create(entry.aside)
        created()
        // Why: before the bytes, so that a file aside with all its bytes is known to be complete.
        try file.setOwner(status.owner, group: status.group, mode: status.mode)
        let original = try folder.open(entry.name)
        try file.copyAttributes(of: original)
        let bytes = entry.bytes(side).revealedBytes
        try file.write(bytes.span)
        try file.sync()
    }

    /// Removes what was written aside; nothing when there is nothing.
    func removeAside() throws(SystemFault) { try folder.remove(entry.aside) }

    func moveIntoPlace() throws(SystemFault) { try folder.rename(entry.aside, to: entry.name) }

    /// Gives the file the bytes of `side`, unless it holds what no plan of ours knows; whether it does hold them now.
    func settle(_ side: EditSide) throws(SystemFault) -> Bool {
        let now = try content()
        guard now != .side(side), case .side = now, let status = try folder.status(of: entry.name) else {
            try removeAside()
            return now == .side(side)
        }
        if try !isAsideComplete(side) {
            try removeAside()
            try writeAside(side, like: status)
        }
        try moveIntoPlace()
        return true
    }

    private func isAsideComplete(_ side: EditSide) throws(SystemFault) -> Bool {
        guard try folder.status(of: entry.aside)?.kind == .file else { return false }
        return try holds(entry.bytes(side), entry.aside)
    }

    private func holds(_ bytes: SecretText, _ name: [UInt8]) throws(SystemFault) -> Bool {
        SecretText(try folder.open(name).read(limit: bytes.count + 1)) == bytes
    }

    private var changedMeanwhile: Trouble {
        refusal("it changed meanwhile: it does not hold what was planned with", "run the command again, on the file as it is now")
    }

    private func refusal(_ why: String, _ next: String? = nil) -> Trouble {
        Trouble("file not changed", at: BytePath.text(entry.path), why: why, next: next)
    }
}
