internal import Foundation
internal import GitFuzzing
internal import RekeyCore
internal import RekeySources
internal import RekeyTestSupport

/// Feeds mutated archives to the reader of archives: nothing may end the program, take for ever or give more than it may.
package struct ArchiveFuzz {
    private var seeds: [[UInt8]] = []

    /// What one input gave; equal for equal seeds.
    package struct Outcome: Sendable, Equatable {
        package var files = 0
        package var bytes = 0
        package var skips = 0
    }

    /// Every way to pack a small folder that the system has programs for.
    private static let ways = [
        "tar cf packed app", "tar --format=v7 -cf packed app", "tar --format=pax -cf packed app", "tar cf - app | gzip -n > packed",
        "tar cf - app | xz > packed", "tar cf - app | bzip2 > packed", "tar cf - app | zstd -q > packed", "tar cf - app | lz4 -q > packed",
        "tar cf - app | xz --format=lzma > packed", "bsdtar -c --compress -f packed app", "zip -qr p.zip app && mv p.zip packed",
        "zip -qr - app | cat > packed", "bsdtar --format=7zip -cf packed app", "bsdtar --format=newc -cf packed app",
        "bsdtar --format=odc -cf packed app", "bsdtar --format=bin -cf packed app", "bsdtar --format=iso9660 -cf packed app",
        "bsdtar --format=xar -cf packed app", "ar rc packed app/.env app/app.log",
        "tar cf - app | gzip -n > in.tgz && zip -qr in.zip app && touch -d @0 in.* && tar cf packed in.tgz in.zip",
        "sqlite3 packed \"create table t(a, b); create index i on t(a); insert into t values ('one', 'two'), ('three', '$(cat app/app.log)')\"",
        "cp page.pdf packed", "tar cf packed --mtime=@0 page.pdf book.ipynb",
    ]

    /// A page without compression, and a notebook.
    private static let documents = [
        "page.pdf": """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Kids[3 0 R]/Resources<</Font<</F 5 0 R>>>>>>endobj
        3 0 obj<</Contents 4 0 R>>endobj
        4 0 obj<</Length 45/Filter/ASCIIHexDecode>>stream
        4254202f4620312054662028612920546a204554>    \nendstream endobj
        5 0 obj<</ToUnicode 6 0 R>>endobj
        6 0 obj<</Length 38>>stream
        1 beginbfchar <61> <0062> endbfchar    \nendstream endobj
        """,
        "book.ipynb": #"{"cells":[{"source":["a\u00e9\n"],"outputs":[{"text":"b","data":{"text/plain":["c"]}}]}]}"#,
    ]

    package init() throws {
        let workspace = try Workspace()
        try workspace.write("app/.env", "A=1\nB=two\n")
        for (name, text) in Self.documents { try workspace.write(name, text) }
        try workspace.write("app/app.log", (1...300).map { "line \($0)\n" }.joined())
        for way in Self.ways {
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "rm -f packed in.*; touch -d @0 app app/.env app/app.log; \(way)"]
            shell.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
            shell.standardError = nil
            try shell.run()
            shell.waitUntilExit()
            if shell.terminationStatus == 0, let bytes = try? workspace.read("packed") { seeds.append(bytes) }
        }
    }

    /// Makes input number `seed` and reads it, from memory or as it comes.
    package func run(_ seed: UInt64) throws -> Outcome {
        var mutator = Mutator(seed: seed)
        guard !seeds.isEmpty else { return Outcome() }
        var bytes = seeds[mutator.choose(below: seeds.count)]
        mutator.mutate(&bytes)
        if mutator.choose(below: 5) == 0 { bytes += seeds[mutator.choose(below: seeds.count)] }
        var limits = ArchiveLimits()
        (limits.totalBytes, limits.members, limits.seconds) = (256 << 20, 10_000, 20)
        var archive = ArchiveTexts(limits)
        var outcome = Outcome()
        let provenance = Provenance(kind: .archive, path: Array("given".utf8))
        let body: (Chunk) -> Void = { chunk in
            for text in Document(chunk)?.chunks ?? [chunk] { outcome.bytes += text.bytes.count }
        }
        if mutator.choose(below: 3) == 0 {
            try archive.read(stream: Blocks(bytes, 1 + mutator.choose(below: 5_000)), provenance, body)
        } else {
            try archive.read(bytes, provenance, body)
        }
        (outcome.files, outcome.skips) = (archive.files, archive.skips.count)
        return outcome
    }

    /// Bytes that come some at a time.
    private struct Blocks: ByteInput {
        let bytes: [UInt8]
        let block: Int
        var next = 0

        init(_ bytes: [UInt8], _ block: Int) { (self.bytes, self.block) = (bytes, block) }

        mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
            for _ in 0..<min(block, buffer.freeCapacity, bytes.count - next) {
                buffer.append(bytes[next])
                next += 1
            }
        }
    }
}
