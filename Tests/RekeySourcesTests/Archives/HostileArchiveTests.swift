internal import RekeyCore
internal import RekeySources
internal import RekeyTestSupport
internal import Testing

/// Archives that were made to hurt, to hide something, or were damaged on the way.
@Suite struct HostileArchiveTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test("what unpacks to more than is allowed stops early and is told", arguments: ["gzip -9", "zstd -q", "bzip2", "xz -1"])
    func bomb(_ command: String) throws {
        let program = String(command.prefix { $0 != " " })
        let bytes = try workshop.make("head -c 60000000 /dev/zero | \(command) > bomb", "bomb", needs: [program])
        var limits = ArchiveLimits()
        limits.freeBytes = 1 << 20
        limits.ratio = 100
        let reading = try Workshop.read(bytes, limits)
        #expect(reading.reasons == [.expansionLimit] && reading.skips.map(\.path) == ["given"])
        #expect(reading.chunks.reduce(0) { $0 + $1.bytes.count } < 20_000_000)
        limits.ratio = 1_000_000
        limits.totalBytes = 20_000_000
        #expect(try Workshop.read(bytes, limits).reasons == [.overSizeLimit])
        limits.seconds = 0
        #expect(try Workshop.read(bytes, limits).reasons.contains(.timeLimit))
    }

    @Test("zips in zips that multiply are stopped by one of the limits")
    func nestOfZips() throws {
        let script = """
            head -c 4000000 /dev/zero > 0; zip -q l.zip 0; rm 0
            for level in 1 2 3; do
                for n in 1 2 3 4 5 6 7 8 9 a b c d e f g; do cp l.zip $n.zip; done
                zip -q next.zip ?.zip; rm ?.zip; mv next.zip l.zip
            done
            """
        let bytes = try workshop.make(script, "l.zip", needs: ["zip"])
        var limits = ArchiveLimits()
        limits.ratio = 200
        let reading = try Workshop.read(bytes, limits)
        #expect(reading.reasons.contains(.expansionLimit))
        limits.ratio = 1_000_000
        limits.members = 1_000
        #expect(try Workshop.read(bytes, limits).reasons == [.memberLimit])
        limits.depth = 2
        #expect(try Workshop.read(bytes, limits).skips.count == 1, "one line, however many there are")
    }

    @Test("encrypted members and unknown ways to compress are named, the others are read")
    func unreadable() throws {
        let script = "echo one > a; echo two > b; zip -qP word z a; zip -q z b"
        let mixed = try Workshop.read(try workshop.make(script, "z.zip", needs: ["zip"]))
        #expect(mixed.texts["b"] == "two\n" && mixed.reasons == [.encrypted] && mixed.skips.map(\.path) == ["given!/a"])
        var odd = try workshop.make("rm z.zip; seq 1 500 > a; zip -q z a; zip -q z b", "z.zip", needs: ["zip"])
        // Source: APPNOTE.TXT 4.4.5; method 9 is Deflate64, in the local header and in the directory.
        odd[8] = 9
        let directory = try #require(odd.indices.first { odd[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        odd[directory + 10] = 9
        let reading = try Workshop.read(odd)
        #expect(reading.texts["b"] == "two\n" && reading.reasons == [.unsupportedCompression])
    }

    @Test("a zip whose directory lies hides nothing: dropped members, bytes before, between and behind, comments")
    func lyingZip() throws {
        let script = """
            echo listed > a; echo hidden > b; zip -qX z a b; zip -qX only a
            printf 'COMMENT=1\\n' | zip -qz only
            (printf 'BEFORE=1\\n'; cat only.zip) > shifted; (cat only.zip; printf 'BEHIND=1\\n') > behind
            """
        let bytes = try workshop.make(script, "z.zip", needs: ["zip"])
        // The directory of `a` alone, put behind both members.
        let first = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        let second = try #require(bytes.indices.dropFirst(first + 4).first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        var end = Array(bytes.suffix(22))
        (end[8], end[10], end[12]) = (1, 1, UInt8(second - first))
        let lying = Array(bytes[..<second]) + end
        let reading = try Workshop.read(lying)
        #expect(reading.texts["a"] == "listed\n" && reading.texts["b"] == "hidden\n")
        let behind = try Workshop.read(try workshop.files.read("behind"))
        #expect(behind.texts["a"] == "listed\n" && behind.texts[""]?.contains("COMMENT=1") == true)
        #expect(behind.texts[""]?.contains("BEHIND=1") == true)
        let stub = Array("#!/bin/sh\nBEFORE=1\n".utf8) + bytes
        let shifted = try Workshop.read(stub)
        #expect(shifted.texts["b"] == "hidden\n" && shifted.texts[""]?.contains("BEFORE=1") == true && shifted.isWhole)
    }

    @Test("of a damaged member of a zip what came before the damage is read, and the members behind it; the damage is named")
    func damagedMember() throws {
        let lines = (0..<40_000).map { "line \($0) \($0 &* 7_919)\n" }.joined()
        try workshop.files.write("long.log", lines)
        var bytes = try workshop.make("echo one > a; echo two > z; zip -qX packed.zip a long.log z", "packed.zip", needs: ["zip"])
        for index in bytes.count * 3 / 4..<bytes.count * 3 / 4 + 40 { bytes[index] ^= 0xFF }
        let reading = try Workshop.read(bytes)
        let came = try #require(reading.texts["long.log"])
        #expect(reading.texts["a"] == "one\n" && reading.texts["z"] == "two\n" && reading.reasons == [.unreadable])
        #expect(came.utf8.count > lines.utf8.count / 2 && lines.hasPrefix(came.prefix(100_000)))
    }

    @Test("bytes that stand behind a deflated member, but within its bytes, are read")
    func behindMember() throws {
        let bytes = try workshop.make("seq 1 500 > a; zip -qX packed.zip a", "packed.zip", needs: ["zip"])
        let hidden = Array("HIDDEN=1\n".utf8)
        let directory = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        var stuffed = Array(bytes[..<directory]) + hidden + Array(bytes[directory...])
        // Source: APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16: sizes of the compressed bytes, and where the directory is.
        func enlarge(_ place: Int) {
            let value = (0..<4).reduce(0) { $0 | Int(stuffed[place + $1]) << (8 * $1) } + hidden.count
            for index in 0..<4 { stuffed[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
        }
        enlarge(18)
        enlarge(directory + hidden.count + 20)
        enlarge(stuffed.count - 6)
        let reading = try Workshop.read(stuffed)
        #expect(reading.texts["a"] == (1...500).map { "\($0)\n" }.joined() && reading.texts[""]?.contains("HIDDEN=1\n") == true)
        #expect(reading.isWhole)
    }

    /// Those that tell where they end: an ar does not, nor does what `compress` made, and the other one ends as a zip only when it is whole.
    private static let closed = ArchiveTextsTests.ways.filter { !["ar", "tar.Z", "self-extracting zip"].contains($0.name) }

    @Test("a cut archive is never called whole", arguments: closed)
    func cut(_ way: ArchiveTextsTests.Way) throws {
        try workshop.files.write("app/.env", ArchiveTextsTests.env)
        try workshop.files.write("app/app.log", String(repeating: "text of a file\n", count: 20))
        let bytes = try workshop.make(way.script, "packed", needs: way.programs)
        let end = bytes.lastIndex { $0 != 0 } ?? bytes.count
        let step = max(1, bytes.count / 800)
        for length in stride(from: 40, through: min(end, bytes.count - 1), by: step) {
            let part = Array(bytes.prefix(length))
            guard Workshop.isArchive(part) else { continue }
            let reading = try Workshop.read(part)
            let whole = reading.texts["app/app.log"]?.count == 300 && reading.texts["app/.env"] == ArchiveTextsTests.env
            #expect(!reading.isWhole || whole, "\(length) of \(bytes.count)")
        }
    }

    @Test("no changed byte traps", arguments: ArchiveTextsTests.ways)
    func flipped(_ way: ArchiveTextsTests.Way) throws {
        try workshop.files.write("app/.env", ArchiveTextsTests.env)
        try workshop.files.write("app/app.log", "text of a file\n")
        let bytes = try workshop.make(way.script, "packed", needs: way.programs)
        for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 250)) {
            for change: UInt8 in [0x55, 0xFF] {
                var changed = bytes
                changed[index] ^= change
                _ = try Workshop.read(changed)
                if index % 7 == 0 { _ = try Workshop.read(stream: changed) }
            }
        }
    }

    @Test("a damaged gzip gives what came out before the damage")
    func damaged() throws {
        let lines = (0..<200_000).map { "line \($0) \($0 &* 7_919)\n" }.joined()
        try workshop.files.write("long.log", lines)
        let bytes = try workshop.make("gzip -c long.log > packed", "packed")
        let reading = try Workshop.read(Array(bytes.prefix(bytes.count * 3 / 4)))
        let came = try #require(reading.texts[""])
        #expect(reading.reasons == [.unreadable] && came.utf8.count > lines.utf8.count / 2 && lines.hasPrefix(came.prefix(1_000_000)))
    }

    private static let almost = [
        "BZh9 is a magic\n", "070701 is a number\n", "PK, hello\n", "Rar! no\n", "!<arch> no\n", "]\0\0\0\u{1} no archive at all\n",
    ]

    @Test("text that only starts like an archive is read as text, without a word", arguments: almost)
    func falseMagic(_ text: String) throws {
        #expect(!Workshop.isArchive(Array(text.utf8)))
        let reading = try Workshop.read(Array(text.utf8))
        #expect(reading.texts == ["": text] && reading.isWhole)
    }

    @Test("a static library that is read to some member only is read to its end as it is, without a word; a cut package is told")
    func staticLibrary() throws {
        try workshop.files.write("a.o", "first\n")
        let library = try workshop.make("ar rc lib.a a.o", "lib.a", needs: ["ar"])
        let odd = library + Array("odd header TOKEN=1\n".utf8)
        let reading = try Workshop.read(odd)
        #expect(reading.isWhole && reading.texts.values.contains { $0.contains("TOKEN=1") })
        let script = "echo 2.0 > debian-binary; tar cJf data.tar.xz a.o; ar rc p.deb debian-binary data.tar.xz"
        let package = try workshop.make(script, "p.deb", needs: ["ar", "xz"])
        #expect(try Workshop.read(package).texts["data.tar.xz!/a.o"] == "first\n")
        #expect(try !Workshop.read(Array(package.dropLast(30))).isWhole)
    }

    @Test("archives that go on and on behind each other do not fill the stack, whichever thread reads them", arguments: [0, 1, 2])
    func endless(_ kind: Int) async throws {
        try workshop.files.write("a", "first\n")
        // Zips without a directory; zips each of which is a hole of the one around it; gzips in gzips.
        let scripts = [
            "zip -qX z a; head -c 40 z.zip > packed; for n in 1 2 3 4 5 6 7 8 9 10 11 12; do cat packed packed > p; mv p packed; done",
            "zip -qX z a; cp z.zip packed; for n in $(seq 300); do cat packed z.zip > p; mv p packed; done",
            "cp a packed; for n in $(seq 200); do gzip -nc packed > p; mv p packed; done",
        ]
        let bytes = try workshop.make(scripts[kind], "packed", needs: ["zip"])
        let read = try await Task.detached { try [Workshop.read(bytes), Workshop.read(stream: bytes)] }.value
        #expect(read.map(\.chunks.isEmpty) == [false, false])
        if kind != 1 { #expect(read.map(\.isWhole) == [false, false]) }
        var limits = ArchiveLimits()
        limits.depth = ArchiveLimits.deepest
        let nest = "cp a in; for n in $(seq 14); do tar cf p in; gzip -nc p > in; done; cp in packed"
        let deep = try workshop.make(nest, "packed")
        let reading = try await Task.detached { [limits] in try Workshop.read(deep, limits) }.value
        #expect(reading.reasons == [.depthLimit])
    }

    @Test("what has the magic and is no archive is read as it is, and told")
    func refused() throws {
        let bytes = [0x50, 0x4B, 0x03, 0x04] + Array("TOKEN=1 and more that is no zip\n".utf8)
        let reading = try Workshop.read(bytes)
        #expect(reading.texts[""]?.contains("TOKEN=1") == true && reading.reasons == [.unreadable])
        #expect(try Workshop.read([]).texts.isEmpty)
    }

    @Test("a long window of zstd takes no memory: it is named")
    func longWindow() throws {
        let script = "head -c 3000000 /dev/urandom | zstd -q --ultra --long=31 --stream-size=3000000000 --no-check > packed || :"
        let bytes = try workshop.make(script + "; head -c 1000 /dev/urandom | zstd -q --long=31 > small", "packed", needs: ["zstd"])
        // Source: RFC 8878, 3.1.1.1.2: exponent 21, a window of 2 GiB.
        var changed = bytes
        let hasWindow = changed.count > 6 && changed[4] & 0x20 == 0
        if hasWindow { changed[5] = 21 << 3 }
        let reading = try Workshop.read(changed)
        #expect(!hasWindow || reading.reasons == [.unsupportedCompression])
    }
}
