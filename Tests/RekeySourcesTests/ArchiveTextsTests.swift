internal import Foundation
internal import RekeyCore
internal import RekeySources
internal import RekeyTestSupport
internal import Testing

/// Members of archives as texts, whatever the archive is.
@Suite struct ArchiveTextsTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// Runs a shell script in the workspace and gives the file that it made.
    private func make(_ script: String, _ file: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
        try process.run()
        process.waitUntilExit()
        return try workspace.read(file)
    }

    private func read(_ bytes: [UInt8], _ limits: ArchiveTexts.Limits = .init()) throws -> (texts: [String: String], skips: [Skip]) {
        var (texts, archive): ([String: String], ArchiveTexts) = ([:], ArchiveTexts(limits))
        try archive.read(bytes, Provenance(kind: .archive, path: Array("given".utf8))) { chunk in
            texts[String(decoding: chunk.provenance.entry, as: UTF8.self), default: ""] += String(decoding: chunk.bytes, as: UTF8.self)
        }
        return (texts, archive.skips)
    }

    @Test("a log that is only compressed is one text, also when it looks like a list of names", arguments: ["gzip", "xz", "bzip2"])
    func compressed(_ program: String) throws {
        guard try String(decoding: make("command -v \(program) > which || :", "which"), as: UTF8.self).hasPrefix("/") else {
            try Test.cancel("no \(program) here")
        }
        try workspace.write("app.log", "a\nb c\n")
        let bytes = try make("\(program) -c app.log > packed", "packed")
        #expect(ArchiveTexts.isArchive(bytes))
        let (texts, skips) = try read(bytes)
        #expect(Array(texts.values) == ["a\nb c\n"] && skips.isEmpty)
    }

    @Test("archives inside an archive are opened, to a limit")
    func nested() throws {
        try workspace.write("in/file.txt", "found me\n")
        let bytes = try make(
            "tar cf layer.tar in && mkdir out && mv layer.tar out/ && tar czf image.tgz out && tar cf whole image.tgz", "whole")
        let (texts, skips) = try read(bytes)
        #expect(texts.contains { $0.key.hasSuffix("layer.tar!in/file.txt") && $0.value == "found me\n" } && skips.isEmpty)
        var shallow = ArchiveTexts.Limits()
        shallow.depth = 2
        let cut = try read(bytes, shallow)
        #expect(cut.texts.isEmpty && cut.skips.map(\.detail) == ["too many archives inside each other"])
    }

    @Test("what unpacks to more than is allowed is told")
    func bomb() throws {
        let bytes = try make("yes | head -c 50000000 | gzip -9 > bomb", "bomb")
        var limits = ArchiveTexts.Limits()
        limits.totalBytes = 20_000_000
        let (_, skips) = try read(bytes, limits)
        #expect(skips.map(\.reason) == [.overSizeLimit])
        let zeros = try make("head -c 5000000 /dev/zero | gzip > zeros", "zeros")
        #expect(try read(zeros).skips.map(\.detail) == ["no member was found in it"])
        limits.totalBytes = 1 << 30
        limits.members = 2
        let many = try make("mkdir m && touch m/1 m/2 m/3 && tar cf many m", "many")
        #expect(try read(many, limits).skips.map(\.reason) == [.overSizeLimit])
    }

    @Test("cut and damaged archives are told and never trap")
    func damaged() throws {
        try workspace.write("file.txt", String(repeating: "text of a file\n", count: 200))
        let whole = try make("tar czf whole.tgz file.txt", "whole.tgz")
        for length in stride(from: 12, to: whole.count - 20, by: 7) {
            #expect(try !read(Array(whole.prefix(length))).skips.isEmpty, "\(length)")
        }
        for index in stride(from: 0, to: whole.count, by: 5) {
            var flipped = whole
            flipped[index] ^= 0x55
            _ = try read(flipped)
        }
        #expect(try read([]).texts.isEmpty)
    }

    @Test("plain text is no archive", arguments: ["", "a", "BZ", "hello\n"])
    func plain(_ text: String) { #expect(!ArchiveTexts.isArchive(Array(text.utf8))) }
}
