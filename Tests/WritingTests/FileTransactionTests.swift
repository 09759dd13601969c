internal import ExtendedAttributes
internal import Foundation
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyTestSupport
internal import Synchronization
internal import Testing

@Suite("changing several files as one")
struct FileTransactionTests {
    private let folder: WriterFolder

    init() throws { folder = try WriterFolder() }

    @Test("every file gets its new bytes, keeps mode and owner, and nothing else is left but the sealed record")
    func apply() throws {
        let modes: [Int] = [0o600, 0o640, 0o664]
        for index in 0..<3 { try setMode(folder.file(index), modes[index]) }
        if geteuid() == 0 { #expect(unsafe chown(folder.file(1), 12, 34) == 0) }
        let written = try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        #expect(written.count == 30)
        #expect(folder.side == "new")
        #expect(try folder.strays() == [])
        for index in 0..<3 { #expect(try status(folder.file(index)).mode == modes[index]) }
        if geteuid() == 0 { #expect(try status(folder.file(1)).owner == [12, 34]) }
        #expect(try folder.transaction.list() == ["first"])
        #expect(try status(folder.statePath).mode == 0o700)
        for name in ["journal.key", "journal/first.done", "lock"] { #expect(try status("\(folder.statePath)/\(name)").mode == 0o600) }
    }

    @Test("a file keeps its attributes") func attributes() throws {
        let file = try FileHandle(forUpdating: URL(filePath: folder.file(4)))
        do { try ExtendedAttributes.set("user.note", Array("kept".utf8), of: file.fileDescriptor) } catch {
            return #expect(error.code == EOPNOTSUPP)
        }
        try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root))
        let now = try FileHandle(forReadingFrom: URL(filePath: folder.file(4)))
        #expect(try ExtendedAttributes.value("user.note", of: now.fileDescriptor) == Array("kept".utf8))
    }

    @Test("a symbolic link stays one; its target is changed, where it may lie")
    func symbolicLinks() throws {
        let link = "\(folder.path)/files/.env"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "app-2/.env.2")
        let edit = FileEdit(path: Array(link.utf8), expected: folder.edit(2).expected.revealedBytes, replacement: Array("NEW=1".utf8))
        let written = try folder.transaction.apply([edit], id: "link", .inside(folder.root))
        #expect(written == [Array("\(folder.path)/files/release/.env.2".utf8)])
        #expect(folder.read("\(folder.path)/files/release/.env.2") == "NEW=1")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "app-2/.env.2")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/files/app-2") == "release")
    }

    @Test("a link out of the boundary is refused, and followed when the caller allows it")
    func boundary() throws {
        let outside = try Workspace()
        try outside.write("shared.env", "OLD=1")
        let link = "\(folder.path)/files/out"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside.path("shared.env"))
        let edit = FileEdit(path: Array(link.utf8), expected: Array("OLD=1".utf8), replacement: Array("NEW=1".utf8))
        let trouble = refusal { try folder.transaction.apply([folder.edit(0), edit], id: "out", .inside(folder.root)) }
        #expect(trouble?.why?.contains("outside") == true)
        #expect(folder.side == "old")
        try folder.transaction.apply([edit], id: "out", .anywhere)
        #expect(try outside.read("shared.env") == Array("NEW=1".utf8))
    }

    @Test("the same edit under two names counts once, two different edits of one file are refused, an edit that changes nothing is none")
    func repeatedEdits() throws {
        let direct = Array("\(folder.path)/files/release/.env.2".utf8)
        let same = folder.edit(2)
        let twin = FileEdit(path: direct, expected: same.expected.revealedBytes, replacement: same.replacement.revealedBytes)
        let rival = FileEdit(path: direct, expected: same.expected.revealedBytes, replacement: [1])
        #expect(refusal { try folder.transaction.apply([same, rival], id: "a", .anywhere) }?.why?.contains("two different") == true)
        #expect(try folder.transaction.apply([same, twin], id: "b", .anywhere) == [direct])
        let bytes = folder.edit(0).expected.revealedBytes
        let nothing = FileEdit(path: folder.edit(0).path, expected: bytes, replacement: bytes)
        #expect(try folder.transaction.apply([nothing], id: "c", .anywhere) == [])
        #expect(try folder.transaction.list() == ["b"])
    }

