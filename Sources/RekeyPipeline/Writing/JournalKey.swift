internal import Glibc
internal import Libcrypto
internal import RekeyCore

/// The key that records of the journal are sealed with: 32 random bytes in `journal.key`, mode 0600.
enum JournalKey {
    static let name = Array("journal.key".utf8)
    /// Where a key is written before it gets its name; without one, a process killed in between would leave half a key.
    private static let unfinishedName = Array("journal.key.new".utf8)

    /// What a person can do about a change whose record cannot be opened.
    static let adviceWithout = "look for files named .rekey-*.tmp beside the env files, check both, then remove the record from the journal"

    /// The key, made when missing. Call it with the lock held.
    static func loadOrMake(in folder: OpenFolder) throws(Trouble) -> CipherKey {
        do {
            guard try folder.status(of: name) == nil else { return try load(in: folder) }
            try folder.remove(unfinishedName)
            let key = try freshKey()
            let file = try folder.create(unfinishedName)
            try key.withBytes { (bytes) throws(SystemFault) in try file.write(bytes) }
            try file.sync()
            try folder.rename(unfinishedName, to: name)
            try folder.sync()
            return key
        } catch let error as SystemFault {
            throw error.trouble("journal key not written", at: PathBytes.join(folder.path, name))
        } catch let error as Trouble {
            throw error
        } catch {
            throw Trouble("journal key not made", at: BytePath.text(folder.path), why: "\(error)", status: .fault)
        }
    }

    /// The key; throws when it is missing, has another length, or could be read by others.
    static func load(in folder: OpenFolder) throws(Trouble) -> CipherKey {
        let place = PathBytes.join(folder.path, name)
        var bytes: [UInt8]
        do {
            let file = try folder.open(name)
            let status = try file.status()
            guard status.kind == .file, status.owner == geteuid() else { throw refusal(place, "it is no file of yours") }
            guard status.mode & 0o077 == 0 else { throw refusal(place, "others may read or write it") }
            bytes = try file.read(limit: CipherKey.byteCount + 1)
        } catch let error as Trouble {
            throw error
        } catch let error as SystemFault {
            var trouble = error.trouble("journal key not readable", at: place)
            if error.isAbsence { trouble.next = adviceWithout }
            throw trouble
        } catch {
            throw refusal(place, "\(error)")
        }
        do { return try CipherKey(wiping: &bytes) } catch { throw refusal(place, "it does not have \(CipherKey.byteCount) bytes") }
    }

    private static func freshKey() throws(Trouble) -> CipherKey {
        do { return try CipherKey() } catch { throw Trouble("no random bytes", why: "libcrypto has no seed", status: .fault) }
    }

    private static func refusal(_ place: [UInt8], _ why: String) -> Trouble {
        Trouble(
            "journal key not usable", at: BytePath.text(place), why: why,
            next: "if nobody else had it, give it mode 0600; else remove the folder it is in: changes recorded there can then not be undone"
        )
    }
}
