internal import Foundation
internal import RekeyCore
internal import RekeyPipeline
internal import Testing

@Suite("undoing and forgetting a change, and recovering from one")
struct UndoTests {
    private let folder: WriterFolder

    init() throws { folder = try WriterFolder() }

    @Test("an undo gives every file its old bytes and removes the record")
    func undo() throws {
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        #expect(try folder.transaction.undo(id: "first").count == 30)
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
        #expect(try folder.transaction.list() == [])
        #expect(refusal { try folder.transaction.undo(id: "first") }?.what == "no change first to undo or forget")
    }

    @Test("an undo is refused, by name, when a file does not hold what was written; nothing is changed then")
    func undoAfterEdit() throws {
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        let text = folder.read(folder.file(17)) + "MORE=1\n"
        try folder.write(folder.file(17), text)
        let trouble = refusal { try folder.transaction.undo(id: "first") }
        #expect(trouble?.place?.hasSuffix(".env.17") == true)
        #expect(folder.read(folder.file(17)) == text)
        #expect(folder.read(folder.file(0)) == folder.text(0, folder.new))
        #expect(try folder.transaction.list() == ["first"])
    }

    @Test("an undo that meets an obstacle half way leaves every file new, and can be tried again")
    func undoMeetsEdit() throws {
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        let folder = folder
        let last = "\(folder.path)/files/release/.env.8"
        let transaction = FileTransaction(in: folder.state) { if $0 == .renamed(20) { try? folder.write(last, "SAVED=1") } }
        #expect(refusal { try transaction.undo(id: "first") }?.why?.contains("changed meanwhile") == true)
        try folder.write(last, folder.text(8, folder.new))
        #expect(folder.side == "new")
        #expect(try folder.strays() == [])
        try folder.transaction.undo(id: "first")
        #expect(folder.side == "old")
    }

    @Test("a forgotten change is gone from the disk and cannot be undone")
    func forget() throws {
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        try folder.transaction.forget(id: "first")
        #expect(folder.side == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.statePath)/journal") == [])
        #expect(refusal { try folder.transaction.undo(id: "first") } != nil)
        #expect(refusal { try folder.transaction.forget(id: "first") } != nil)
    }

    @Test("a file that somebody changed between the kill and the next start is left alone, and named")
    func changedAfterKill() throws {
        // Step 65 is the fourth rename: files are renamed by path, so the last one is not reached yet.
        #expect(try KilledWriter("apply", folder, step: "65").wasKilled())
        let last = "\(folder.path)/files/release/.env.8"
        try folder.write(last, "SAVED=1")
        let recoveries = try folder.transaction.recover()
        #expect(recoveries.map(\.outcome) == [.new])
        #expect(recoveries.first?.leftAlone == [Array(last.utf8)])
        #expect(folder.read(last) == "SAVED=1")
        try folder.write(last, folder.text(8, folder.new))
        #expect(folder.side == "new")
        #expect(try folder.strays() == [])
    }

    @Test("recovery copes with a folder that was removed after the kill")
    func folderGone() throws {
        #expect(try KilledWriter("apply", folder, step: "65").wasKilled())
        try FileManager.default.removeItem(atPath: "\(folder.path)/files/release")
        #expect(try folder.transaction.recover().first?.leftAlone.count == 10)
        #expect(folder.read(folder.file(0)) == folder.text(0, folder.new))
        #expect(try folder.transaction.recover() == [])
    }

    @Test("recovery makes nothing where nothing was ever changed")
    func nothingToRecover() throws {
        #expect(try folder.transaction.recover() == [])
        #expect(try folder.transaction.list() == [])
        #expect(!FileManager.default.fileExists(atPath: folder.statePath))
    }

    @Test("a record with any damage, or under another key, is an error and never half a recovery")
    func damagedRecord() throws {
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        let place = URL(filePath: "\(folder.statePath)/journal/first.done")
        let record = try Data(contentsOf: place)
        for index in stride(from: 0, to: record.count, by: max(record.count / 40, 1)) {
            var damaged = record
            damaged[index] ^= 1
            try damaged.write(to: place)
            #expect(refusal { try folder.transaction.undo(id: "first") }?.what == "record not readable")
            try record.prefix(index).write(to: place)
            #expect(refusal { try folder.transaction.undo(id: "first") }?.what == "record not readable")
        }
        try record.write(to: URL(filePath: "\(folder.statePath)/journal/second.done"))
        #expect(refusal { try folder.transaction.undo(id: "second") }?.what == "record not readable")
        try record.write(to: place)
        try Data(repeating: 7, count: 32).write(to: URL(filePath: "\(folder.statePath)/journal.key"))
        #expect(refusal { try folder.transaction.undo(id: "first") }?.what == "record not readable")
        #expect(folder.side == "new")
    }

    @Test("without its key, a change that was cut short stops every command and says what to look for")
    func lostKey() throws {
        #expect(try KilledWriter("apply", folder, step: "40").wasKilled())
        try FileManager.default.removeItem(atPath: "\(folder.statePath)/journal.key")
        let trouble = refusal { try folder.transaction.recover() }
        #expect(trouble?.what == "journal key not readable")
        #expect(trouble?.next?.contains(".rekey-*.tmp") == true)
    }

    @Test("a key that others may read, or of another length, is refused")
    func unsafeKey() throws {
        try folder.transaction.apply([folder.edit(0)], id: "first", .anywhere)
        let key = "\(folder.statePath)/journal.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        #expect(refusal { try folder.transaction.undo(id: "first") }?.why == "others may read or write it")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        try Data(repeating: 7, count: 31).write(to: URL(filePath: key))
        #expect(refusal { try folder.transaction.apply([folder.edit(1)], id: "second", .anywhere) }?.why == "it does not have 32 bytes")
        #expect(folder.read(folder.file(1)) == folder.text(1, folder.old))
    }
}
