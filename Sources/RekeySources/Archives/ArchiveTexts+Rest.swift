internal import Archive
internal import RekeyCore

/// Reading what is text, and what no reader of archives took.
extension ArchiveTexts {
    /// Lends what stands behind an archive, or all of it when it was refused; whether it may be another archive.
    mutating func lendRest(
        of reader: ArchiveReader, _ input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> Bool {
        guard !budget.isOver else { return false }
        let wasRefused = reader.usedByteCount == 0 || reader.memberCount == 0
        if reader.hasSought || wasRefused && input.length != nil {
            guard wasRefused || reader.format == .zip else { return false }
            do throws(ArchiveError) { try input.seek(to: wasRefused ? 0 : reader.usedByteCount) } catch { note(error, place) }
        } else {
            input.putBack(reader.unusedBytes)
        }
        if wasRefused {
            try lendText(input, place, body)
            return false
        }
        input.isOrdered = true
        do throws(ArchiveError) {
            try input.skipZeros()
            return try !input.isAtEnd()
        } catch {
            note(error, place)
            return false
        }
    }

    /// Lends what the directory of a zip does not list; false, as nothing is left then.
    mutating func lendHoles(
        _ layout: ZipLayout, _ input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> Bool {
        if layout.hasTooManyHoles {
            budget.skip(place.provenance, .unreadable, "its directory leaves out more than \(ArchiveLimits.parts) parts of it")
        }
        for hole in layout.holes where !budget.isOver {
            var part = PeekableInput(PartInput(input, hole))
            do throws(ArchiveError) {
                try part.skipZeros()
                if try part.peek(4) == [0x50, 0x4B, 0x03, 0x04] {
                    part = PeekableInput(PartInput(input, hole, closing: ZipLayout.emptyEnd))
                    try part.skipZeros()
                }
            } catch { note(error, place) }
            try lendHole(part, place, body)
        }
        return false
    }

    /// Lends members that only have a local header, or other bytes.
    mutating func lendHole(_ part: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void) throws {
        let head: [UInt8]
        do throws(ArchiveError) { head = try part.peek(4) } catch { return note(error, place) }
        guard head == [0x50, 0x4B, 0x03, 0x04] else { return try lend(part, place.again, body) }
        let reader: ArchiveReader
        do throws(ArchiveError) { reader = try ArchiveReader(part, as: .zip) } catch { return note(error, place) }
        if let fault = try lendMembers(reader, place, body) { note(fault, place) }
        part.putBack(reader.unusedBytes)
        try lendText(part, place, body)
    }

    /// Lends a text: one chunk, or pieces of a long one.
    mutating func lendText(_ input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void) throws {
        let kind = (try? input.peek(16)).flatMap { DocumentKind.byMagic($0.span) }
        let piece = kind == nil ? Self.piece : ArchiveLimits.heldBytes
        let expected = min(max(place.size ?? piece, 0), Self.piece)
        var bytes = input.take(expected + 1)
        if bytes.count > expected, expected < piece { bytes += input.take(piece + 1 - bytes.count) }
        if place.depth == 0, files == 0 { files = 1 }
        if bytes.count <= piece {
            guard !bytes.isEmpty else { return noteFault(of: input, place) }
            try lend(TextDecoding.chunk(bytes: bytes, provenance: place.provenance), adding: bytes.count, body)
            return noteFault(of: input, place)
        }
        if kind == .pdf { budget.skip(place.provenance, .overSizeLimit, Document.tooLongDetail) }
        input.putBack(bytes)
        bytes = []
        var source = StreamSource(TextInput(input: input), provenance: place.provenance)
        while !budget.isOver, let chunk = source.next() {
            try lend(chunk, adding: chunk.added?.reduce(0) { $0 + $1.count } ?? 0, body)
        }
        noteFault(of: input, place)
    }

    mutating func lend(_ chunk: Chunk, adding count: Int, _ body: (Chunk) throws -> Void) throws {
        bytes += count
        budget.lend(count, at: chunk.provenance)
        try body(chunk)
    }

    private func noteFault(of input: PeekableInput, _ place: ArchivePlace) {
        if let fault = input.fault { note(fault, place) }
    }

    /// Notes why something ended early. An input inside an archive has no words of its own: whoever reads that archive has them.
    func note(_ error: ArchiveError, _ place: ArchivePlace) {
        switch error {
        case .input(let words): if !words.isEmpty { budget.skip(place.provenance, .unreadable, Self.displayed(words)) }
        case .outOfMemory: budget.skip(place.provenance, .unreadable, "out of memory")
        case .refused(let words), .memberRefused(let words):
            budget.skip(place.provenance, Self.reason(words), Self.displayed(words))
        }
    }

    /// Source: the messages of libarchive 3.6; it has no codes for them.
    private static func reason(_ words: String) -> Skip.Reason {
        let words = words.lowercased()
        if words.contains("encrypt") || words.contains("passphrase") { return .encrypted }
        let isUnsupported = ["unsupported", "not supported", "unknown compression", "too much memory"].contains { words.contains($0) }
        return isUnsupported ? .unsupportedCompression : .unreadable
    }

    /// A library's words without the bytes of the archive that they may quote.
    private static func displayed(_ words: String) -> String {
        words.utf8.allSatisfy { 0x20...0x7E ~= $0 } && words.utf8.count <= 200 ? words : "unreadable archive"
    }
}
