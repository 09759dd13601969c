import Foundation
import Testing

@testable internal import RekeySources

@Suite struct FollowedFileTests {
    private let folder: ScratchFolder
    private var path: [UInt8] { folder.path + Array("/app.log".utf8) }

    init() throws { folder = try ScratchFolder() }

    private func append(_ text: String, to name: String = "app.log") throws {
        let file = try FileHandle(forWritingTo: folder.url.appending(path: name))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private func rename(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(at: folder.url.appending(path: name), to: folder.url.appending(path: other))
    }

    private func bytes(_ text: String) -> GrowingNews { .bytes(Array(text.utf8)) }

    @Test("what is written comes, and nothing while nothing is")
    func grows() throws {
        try folder.write("one\n", to: "app.log")
        var file = try FollowedFile.open(path)
        #expect(try file.look() == bytes("one\n"))
        #expect(try file.look() == .nothing)
        try append("two\n")
        #expect(try file.look() == bytes("two\n"))
    }

    @Test("a file that was renamed is read to its end, then the one in its place")
    func renamed() throws {
        try folder.write("one\n", to: "app.log")
        var file = try FollowedFile.open(path)
        #expect(try file.look() == bytes("one\n"))
        try rename("app.log", to: "app.log.1")
        #expect(try file.look() == .nothing, "no other file is there yet")
        try folder.write("three\n", to: "app.log")
        #expect(try file.look() == .nothing, "the writer may not have turned to it")
        try append("two\n", to: "app.log.1")
        #expect(try file.look() == bytes("two\n"))
        #expect(try file.look() == .nothing)
        #expect(try file.look() == .restarted(.replaced))
        #expect(try file.look() == bytes("three\n"))
    }

    @Test("a file that was cut is read from its beginning")
    func cut() throws {
        try folder.write("a long line\n", to: "app.log")
        var file = try FollowedFile.open(path)
        #expect(try file.look() == bytes("a long line\n"))
        let handle = try FileHandle(forWritingTo: folder.url.appending(path: "app.log"))
        try handle.truncate(atOffset: 0)
        try handle.close()
        try append("new\n")
        #expect(try file.look() == .restarted(.truncated))
        #expect(try file.look() == bytes("new\n"))
    }

    @Test("a link to the log is followed, and to the next one when it turns")
    func link() throws {
        try folder.write("one\n", to: "1.log")
        try folder.write("two\n", to: "2.log")
        try folder.link("app.log", to: "1.log")
        var file = try FollowedFile.open(path)
        #expect(try file.look() == bytes("one\n"))
        try FileManager.default.removeItem(at: folder.url.appending(path: "app.log"))
        try folder.link("app.log", to: "2.log")
        #expect(try [file.look(), file.look()] == [.nothing, .restarted(.replaced)])
        #expect(try file.look() == bytes("two\n"))
    }

    @Test("folders, FIFOs and missing files are refused at once", arguments: ["", "/pipe", "/missing"])
    func refused(_ name: String) throws {
        #expect(folder.makeFIFO("pipe"))
        #expect(throws: InputFault.self) { _ = try FollowedFile.open(folder.path + Array(name.utf8)) }
    }
}
