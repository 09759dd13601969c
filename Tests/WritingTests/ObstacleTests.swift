internal import Foundation
internal import RekeyCore
internal import RekeyPipeline
internal import Testing

@Suite("changing files on a system that refuses", .serialized)
struct ObstacleTests {
    private let folder: WriterFolder

    init() throws { folder = try WriterFolder() }

    @Test("no file may grow: all stay old, and no file is left over")
    func fileSizeLimit() throws {
        let long = folder.text(15, folder.old) + String(repeating: "#", count: 5000)
        try folder.write(folder.file(15), long)
        let outcome = try KilledWriter("apply", folder, step: "full").outcome()
        #expect(outcome.status == 1)
        #expect(outcome.message.contains("File too large"))
        #expect(!outcome.message.contains(folder.old) && !outcome.message.contains(folder.new))
        #expect(folder.read(folder.file(15)) == long)
        try folder.write(folder.file(15), folder.text(15, folder.old))
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
        #expect(try folder.transaction.list() == [])
    }

    @Test("a full disk, of the files or of the journal: all stay old, and no file is left over", arguments: ["files/app-1", "git"])
    func fullDisk(_ place: String) throws {
        let mounted = "\(folder.path)/\(place)"
        let kept = try contents(mounted)
        guard mount("-t", "tmpfs", "-o", "size=160k", "tmpfs", mounted) else { return }
        defer { unmount(mounted) }
        for (name, bytes) in kept { try bytes.write(to: URL(filePath: "\(mounted)/\(name)")) }
        // Why: what is free then does for a few of the ten files aside, or for the state folder without a record.
        let filler = FileManager.default.createFile(atPath: "\(mounted)/filler", contents: nil)
        #expect(filler)
        let free = place == "git" ? 2 : 4
        fill("\(mounted)/filler", leavingPages: free)
        let trouble = refusal { try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root)) }
        #expect(trouble?.why?.contains("No space left on device") == true, "\(trouble as Any)")
        #expect(trouble?.next?.contains("free some space") == true)
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
        try FileManager.default.removeItem(atPath: "\(mounted)/filler")
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        #expect(folder.side == "new")
    }

    @Test("a file system mounted read-only: all stay old")
    func readOnlyFileSystem() throws {
        let place = "\(folder.path)/files/app-1"
        guard mount("--bind", place, place) else { return }
        defer { unmount(place) }
        guard mount("-o", "remount,bind,ro", place) else { return }
        let trouble = refusal { try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root)) }
        #expect(trouble?.why == "Read-only file system", "\(trouble as Any)")
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
    }

    @Test(
        "without the right to write a folder or a file, or to keep a file's owner: all stay old",
        arguments: [
            ("files/app-1", "Permission denied"), ("files/app-1/.env.1", "Permission denied"), ("owner", "Operation not permitted"),
        ])
    func missingRights(_ place: String, _ why: String) throws {
        guard geteuid() == 0 else { return }
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name != place {
            #expect(unsafe lchown("\(folder.path)/\(name)", 65_534, 65_534) == 0)
        }
        if place == "owner" {
            #expect(unsafe chown(folder.file(1), 12, 65_534) == 0)
            try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: folder.file(1))
        }
        let outcome = try KilledWriter("apply", folder, step: "nobody").outcome()
        #expect(outcome.status == 1)
        #expect(outcome.message.contains(why), "\(outcome.message)")
        #expect(outcome.message.contains("next: run the command as the owner"))
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
    }

    @Test("a file mounted by itself, as into a container, cannot be renamed over: what was renamed before it is turned back")
    func mountedFile() throws {
        let file = "\(folder.path)/files/release/.env.8"
        guard mount("--bind", file, file) else { return }
        defer { unmount(file) }
        let trouble = refusal { try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root)) }
        #expect(trouble?.next?.contains("mounted") == true, "\(trouble as Any)")
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
        #expect(try folder.transaction.list() == [])
    }

    private func contents(_ path: String) throws -> [(String, Data)] {
        try FileManager.default.contentsOfDirectory(atPath: path).map { ($0, try Data(contentsOf: URL(filePath: "\(path)/\($0)"))) }
    }

    /// Writes until the disk is full, then gives some pages of 4 KiB back.
    private func fill(_ path: String, leavingPages pages: Int) {
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        var count: UInt64 = 0
        while (try? file.write(contentsOf: Data(repeating: 0, count: 4096))) != nil { count += 4096 }
        try? file.truncate(atOffset: count - min(count, UInt64(pages) * 4096))
        try? file.close()
    }

    /// Whether the machine let us mount; only root may, and not in every container.
    private func mount(_ arguments: String...) -> Bool { geteuid() == 0 && run("mount", arguments) }

    private func unmount(_ path: String) { _ = run("umount", ["-l", path]) }

    private func run(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
