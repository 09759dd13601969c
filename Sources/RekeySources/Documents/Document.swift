package import RekeyCore

/// A file that holds texts in a form of its own, read as what people see in it: cells, sources, requests, rows, pages.
///
/// Everything that no such text stands for is one more text, the file itself with blanks in place of what was taken out, so that no byte
/// goes by unread and nothing is found twice. `provenance.entry` of a text says which one it is: `cell 3 output 1`, `src/api.ts`.
package struct Document: Sendable {
    /// Its texts; lines, columns and offsets of the last one are those of the file.
    package private(set) var chunks: [Chunk] = []
    /// What could not be read.
    package private(set) var skips: [Skip] = []

    /// Bytes that the texts of one document may have, and for each byte of it.
    static let most = 256 << 20

    /// `nil` for anything but a document, or one that holds no texts.
    package init?(_ chunk: Chunk, areLimitsAllowed: Bool = false) {
        guard !chunk.isPiece, let kind = DocumentKind.of(chunk.bytes.span, path: chunk.provenance.textPath) else { return nil }
        guard !chunk.provenance.isMessage else { return nil }
        let reading = Self.reading(of: chunk, kind)
        guard !reading.isEmpty else { return nil }
        for part in reading.parts where !part.bytes.isEmpty {
            let added = chunk.added == nil || kind.isBinary ? nil : part.newRanges(of: chunk)
            chunks.append(Chunk(bytes: part.bytes, provenance: Self.place(of: part, in: chunk.provenance), added: added))
        }
        // Why: nothing else finds characters of 16 bits, so nothing is found twice.
        chunks.append(kind == .wide ? chunk : Self.rest(of: chunk, without: reading))
        skips = reading.skips.map { reason, detail in
            Skip(
                path: chunk.provenance.displayPath, reason: reason, detail: detail, isAllowed: areLimitsAllowed && reason.isArchiveLimit)
        }
    }

    /// Whether the first bytes of a file tell a document that cannot be read in pieces.
    package static func isTold(by head: Span<UInt8>) -> Bool { head.count >= 16 && DocumentKind.byMagic(head) != nil }

    /// Whether an open file is a PDF, which says nothing when it is read in pieces.
    package static func isPDF(_ file: borrowing FileInput) -> Bool { DocumentKind.byMagic(file.bytes(at: 0, 16).span) == .pdf }

    /// That a document was read as the bytes it is, because it is too long to be read whole.
    package static func tooLong(_ place: Provenance, isAllowed: Bool) -> Skip {
        Skip(path: place.displayPath, reason: .overSizeLimit, detail: tooLongDetail, isAllowed: isAllowed)
    }

    static let tooLongDetail = "a PDF of more than \(ArchiveLimits.heldBytes >> 20) MiB was read as the bytes it is"

    private static func reading(of chunk: Chunk, _ kind: DocumentKind) -> DocumentReading {
        let path = chunk.provenance.textPath
        return switch kind {
        case .notebook: Notebook(chunk.bytes, path: path).reading
        case .sourceMap: SourceMap.reading(of: chunk.bytes)
        case .script: SourceMap.reading(ofScript: chunk.bytes)
        case .httpArchive: HTTPArchive(chunk.bytes, path: path).reading
        case .database: DatabaseRows.reading(of: chunk.bytes, path: path)
        case .writeAheadLog: DatabaseRows.reading(ofLog: chunk.bytes, path: path)
        case .pdf: PDFTexts.reading(of: chunk.bytes, path: path)
        case .wide: WideStrings.reading(of: chunk.bytes, path: path)
        case .markup: OfficeText.reading(of: chunk.bytes, path: path)
        }
    }

    private static func place(of part: DocumentPart, in document: Provenance) -> Provenance {
        var place = document
        place.entry += (place.entry.isEmpty ? [] : Provenance.entrySeparator) + Array(part.entry.utf8)
        place.seenAs = part.seenAs
        return place
    }

    /// The file with blanks where texts were taken out.
    private static func rest(of chunk: Chunk, without reading: DocumentReading) -> Chunk {
        var rest = chunk
        for range in reading.covered { rest.blank(range) }
        for part in reading.parts { for piece in part.pieces { rest.blank(piece.source) } }
        return rest
    }
}

extension Chunk {
    fileprivate mutating func blank(_ range: Range<Int>) {
        // Why line feeds stay: lines are counted by them.
        for index in range.clamped(to: 0..<bytes.count) where bytes[index] != 0x0A { bytes[index] = 0x20 }
    }
}
