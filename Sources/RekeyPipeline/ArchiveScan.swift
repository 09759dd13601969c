internal import RekeyCore
internal import RekeySources

/// Scans what archives and compressed files hold.
struct ArchiveScan {
    let settings: ScanSettings

    /// Scans an archive in memory.
    func scan(
        _ bytes: [UInt8], _ provenance: Provenance, with member: CrewMember
    ) throws {
        var texts = texts
        try texts.read(bytes, provenance) { try member.scan($0) }
        Self.account(for: texts, provenance, &member.yield)
    }

    /// Scans an open file of any size. Gives the bytes that came out.
    func scan(
        file: consuming FileInput, _ provenance: Provenance, with member: CrewMember
    ) throws -> Int {
        var texts = texts
        try texts.read(file: file, provenance) { try member.scan($0) }
        Self.account(for: texts, provenance, &member.yield)
        return texts.bytes
    }

    /// Scans bytes that come in order, whatever they are. Gives the bytes that came out.
    func scan<Input: ByteInput & ~Copyable>(
        stream: consuming Input, _ provenance: Provenance, with member: CrewMember
    ) throws -> Int {
        var texts = texts
        try texts.read(stream: stream, provenance) { try member.scan($0) }
        Self.account(for: texts, provenance, &member.yield)
        return texts.bytes
    }

    private var texts: ArchiveTexts { ArchiveTexts(settings.archives) { settings.exclusion(of: $0) } }

    /// Counts every file in it.
    private static func account(for texts: ArchiveTexts, _ provenance: Provenance, _ yield: inout ChunkScanner.Yield) {
        yield.account.files += texts.files
        yield.account.bytes += texts.bytes
        yield.account.skips += texts.skips
        if !texts.record.isEmpty { yield.images[provenance.path] = texts.record }
    }
}
