internal import RekeyCore
internal import RekeySources
internal import RekeyTestSupport
internal import Testing

/// What archives hold, as texts, whatever the archive is.
@Suite struct ArchiveTextsTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    /// One way to pack the folder `app`.
    struct Way: CustomTestStringConvertible, Sendable {
        var name: String
        var script: String
        var programs: [String] = []
        /// The folder that its paths start with.
        var prefix = "app/"
        var testDescription: String { name }
    }

    static let ways: [Way] = [
        Way(name: "tar", script: "tar cf packed app"),
        Way(name: "old tar without magic", script: "tar --format=v7 -cf packed app"),
        Way(name: "tar with pax headers", script: "tar --format=pax -cf packed app"),
        Way(name: "tar.gz", script: "tar czf packed app"),
        Way(name: "tar.xz", script: "tar cf - app | xz > packed", programs: ["xz"]),
        Way(name: "tar.bz2", script: "tar cf - app | bzip2 > packed", programs: ["bzip2"]),
        Way(name: "tar.zst", script: "tar cf - app | zstd -q > packed", programs: ["zstd"]),
        Way(name: "tar.lz4", script: "tar cf - app | lz4 -q > packed", programs: ["lz4"]),
        Way(name: "tar.lzma", script: "tar cf - app | xz --format=lzma > packed", programs: ["xz"]),
        Way(name: "tar.Z", script: "bsdtar -c --compress -f packed app", programs: ["bsdtar"]),
        Way(name: "zip", script: "zip -qr packed.zip app && mv packed.zip packed", programs: ["zip"]),
        Way(name: "zip without compression", script: "zip -qr0 packed.zip app && mv packed.zip packed", programs: ["zip"]),
        Way(name: "zip that was streamed", script: "zip -qr - app | cat > packed", programs: ["zip"]),
        Way(name: "7z", script: "bsdtar --format=7zip -cf packed app", programs: ["bsdtar"]),
        Way(name: "cpio newc", script: "bsdtar --format=newc -cf packed app", programs: ["bsdtar"]),
        Way(name: "cpio odc", script: "bsdtar --format=odc -cf packed app", programs: ["bsdtar"]),
        Way(name: "cpio bin", script: "bsdtar --format=bin -cf packed app", programs: ["bsdtar"]),
        Way(name: "iso", script: "bsdtar --format=iso9660 -cf packed app", programs: ["bsdtar"]),
        Way(name: "ar", script: "ar rc packed app/.env app/app.log", programs: ["ar"], prefix: ""),
        Way(name: "self-extracting zip", script: "zip -qr a.zip app && cat /bin/true a.zip > packed", programs: ["zip"]),
    ]

    static let env = "A=1\nB=two\n"
    static let log = (1...3_000).map { "line \($0)\n" }.joined()

    @Test("every way to pack gives the same texts: from memory, from a file and from a pipe", arguments: ways)
    func formats(_ way: Way) throws {
        try workshop.files.write("app/.env", Self.env)
        try workshop.files.write("app/app.log", Self.log)
        let bytes = try workshop.make(way.script, "packed", needs: way.programs)
        #expect(Workshop.isArchive(bytes))
        var readings = [try Workshop.read(bytes), try workshop.read(file: "packed")]
        // Why: the end of a self-extracting archive says what it is, and a pipe has none to look at.
        if !way.name.hasPrefix("self") { readings.append(try Workshop.read(stream: bytes, head: 512)) }
        for reading in readings {
            #expect(reading.texts[way.prefix + ".env"] == Self.env && reading.texts[way.prefix + "app.log"] == Self.log)
            // Why not ar: its list of symbols is a member, too.
            #expect(reading.isWhole && (reading.files == 2 || way.name == "ar"))
        }
    }

    @Test("a log that is only compressed is one text without a path inside", arguments: ["gzip", "zstd", "xz", "bzip2", "lz4"])
    func compressed(_ program: String) throws {
        try workshop.files.write("app.log", "a\nb c\n")
        let bytes = try workshop.make("\(program) -qc app.log > packed", "packed", needs: [program])
        let reading = try Workshop.read(bytes)
        #expect(reading.texts == ["": "a\nb c\n"] && reading.isWhole && reading.files == 1)
    }

    @Test("gzip members one behind the other are one text; what stands behind them is read, too")
    func concatenated() throws {
        try workshop.files.write("a", "first\n")
        try workshop.files.write("b", "second\n")
        let bytes = try workshop.make("gzip -c a > packed; gzip -c b >> packed; printf 'plain end\\n' >> packed", "packed")
        let reading = try Workshop.read(bytes)
        #expect(reading.texts == ["": "first\nsecond\nplain end\n"] && reading.isWhole)
        let tars = try workshop.make("tar cf one a; tar cf two b; cat one two > both; printf 'behind\\n' >> both", "both")
        let both = try Workshop.read(tars)
        #expect(both.texts["a"] == "first\n" && both.texts["b"] == "second\n" && both.texts[""]?.hasSuffix("behind\n") == true)
    }

    @Test("archives inside an archive are opened, to a limit; what is not opened is read as it is and told")
    func nested() throws {
        try workshop.files.write("in/file.txt", "found me\n")
        let script = "tar cf layer.tar in && mkdir out && mv layer.tar out/ && tar czf image.tgz out && tar cf whole image.tgz"
        let bytes = try workshop.make(script, "whole")
        let reading = try Workshop.read(bytes)
        #expect(reading.texts == ["image.tgz!/out/layer.tar!/in/file.txt": "found me\n"] && reading.isWhole)
        var shallow = ArchiveLimits()
        shallow.depth = 2
        let cut = try Workshop.read(bytes, shallow)
        #expect(cut.reasons == [.depthLimit] && cut.skips.map(\.path) == ["given!/image.tgz!/out/layer.tar"])
        #expect(cut.texts["image.tgz!/out/layer.tar"]?.contains("found me\n") == true)
        shallow.areAllowed = true
        #expect(try Workshop.read(bytes, shallow).skips.map(\.makesIncomplete) == [false])
        shallow.depth = 0
        #expect(try Workshop.read(bytes, shallow).reasons == [.depthLimit])
    }

    @Test("archives that need to be read out of order are opened inside others", arguments: ["7zip", "zip", "iso9660"])
    func nestedOutOfOrder(_ format: String) throws {
        try workshop.files.write("in/file.txt", "found me\n")
        let script = "bsdtar --format=\(format) -cf inner in && tar czf whole inner"
        let reading = try Workshop.read(try workshop.make(script, "whole", needs: ["bsdtar"]))
        #expect(reading.texts["inner!/in/file.txt"] == "found me\n" && reading.isWhole)
    }

    @Test("a long member comes in pieces with right lines and offsets, a text in UTF-16 as UTF-8")
    func pieces() throws {
        let lines = (0..<1_200_000).map { "line \($0 + 1)\n" }.joined()
        try workshop.files.write("long.log", lines)
        try workshop.files.write("wide.txt", [0xFF, 0xFE] + "käse\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
        let reading = try Workshop.read(try workshop.make("tar czf whole long.log wide.txt", "whole"))
        #expect(reading.texts["long.log"] == lines && reading.texts["wide.txt"] == "käse\n" && reading.files == 2)
        let pieces = reading.chunks.filter { $0.provenance.entry == Array("long.log".utf8) }
        let last = try #require(pieces.last)
        let text = Array(lines.utf8)
        #expect(pieces.count > 1 && pieces.allSatisfy(\.isPiece))
        #expect(text[(last.startOffset ?? 0)...].starts(with: last.bytes) && last.bytes.starts(with: "line \(last.firstLine)\n".utf8))
        #expect(reading.chunks.last?.encoding == .utf16LittleEndian)
    }

    @Test("a path that is excluded is not read and told; an archive counts as a folder")
    func excluded() throws {
        try workshop.files.write("app/.env", "A=1\n")
        try workshop.files.write("app/skip.me", "B=1\n")
        let bytes = try workshop.make("tar cf inner app && tar cf whole inner", "whole")
        let reading = try Workshop.read(bytes, excluding: ["given/inner/app/skip.me"])
        #expect(reading.texts == ["inner!/app/.env": "A=1\n"] && reading.reasons == [.excludedByConfiguration])
        #expect(reading.skips.map(\.detail) == ["rules:1"])
    }

    @Test("names of members are data: climbing, absolute, with a line feed, long and not UTF-8")
    func names() throws {
        let long = String(repeating: "deep/", count: 60) + "file"
        let script = """
            mkdir -p \(long)x && echo 1 > \(long)x/f && echo 2 > f && printf 3 > 'new
            line' && ln f hard && ln -s f soft
            tar cf whole --transform 's,^f$,../../up,' f && tar rPf whole --transform 's,^f$,/etc/abs,' f
            tar rf whole \(long)x/f 'new
            line' hard soft
            """
        let texts = try Workshop.read(try workshop.make(script, "whole")).texts
        #expect(texts["../../up"] == "2\n" && texts["/etc/abs"] == "2\n" && texts["\(long)x/f"] == "1\n" && texts["new\nline"] == "3")
    }

    @Test("sparse files keep their texts; a long hole is short")
    func sparse() throws {
        let script = "echo start > s && truncate -s 900M s && echo end >> s && tar czSf whole s"
        let text = try #require(try Workshop.read(try workshop.make(script, "whole")).texts["s"])
        #expect(text.hasPrefix("start\n") && text.hasSuffix("\0end\n") && text.utf8.count < 1 << 20)
    }
}