    @Test("a file unfit to be replaced stops the change before anything is written", arguments: Unfit.allCases)
    func refusals(_ unfit: Unfit) throws {
        let file = folder.file(29)
        try unfit.prepare(file)
        let before = try Data(contentsOf: URL(filePath: folder.file(28)))
        let trouble = refusal { try folder.transaction.apply(folder.edits, id: "first", .inside(folder.root)) }
        #expect(trouble?.why?.contains(unfit.why) == true, "\(trouble as Any)")
        #expect(trouble?.place?.hasSuffix(".env.29") == true)
        #expect(try Data(contentsOf: URL(filePath: folder.file(28))) == before)
        #expect(try folder.strays().filter { !$0.hasSuffix("other-name") } == [])
        #expect(try folder.transaction.list() == [])
        #expect("\(trouble as Any)".contains(folder.old) == false)
    }

    enum Unfit: CaseIterable {
        case changedMeanwhile, longer, gone, folder, readOnly, hardLinked

        var why: String {
            switch self {
            case .changedMeanwhile, .longer: "changed meanwhile"
            case .gone: "No such file"
            case .folder: "no regular file"
            case .readOnly: "read-only"
            case .hardLinked: "2 hard links"
            }
        }

        func prepare(_ file: String) throws {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            switch self {
            case .changedMeanwhile: try Data(text.replacing("80", with: "90").utf8).write(to: URL(filePath: file))
            case .longer: try Data((text + "X=1\n").utf8).write(to: URL(filePath: file))
            case .gone: try FileManager.default.removeItem(atPath: file)
            case .folder:
                try FileManager.default.removeItem(atPath: file)
                try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            case .readOnly: try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
            case .hardLinked: try FileManager.default.linkItem(atPath: file, toPath: file + ".other-name")
            }
        }
    }

    @Test(
        "a file that somebody saves while we write turns everything back, and keeps what was saved",
        arguments: [WriteStep.asideWritten(3), .committed, .renamed(10), .renamed(27)])
    func concurrentEdit(_ moment: WriteStep) throws {
        let saved = "SAVED=by an editor\n"
        let last = "\(folder.path)/files/release/.env.8"
        let folder = folder
        let transaction = FileTransaction(in: folder.state) { step in
            if step == moment { try? folder.write(last, saved) }
        }
        let trouble = refusal { try transaction.apply(folder.edits, id: "first", .inside(folder.root)) }
        #expect(trouble?.why?.contains("changed meanwhile") == true, "\(trouble as Any)")
        #expect(folder.read(last) == saved)
        try folder.write(last, folder.text(8, folder.old))
        #expect(folder.side == "old")
        #expect(try folder.strays() == [])
        #expect(try folder.transaction.list() == [])
        #expect(try folder.transaction.recover() == [])
    }

    @Test("a second writer is told so, and a third may work afterwards")
    func lock() throws {
        let second = Mutex<Trouble?>(nil)
        let folder = folder
        let transaction = FileTransaction(in: folder.state) { step in
            guard step == .committed else { return }
            do throws(Trouble) { try folder.transaction.recover() } catch { second.withLock { $0 = error } }
        }
        try transaction.apply(folder.edits, id: "first", .inside(folder.root))
        #expect(second.withLock { $0?.what } == "another rekey is changing files of this repository")
        #expect(folder.side == "new")
        #expect(try folder.transaction.recover() == [])
    }

    @Test("an ID is used once, and has only letters, digits, hyphens and underscores", arguments: ["", "a/b", "..", "a.b", "ä", "a b"])
    func identifiers(_ wrong: String) throws {
        #expect(refusal { try folder.transaction.apply(folder.edits, id: wrong, .anywhere) }?.what == "not an ID of a change")
        try folder.transaction.apply([folder.edit(0)], id: "one-1_A", .anywhere)
        let trouble = refusal { try folder.transaction.apply([folder.edit(1)], id: "one-1_A", .anywhere) }
        #expect(trouble?.what == "change one-1_A was made already")
    }

    private func status(_ path: String) throws -> (mode: Int?, owner: [Int]) {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let owner = [attributes[.ownerAccountID], attributes[.groupOwnerAccountID]].compactMap { ($0 as? NSNumber)?.intValue }
        return ((attributes[.posixPermissions] as? NSNumber)?.intValue, owner)
    }

    private func setMode(_ path: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}

/// The trouble that a body ends with; `nil` when it ends well.
func refusal<Answer>(_ body: () throws -> Answer) -> Trouble? {
    do {
        _ = try body()
        return nil
    } catch { return error as? Trouble }
}
