internal import Archive
package import RekeyCore

/// The members of an archive or of a compressed file, and of archives inside it, as texts. Nothing touches the disk.
package struct ArchiveTexts {
    /// What hostile archives are held to.
    package struct Limits: Sendable {
        /// Archives inside each other; a saved image has two.
        package var depth = 4
        /// Bytes that all members together may have.
        package var totalBytes = 8 << 30
        /// Bytes of an archive that stands inside another.
        package var innerBytes = 1 << 30
        package var members = 200_000

        package init() {}
    }

    private let limits: Limits
    private var total = 0
    private var members = 0
    /// What was not read.
    package private(set) var skips: [Skip] = []

    /// Bytes of a piece, and how much of the one before it repeats.
    private static let (piece, overlap) = (8 << 20, 64 << 10)

    package init(_ limits: Limits = Limits()) { self.limits = limits }

    /// Whether a file that starts so is an archive or compressed.
    ///
    /// Source: the magic numbers of gzip, zip, zstd, xz, bzip2, 7z, and of tar at offset 257.
    package static func isArchive(_ head: [UInt8]) -> Bool {
        let magics: [[UInt8]] = [
            [0x1F, 0x8B], [0x50, 0x4B, 0x03, 0x04], [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x42, 0x5A, 0x68],
            [0x37, 0x7A, 0xBC, 0xAF],
        ]
        return magics.contains { head.starts(with: $0) } || (head.count > 262 && head[257..<262].elementsEqual("ustar".utf8))
    }

    /// Lends every text once, in pieces that overlap; `provenance.entry` is the path inside. Throws what `body` throws.
    package mutating func read(_ bytes: [UInt8], _ provenance: Provenance, _ body: (Chunk) throws -> Void) throws {
        try read(bytes, provenance, depth: 1, body)
    }

    private mutating func read(_ bytes: [UInt8], _ provenance: Provenance, depth: Int, _ body: (Chunk) throws -> Void) throws {
        do {
            let reader = try ArchiveReader(bytes, takesRaw: true)
            let before = members
            while let path = try reader.nextPath() {
                members += 1
                guard members <= limits.members, total < limits.totalBytes else { return skip(provenance, "it holds too much") }
                var inner = provenance
                inner.entry = provenance.entry.isEmpty ? path : provenance.entry + Array("!".utf8) + path
                try member(of: reader, inner, depth: depth, body)
            }
            // Why: compressed zero bytes are taken for the end of a tar, and what follows them would be passed over.
            if members == before { skip(provenance, "no member was found in it") }
        } catch let error as ArchiveError {
            skip(provenance, Self.reason(error))
        }
    }

    private mutating func member(
        of reader: borrowing ArchiveReader, _ provenance: Provenance, depth: Int, _ body: (Chunk) throws -> Void
    ) throws {
        var piece = try next(reader, Self.piece)
        if Self.isArchive(piece) {
            guard depth < limits.depth else { return skip(provenance, "too many archives inside each other") }
            while piece.count <= limits.innerBytes {
                let more = try next(reader, Self.piece)
                if more.isEmpty { return try read(piece, provenance, depth: depth + 1, body) }
                piece += more
            }
            return skip(provenance, "an archive inside with more than \(limits.innerBytes >> 20) MiB")
        }
        var line = 1
        while !piece.isEmpty, total < limits.totalBytes {
            try body(Chunk(bytes: piece, provenance: provenance, firstLine: line, startOffset: nil))
            let more = try next(reader, Self.piece)
            guard !more.isEmpty else { return }
            let kept = Array(piece.suffix(Self.overlap))
            line += piece.dropLast(kept.count).count { $0 == 0x0A }
            piece = kept + more
        }
        if total >= limits.totalBytes { skip(provenance, "it holds too much") }
    }

    /// The next bytes of a member, `count` of them unless it ends.
    private mutating func next(_ reader: borrowing ArchiveReader, _ count: Int) throws(ArchiveError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = try reader.read(count - bytes.count)
            if more.isEmpty { break }
            bytes += more
        }
        total += bytes.count
        return bytes
    }

    private mutating func skip(_ provenance: Provenance, _ detail: String) {
        let entry = String(decoding: provenance.entry, as: UTF8.self)
        let path = entry.isEmpty ? provenance.displayPath : "\(provenance.displayPath)!\(entry)"
        skips.append(Skip(path: path, reason: detail == "it holds too much" ? .overSizeLimit : .unreadable, detail: detail))
    }

    private static func reason(_ error: ArchiveError) -> String {
        switch error {
        case .outOfMemory: "out of memory"
        case .refused(let text): text.displayableReason
        }
    }
}

extension String {
    /// A library's words without the bytes of the archive that they may quote.
    fileprivate var displayableReason: String { utf8.allSatisfy { 0x20...0x7E ~= $0 } && utf8.count <= 200 ? self : "unreadable archive" }
}
