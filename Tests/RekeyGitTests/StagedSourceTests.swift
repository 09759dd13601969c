internal import Foundation
internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

@Suite("staged source") struct StagedSourceTests {
    @Test("only the index counts: a partly staged file") func partlyStaged() throws {
        let git = try GitFixture()
        try git.write("f", "one\ntwo\n")
        try git.commit()
        try git.write("f", "one\nstaged\ntwo\n")
        try git.git("add", "f")
        try git.write("f", "one\nstaged\nonly in the work tree\ntwo\n")
        let read = try git.staged()
        #expect(read.added == [Added("f", "staged\n")])
        #expect(read.account.isComplete && read.account.files == 1)
    }

    @Test("nothing staged, nothing read") func nothing() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.write("f", "two\n")
        let read = try git.staged()
        #expect(read.added.isEmpty && read.account.files == 0 && read.account.isComplete)
    }

    @Test("intent to add adds nothing") func intentToAdd() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.write("g", "two\n")
        try git.git("add", "--intent-to-add", "g")
        #expect(try git.staged().added.isEmpty)
    }

    @Test("in a renamed file only the edited line is new") func rename() throws {
        let git = try GitFixture()
        let lines = (0..<30).map { "line \($0)\n" }
        try git.write("old", lines.joined())
        try git.commit()
        try git.git("mv", "old", "new")
        try git.write("new", (lines.prefix(10) + ["edited\n"] + lines.dropFirst(11)).joined())
        try git.git("add", "new")
        #expect(try git.staged().added == [Added("new", "edited\n")])
    }

    @Test("a change of type makes everything new, and a link's content is its target") func typeChange() throws {
        let git = try GitFixture()
        try git.write("f", "target")
        try git.commit()
        try git.workspace.remove("repository/f")
        try git.workspace.link("repository/f", to: "target")
        try git.git("add", "f")
        #expect(try git.staged().added == [Added("f", "target")])
    }

    @Test("moved lines and changed line ends are not new, a second copy is") func movedLines() throws {
        let git = try GitFixture()
        try git.write("moved", "a\nb\nc\n")
        try git.write("ends", "a\nb\n")
        try git.write("copy", "a\nb\n")
        try git.commit()
        try git.write("moved", "c\na\nb\n")
        try git.write("ends", "a\r\nb\r\n")
        try git.write("copy", "a\nb\na")
        try git.git("add", "--all")
        #expect(try git.staged().added == [Added("copy", "a")])
    }

    @Test("attributes hide nothing", arguments: ["-diff", "binary", "diff=custom", "-text filter=none"])
    func attributes(_ attribute: String) throws {
        let git = try GitFixture()
        try git.write(".gitattributes", "* \(attribute)\n")
        try git.write("f", "one\n")
        try git.commit()
        try git.git("config", "diff.custom.textconv", "echo hidden")
        try git.git("config", "diff.external", "echo hidden")
        try git.write("f", "one\ntwo\n")
        try git.git("add", "--all")
        #expect(try git.staged().added == [Added("f", "two\n")])
    }

    @Test("a file with zero bytes is read") func zeroBytes() throws {
        let git = try GitFixture()
        try git.write("f", "one\n\0\0\ntext\n")
        try git.git("add", "f")
        #expect(try git.staged().added == [Added("f", "one\n\0\0\ntext\n")])
    }

    @Test("UTF-16 is compared and given as UTF-8", arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
    func wide(_ encoding: TextEncoding) throws {
        func stored(_ text: String) -> [UInt8] {
            ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
                let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
                return encoding == .utf16LittleEndian ? bytes : bytes.reversed()
            }
        }
        let git = try GitFixture()
        try git.write("f", stored("öne\n"))
        try git.commit()
        try git.write("f", stored("öne\ntwo 😀\n"))
        try git.git("add", "f")
        var chunks: [Chunk] = []
        _ = try StagedSource.read(git.repository()) { chunks.append($0) }
        #expect(chunks.map(Added.init) == [Added("f", "two 😀\n")])
        #expect(chunks.first?.encoding == encoding)
    }

    @Test("before the first commit everything is new", arguments: [[], ["--object-format=sha256"]])
    func unborn(_ options: [String]) throws {
        let git = try GitFixture(options: options)
        try git.write("f", "one\n")
        try git.git("add", "f")
        #expect(try git.staged().added == [Added("f", "one\n")])
        try git.commit()
        try git.write("f", "one\ntwo\n")
        try git.git("add", "f")
        var chunks: [Chunk] = []
        _ = try StagedSource.read(git.repository()) { chunks.append($0) }
        #expect(chunks.map(Added.init) == [Added("f", "two\n")])
        #expect(try chunks.first?.provenance.blob == git.text("rev-parse", ":f"))
        #expect(chunks.first?.provenance.kind == .staged)
    }

    @Test("a file over the limit is said, the others are read") func limit() throws {
        let git = try GitFixture()
        try git.write("large", String(repeating: "x", count: 2000))
        try git.write("small", "one\n")
        try git.git("add", "--all")
        let read = try git.staged(limits: GitLimits(blobBytes: 1000))
        #expect(read.added == [Added("small", "one\n")])
        #expect(read.account.skips.map(\.reason) == [.overSizeLimit])
        #expect(!read.account.isComplete)
    }

    @Test("a missing or damaged object is said, the others are read", arguments: [Skip.Reason.missingObject, .unreadable])
    func lostObject(_ reason: Skip.Reason) throws {
        let git = try GitFixture()
        for name in ["a", "b", "c"] { try git.write(name, "file \(name) \(UUID())\n" + String(repeating: "text\n", count: 5000)) }
        try git.git("add", "--all")
        let id = try git.text("rev-parse", ":b")
        let object = "repository/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
        let stored = try git.workspace.read(object)
        try git.workspace.remove(object)
        if reason == .unreadable { try git.workspace.write(object, Array(stored.prefix(stored.count / 2))) }
        let read = try git.staged()
        #expect(read.added.map(\.path) == ["a", "c"])
        #expect(read.account.skips.map(\.path) == ["b"])
        #expect(read.account.skips.map(\.reason) == [reason])
    }

    @Test("many large files do not block") func many() throws {
        let git = try GitFixture()
        for number in 0..<300 { try git.write("f\(number)", String(repeating: "\(number) abcdefg\n", count: 10_000)) }
        try git.git("add", "--all")
        let read = try git.staged()
        #expect(read.added.count == 300 && read.account.files == 300)
    }

    @Test("paths with every kind of byte") func paths() throws {
        let git = try GitFixture()
        let names = ["new\nline", "quo\"te", "tab\there", "sp ace", ":(top)magic", "-dash", "ünï"]
        for name in names { try git.write(name, "x \(name)") }
        let blob = try git.text("hash-object", "-w", "quo\"te")
        let odd: [UInt8] = [0x61, 0xFF, 0xFE]
        try git.workspace.write("info", Array("100644 \(blob)\t".utf8) + odd + [0])
        let index = "git -C '\(git.path)' update-index -z --index-info < '\(git.workspace.path("info"))'"
        try git.git("add", "--all")
        try git.git("-c", "alias.x=!\(index)", "x")
        var paths: [[UInt8]] = []
        _ = try StagedSource.read(git.repository()) { paths.append($0.provenance.path) }
        #expect(Set(paths) == Set(names.map { Array($0.utf8) } + [odd]))
    }
}
