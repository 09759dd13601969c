import Foundation
internal import RekeyCore
internal import RekeySources
internal import Testing

@Suite("folder walk")
struct FolderWalkTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func list(_ walk: FolderWalk = FolderWalk()) throws -> (files: [String], skips: [Skip]) {
        let listing = try walk.list(folder.path)
        return (listing.files.map { String(decoding: $0, as: UTF8.self) }, listing.skips)
    }

    @Test("files come in the byte order of their whole paths")
    func order() throws {
        for path in ["b", "a/z", "a.b", "a-b", "a/b/c", "A", "é"] { try folder.write("", to: path) }
        #expect(try list().files == ["A", "a-b", "a.b", "a/b/c", "a/z", "b", "é"])
    }

    @Test("nothing is nothing")
    func empty() throws {
        let listing = try list()
        #expect(listing.files.isEmpty && listing.skips.isEmpty)
    }

    @Test("links are listed and not followed, FIFOs are told")
    func links() throws {
        try folder.write("", to: "a/file")
        try folder.link("a/loop", to: "..")
        try folder.link("away", to: "/etc")
        #expect(folder.makeFIFO("pipe"))
        let listing = try list()
        #expect(listing.files == ["a/file", "a/loop", "away"])
        #expect(listing.skips == [Skip(path: "pipe", reason: .notARegularFile)])
    }

    @Test("the folder of git is not entered, at any depth, and a file of that name is listed")
    func gitFolder() throws {
        for path in [".git/config", "nested/.git/HEAD", "nested/code", "linked/.git"] { try folder.write("", to: path) }
        let listing = try list()
        #expect(listing.files == ["linked/.git", "nested/code"])
        #expect(listing.skips.map(\.path) == [".git/", "nested/.git/"])
        #expect(listing.skips.allSatisfy { $0.reason == .excludedByConfiguration })
    }

    @Test("ignore files hold for their folder and below, the inner one first")
    func ignoreFiles() throws {
        try folder.write("*.log\nbuild/\n/only-here\n", to: ".gitignore")
        try folder.write("!keep.log\ntmp\n", to: "src/.gitignore")
        let files = [
            "a.log", "build/x", "only-here", "src/a.log", "src/keep.log", "src/only-here", "src/tmp/x", "src/deep/tmp", "src/deep/keep.log",
            "tmp",
            "keep.log",
        ]
        for path in files { try folder.write("", to: path) }
        let listing = try list()
        #expect(listing.files == [".gitignore", "src/.gitignore", "src/deep/keep.log", "src/keep.log", "src/only-here", "tmp"])
        #expect(listing.skips.contains(Skip(path: "build/", reason: .excludedByConfiguration, detail: ".gitignore:2")))
        #expect(listing.skips.contains(Skip(path: "src/deep/tmp", reason: .excludedByConfiguration, detail: "src/.gitignore:2")))
        #expect(listing.skips.contains(Skip(path: "src/a.log", reason: .excludedByConfiguration, detail: ".gitignore:1")))
        #expect(listing.skips.count == 7)
    }

    @Test("include-ignored passes over .gitignore, not over the configuration")
    func includeIgnored() throws {
        try folder.write("*\n", to: ".gitignore")
        for path in ["a.log", "vendor/x", "b/vendor"] { try folder.write("", to: path) }
        let excluding = IgnoreRules(Array("# ours\nvendor/\n".utf8).span, origin: ".rekeyignore")
        let listing = try list(FolderWalk(includeIgnored: true, excluding: excluding))
        #expect(listing.files == [".gitignore", "a.log", "b/vendor"])
        #expect(listing.skips == [Skip(path: "vendor/", reason: .excludedByConfiguration, detail: ".rekeyignore:2")])
        #expect(try list().files.isEmpty)
    }

    @Test("an ignore file that is a link or too long is not followed")
    func oddIgnoreFiles() throws {
        try folder.write("*\n", to: "rules")
        try folder.write("", to: "a/file")
        try folder.link("a/.gitignore", to: "../rules")
        try folder.write("*\n" + String(repeating: "#", count: FolderWalk.maximumIgnoreFileSize), to: "b/.gitignore")
        #expect(try list().files == ["a/.gitignore", "a/file", "b/.gitignore", "rules"])
    }

    @Test("folders nested too deep are told, not entered")
    func depth() throws {
        let deep = Array(repeating: "d", count: FolderWalk.maximumDepth).joined(separator: "/")
        try folder.write("", to: deep + "/last")
        try folder.write("", to: deep + "/d/beyond")
        let listing = try list()
        #expect(listing.files == [deep + "/last"])
        #expect(listing.skips.map(\.reason) == [.unreadable])
        #expect(listing.skips.first?.path == deep + "/d/")
    }

    @Test("what may not be read is told, and the walk goes on", .enabled(if: geteuid() != 0, "root may read everything"))
    func unreadable() throws {
        try folder.write("", to: "closed/file")
        try folder.write("", to: "open/file")
        try #require(folder.setMode(0o000, of: "closed"))
        let listing = try list()
        #expect(folder.setMode(0o700, of: "closed"))
        #expect(listing.files == ["open/file"])
        #expect(listing.skips == [Skip(path: "closed/", reason: .unreadable, detail: "Permission denied")])
    }

    @Test("a root that is no folder is an error of usage")
    func root() throws {
        try folder.write("", to: "file")
        let trouble = #expect(throws: Trouble.self) { try FolderWalk().list(folder.path + "/file".utf8) }
        #expect(trouble?.status == .usage)
    }
}
