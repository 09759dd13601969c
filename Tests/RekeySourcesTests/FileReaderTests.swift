import Foundation
internal import RekeyCore
internal import RekeySources
internal import Testing

/// A path and why it is not read.
private struct SkipCase: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let reason: Skip.Reason
    var detail: String?
    var testDescription: String { name }
}

@Suite("file reader")
struct FileReaderTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write("top", to: "top.txt")
        try folder.write("", to: "empty")
        try folder.write("one", to: "a/one.txt")
        try folder.write("two", to: "a/b/two.txt")
        try folder.write(String(repeating: "x", count: 1_000), to: "thousand")
        try folder.link("link", to: "a/one.txt")
        try folder.link("dangling", to: "../no such file")
        try folder.link("shortcut", to: "a")
        try #require(folder.makeFIFO("pipe"))
    }

    private func read(_ path: String, limit: Int = FileReader.defaultSizeLimit, ifMissing: Skip.Reason = .vanished) throws -> String {
        var reader = try FileReader(root: folder.path, sizeLimit: limit)
        return String(decoding: try reader.read(Array(path.utf8), ifMissing: ifMissing), as: UTF8.self)
    }

    @Test("content, whatever folder was read before")
    func content() throws {
        var reader = try FileReader(root: folder.path)
        let expected = [
            ("top.txt", "top"), ("a/b/two.txt", "two"), ("a/one.txt", "one"), ("a/one.txt", "one"), ("empty", ""), ("a/b/two.txt", "two"),
        ]
        for (path, text) in expected {
            #expect(try reader.read(Array(path.utf8)) == Array(text.utf8), "path \(path)")
        }
    }

    @Test(
        "a symbolic link reads as its target",
        arguments: [
            ("link", "a/one.txt"), ("dangling", "../no such file"), ("shortcut", "a"),
        ])
    func link(path: String, target: String) throws { #expect(try read(path) == target) }

    @Test(
        "what is not read, and why",
        arguments: [
            SkipCase(name: "nothing there", path: "nothing", reason: .vanished, detail: "No such file or directory"),
            SkipCase(name: "no such folder", path: "no/thing", reason: .vanished),
            SkipCase(name: "a file is no folder", path: "top.txt/x", reason: .vanished, detail: "Not a directory"),
            SkipCase(name: "a folder that is a symbolic link", path: "shortcut/one.txt", reason: .vanished),
            SkipCase(name: "a FIFO", path: "pipe", reason: .notARegularFile, detail: ""),
            SkipCase(name: "a folder", path: "a", reason: .notARegularFile),
            SkipCase(name: "a folder with a slash", path: "a/", reason: .outsideRoot),
            SkipCase(name: "an absolute path", path: "/etc/hostname", reason: .outsideRoot),
            SkipCase(name: "up and out", path: "../x", reason: .outsideRoot),
            SkipCase(name: "up in the middle", path: "a/../../x", reason: .outsideRoot),
            SkipCase(name: "only up", path: "..", reason: .outsideRoot),
            SkipCase(name: "two slashes", path: "a//one.txt", reason: .outsideRoot),
            SkipCase(name: "a NUL", path: "top.txt\0x", reason: .outsideRoot),
            SkipCase(name: "a NUL in a folder", path: "a\0/one.txt", reason: .outsideRoot),
            SkipCase(name: "no path", path: "", reason: .outsideRoot),
            SkipCase(
                name: "a name that is too long", path: String(repeating: "n", count: 300), reason: .unreadable, detail: "File name too long"
            ),
        ])
    private func skips(_ c: SkipCase) throws {
        let error = #expect(throws: SkippedInput.self) { try read(c.path) }
        #expect(error?.skip.reason == c.reason)
        #expect(error?.skip.path == c.path)
        if let detail = c.detail { #expect(error?.skip.detail == detail) }
    }

    @Test("the caller says what a missing file means")
    func deleted() {
        let error = #expect(throws: SkippedInput.self) { try read("nothing", ifMissing: .deletedInWorkTree) }
        #expect(error?.skip == Skip(path: "nothing", reason: .deletedInWorkTree))
    }

    @Test("the limit is the last size that is read")
    func limit() throws {
        #expect(try read("thousand", limit: 1_000).utf8.count == 1_000)
        let error = #expect(throws: SkippedInput.self) { try read("thousand", limit: 999) }
        #expect(error?.skip == Skip(path: "thousand", reason: .overSizeLimit, detail: "1000 bytes, limit 999"))
    }

    @Test("a file that says it is empty is read to its end")
    func growing() throws {
        var reader = try FileReader(root: Array("/proc/self".utf8), sizeLimit: 1 << 20)
        #expect(try reader.read(Array("status".utf8)).count > 100)
        var narrow = try FileReader(root: Array("/proc/self".utf8), sizeLimit: 100)
        #expect(throws: SkippedInput.self) { _ = try narrow.read(Array("status".utf8)) }
    }

    @Test("a device is not read")
    func device() throws {
        var reader = try FileReader(root: Array("/dev".utf8))
        do throws(SkippedInput) {
            _ = try reader.read(Array("zero".utf8))
            Issue.record("a device was read")
        } catch {
            #expect(error.skip.reason == .notARegularFile)
        }
    }

    @Test("what the system says is told")
    func systemError() throws {
        var reader = try FileReader(root: Array("/proc/self".utf8))
        do throws(SkippedInput) {
            _ = try reader.read(Array("mem".utf8))
            Issue.record("unmapped memory was read")
        } catch {
            #expect(error.skip == Skip(path: "mem", reason: .unreadable, detail: "Input/output error"))
        }
    }

    @Test("a file is read in pieces")
    func stream() throws {
        var reader = try FileReader(root: folder.path)
        var source = StreamSource(
            try reader.stream(Array("thousand".utf8)), provenance: Provenance(kind: .worktree, path: []), chunkSize: 300, overlap: 10)
        var sizes: [Int] = []
        while let chunk = source.next() { sizes.append(chunk.added?.first?.count ?? -1) }
        #expect(sizes == [290, 300, 300, 110])
        #expect(source.bytesRead == 1_000)
        #expect(source.fault == nil)
        do throws(SkippedInput) {
            _ = try reader.stream(Array("link".utf8))
            Issue.record("a link was followed")
        } catch {
            #expect(error.skip.reason == .unreadable)
        }
        do throws(SkippedInput) {
            _ = try reader.stream(Array("pipe".utf8))
            Issue.record("a FIFO was read")
        } catch {
            #expect(error.skip.reason == .notARegularFile)
        }
    }

    @Test("a root that cannot be opened is told, with the exit status")
    func root() {
        let missing = #expect(throws: Trouble.self) { _ = try FileReader(root: Array("/no/such/folder".utf8)) }
        #expect(missing?.status == .usage)
        #expect(throws: Trouble.self) { try InputPath.kind(of: Array("/no/such/folder".utf8)) }
    }

    @Test("what the user's path leads to")
    func kinds() throws {
        #expect(try InputPath.kind(of: folder.path) == .folder)
        #expect(try InputPath.kind(of: folder.path + "/shortcut".utf8) == .folder)
        #expect(try InputPath.kind(of: folder.path + "/link".utf8) == .file)
        #expect(try InputPath.kind(of: folder.path + "/pipe".utf8) == .other)
    }
}
