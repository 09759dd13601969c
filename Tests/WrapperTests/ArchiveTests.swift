internal import Archive
internal import Foundation
internal import Testing

@Suite struct ArchiveTests {
    /// Made by GNU tar 1.34, `--format=ustar`, and `gzip -9n`: `folder/notes.txt`, `gr\xFCn.txt` (Latin-1) and an empty `empty.txt`.
    static let tarGzip = """
        H4sIAAAAAAACA+3VQQ6CMBCF4a49RU+gQ614HoxFF0BNqYncnYXVjQkmwgYSw/9tpmkXzTR509JXZxd2jY+u3cZHVDOQJLf2XZNhFTHZZ/3az2x2MEqLWsC9jUVI1wfvfzY/\
        dj5s7k9cXVV5XQZf60Knl9gorMkl9M1cuZ+cf8kH+TfHvSX/Szh1afAT+tVy9S12Mw+A8fzLV/6F/x8AAAAAAAAAAAAAgMmetMzCSwAoAAA=
        """
    /// Made by Python 3's `zipfile`: deflated `folder/notes.txt`, stored `grün.txt` (UTF-8 flag).
    static let zip = """
        UEsDBBQAAAAIAIIYIlx/UBB5FgAAAIgAAAAQAAAAZm9sZGVyL25vdGVzLnR4dMtIzcnJV0grys9VSFSoyizgyhgYAQBQSwMEFAAACAAAghgiXAvJsrEHAAAABwAAAAkAAABn\
        csO8bi50eHR1bWxhdXQKUEsBAhQDFAAAAAgAghgiXH9QEHkWAAAAiAAAABAAAAAAAAAAAAAAAIABAAAAAGZvbGRlci9ub3Rlcy50eHRQSwECFAMUAAAIAACCGCJcC8mysQcA\
        AAAHAAAACQAAAAAAAAAAAAAAgAFEAAAAZ3LDvG4udHh0UEsFBgAAAAACAAIAdQAAAHIAAAAAAA==
        """

    private struct Member: Equatable {
        var path: [UInt8]
        var bytes: [UInt8]

        init(_ path: [UInt8], _ text: String) {
            self.path = path
            bytes = Array(text.utf8)
        }
    }

    private static func bytes(_ fixture: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: fixture))) }

    /// Bytes that a test holds.
    private final class Held: ArchiveInput {
        let bytes: [UInt8]
        let isOrdered: Bool
        var next = 0

        init(_ bytes: [UInt8], isOrdered: Bool = false) {
            self.bytes = bytes
            self.isOrdered = isOrdered
        }

        var length: Int? { isOrdered ? nil : bytes.count }
        func seek(to offset: Int) { next = offset }

        func read(into buffer: inout OutputSpan<UInt8>) {
            let bytes = bytes
            next += buffer.append(copying: bytes.span.extracting(next..<min(next + 100, bytes.count)))
        }
    }

    /// The member of one archive as the bytes of another.
    private final class Inner: ArchiveInput {
        let reader: ArchiveReader
        init(_ reader: ArchiveReader) { self.reader = reader }

        var length: Int? { nil }
        func seek(to offset: Int) {}
        func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) { try reader.read(into: &buffer) }
    }

    private static func open(_ archive: [UInt8], isOrdered: Bool = false) throws(ArchiveError) -> ArchiveReader {
        let held = Held(archive, isOrdered: isOrdered)
        guard archive.starts(with: [0x1F, 0x8B]) else { return try ArchiveReader(held, as: .zip) }
        let unpacked = try ArchiveReader(held, as: .gzip)
        _ = try unpacked.next()
        return try ArchiveReader(Inner(unpacked), as: .tar)
    }

    private static func members(_ archive: [UInt8], step: Int = 7, isOrdered: Bool = false) throws(ArchiveError) -> [Member] {
        let reader = try open(archive, isOrdered: isOrdered)
        var members: [Member] = []
        while let found = try reader.next() {
            var member = Member(found.path, "")
            while true {
                let part = try [UInt8](capacity: step) { room throws(ArchiveError) in try reader.read(into: &room) }
                if part.isEmpty { break }
                member.bytes += part
            }
            members.append(member)
        }
        return members
    }

    @Test("members of a compressed tar come in order, names and bytes as stored", arguments: [1, 7, 65_536])
    func readsTar(_ step: Int) throws {
        let expected = [
            Member(Array("folder/notes.txt".utf8), "hello from a tar\n"), Member([0x67, 0x72, 0xFC] + Array("n.txt".utf8), "bytes\n"),
            Member(Array("empty.txt".utf8), ""),
        ]
        #expect(try Self.members(Self.bytes(Self.tarGzip), step: step) == expected)
    }

    @Test("members of a zip, one deflated, one stored under a name beyond ASCII")
    func readsZip() throws {
        let text = String(repeating: "hello from a zip\n", count: 8)
        let expected = [Member(Array("folder/notes.txt".utf8), text), Member(Array("grün.txt".utf8), "umlaut\n")]
        #expect(try Self.members(Self.bytes(Self.zip)) == expected)
        #expect(try Self.members(Self.bytes(Self.zip), isOrdered: true) == expected)
    }

    @Test("a member may be skipped without reading it")
    func skipping() throws {
        let reader = try Self.open(Self.bytes(Self.tarGzip))
        var count = 0
        while try reader.next() != nil { count += 1 }
        #expect(count == 3)
    }

    @Test("what is no archive is refused with a reason")
    func noArchive() {
        for text in ["plain text, no archive at all", "PK but not really", String(repeating: "x", count: 4_096)] {
            do {
                let members = try Self.members(Array(text.utf8))
                Issue.record("\(members.count) members")
            } catch .refused(let why) {
                #expect(!why.isEmpty)
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    @Test("every shorter prefix gives fewer members or an error, never other bytes", arguments: [tarGzip, zip])
    func truncated(_ fixture: String) throws {
        let bytes = try Self.bytes(fixture)
        let whole = try Self.members(bytes)
        for count in 0..<bytes.count {
            do {
                for member in try Self.members(Array(bytes.prefix(count))) where !member.bytes.isEmpty {
                    let original = whole.first { $0.path == member.path }
                    #expect(original?.bytes == member.bytes, "\(count) bytes")
                }
            } catch {
                continue
            }
        }
    }

    @Test("no changed byte traps", arguments: [tarGzip, zip])
    func flipped(_ fixture: String) throws {
        let bytes = try Self.bytes(fixture)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x55
            _ = try? Self.members(changed)
            _ = try? Self.members(changed, isOrdered: true)
        }
    }
}
