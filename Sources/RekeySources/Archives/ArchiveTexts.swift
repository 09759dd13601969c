internal import Archive
package import RekeyCore

/// What an archive or a compressed file holds, and archives inside it, as texts. Nothing touches the disk; names of members are data.
///
/// What is not opened, does not open or stands behind the end of an archive is read as the bytes it is, so that no byte goes by unread
/// without a word. `provenance.entry` of a text is its path inside; archives inside each other are parted by `!/`.
package struct ArchiveTexts {
    let budget: ArchiveBudget
    private let excludes: ([UInt8]) -> String?

    let known: (any KnownMembers)?

    /// Files that were read, empty ones among them, and bytes of text that came out.
    package internal(set) var (files, bytes) = (0, 0)

    /// What it says of container images.
    package private(set) var record = ImageRecord()

    /// Bytes of a text that is one chunk; a longer one comes in pieces.
    static let piece = 8 << 20

    /// - Parameters:
    ///   - known: members that are left out without a word.
    ///   - excludes: which rule keeps a path out, `nil` for none. An archive counts as a folder of its name: `app.zip/config/.env`.
    package init(
        _ limits: ArchiveLimits = ArchiveLimits(), known: (any KnownMembers)? = nil,
        excludes: @escaping ([UInt8]) -> String? = { _ in nil }
    ) {
        budget = ArchiveBudget(limits)
        self.known = known
        self.excludes = excludes
    }

    /// What was not read, a line a reason.
    package var skips: [Skip] { budget.account }

    /// As many first bytes as tell an archive.
    package static var headBytes: Int { 512 }

    /// Whether a file is an archive or compressed; `bytes` are all of it, or its beginning. Cheap: most files are told by their first byte.
    package static func isArchive(_ bytes: Span<UInt8>) -> Bool {
        ArchiveMagic.of(bytes) != nil || ArchiveMagic.isSelfExtracting(bytes)
    }

    /// As `isArchive` of an open file.
    package static func isArchive(_ file: borrowing FileInput) -> Bool {
        guard let length = file.length else { return false }
        let head = file.bytes(at: 0, ArchiveMagic.headSize)
        if isArchive(head.span) || length <= head.count { return isArchive(head.span) }
        let ends = head.prefix(16) + file.bytes(at: length - 22, 22)
        return ArchiveMagic.isSelfExtracting(Array(ends).span)
    }

    /// Lends the texts of an archive in memory, in order. Throws what `body` throws.
    package mutating func read(_ bytes: [UInt8], _ provenance: Provenance, _ body: (Chunk) throws -> Void) throws {
        try read(HeldInput(bytes), provenance, body)
    }

    /// Lends the texts of an open file of any size, in order. Throws what `body` throws.
    package mutating func read(
        file: consuming FileInput, _ provenance: Provenance, _ body: (Chunk) throws -> Void
    ) throws {
        guard let length = file.length else { return try read(stream: file, provenance, body) }
        try read(OpenFileInput(file, length: length), provenance, body)
    }

    /// Lends the texts of bytes that come in order, such as standard input, in order; `head` are those that were taken from it already.
    /// Throws what `body` throws.
    package mutating func read<Input: ByteInput & ~Copyable>(
        stream: consuming Input, head: [UInt8] = [], _ provenance: Provenance, _ body: (Chunk) throws -> Void
    ) throws {
        try read(OrderedInput(stream), head: head, provenance, body)
    }

    private mutating func read(
        _ input: any ArchiveInput, head: [UInt8] = [], _ provenance: Provenance, _ body: (Chunk) throws -> Void
    ) throws {
        let input = PeekableInput(input, budget: budget)
        input.putBack(head)
        budget.consume(head.count)
        try lend(input, ArchivePlace(provenance), body)
    }

    /// Lends everything an input holds, whatever that is.
    mutating func lend(_ input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void) throws {
        for part in 0... {
            let head: [UInt8]
            do throws(ArchiveError) { head = try input.peek(ArchiveMagic.headSize) } catch { return note(error, place) }
            guard !head.isEmpty, !budget.isOver else { return }
            guard part < ArchiveLimits.parts, let magic = magic(head, input, place), mayOpen(magic, place) else {
                return try lendText(input, place, body)
            }
            guard try lendArchive(input, magic, place, body) else { return }
        }
    }

    private func magic(_ head: [UInt8], _ input: PeekableInput, _ place: ArchivePlace) -> ArchiveMagic? {
        if let magic = ArchiveMagic.of(head.span) { return magic }
        guard let length = input.length, [0x4D, 0x7F, 0x23].contains(head[0]) else { return nil }
        return ZipLayout.isSelfExtracting(head, input, length) ? ArchiveMagic(format: .zip) : nil
    }

    private func mayOpen(_ magic: ArchiveMagic, _ place: ArchivePlace) -> Bool {
        let limit = budget.limits.depth
        let mayUnpack = !magic.format.isFilter || place.filters < ArchiveLimits.filters
        if place.depth < limit, place.steps < ArchiveLimits.steps, mayUnpack { return true }
        budget.skip(place.provenance, .depthLimit, "archives inside each other are opened \(limit) deep (--max-depth)")
        return false
    }
}

extension ArchiveTexts {
    /// Lends what an archive holds. Gives whether bytes stand behind it that are still to be lent.
    private mutating func lendArchive(
        _ input: PeekableInput, _ magic: ArchiveMagic, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> Bool {
        let isZip = magic.format == .zip
        var place = place
        place.isPlain = magic.format == .ar && !magic.isSure
        if input.length == nil, isZip || magic.format.needsSeeking, try lendHeld(input, magic, place, body) { return false }
        let layout = isZip ? ZipLayout(input) : nil
        if let layout, let members = layout.members {
            try lendMembers(members, of: input, place, body)
            return try lendHoles(layout, input, place, body)
        }
        let reader: ArchiveReader
        do throws(ArchiveError) {
            if isZip, input.length != nil { try input.seek(to: 0) }
            reader = try ArchiveReader(input, as: magic.format)
        } catch {
            note(error, place)
            return false
        }
        let fault = try magic.format.isFilter ? lendUnpacked(reader, place, body) : lendMembers(reader, place, body)
        if let fault, magic.isSure || reader.usedByteCount > 0 && !place.isPlain { note(fault, place) }
        if let layout { return try lendHoles(layout, input, place, body) }
        if isZip, fault == nil, input.length != nil {
            budget.skip(place.provenance, .unreadable, "the zip has no directory: it may be cut")
        }
        if fault == nil, magic.format == .tar, reader.endMarkBytes < 512 {
            budget.skip(place.provenance, .unreadable, "the tar ends without its end mark: it may be cut")
        }
        return try lendRest(of: reader, input, place, body)
    }

    /// Lends what is compressed; why it broke off.
    private mutating func lendUnpacked(
        _ reader: ArchiveReader, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> ArchiveError? {
        do throws(ArchiveError) { _ = try reader.next() } catch { return error }
        let inner = MemberInput(reader, budget, at: place.provenance)
        try lend(PeekableInput(inner), place.unpacked, body)
        return inner.fault
    }

    /// Lends the members; why they broke off. Members that cannot be read are noted.
    mutating func lendMembers(
        _ reader: ArchiveReader, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> ArchiveError? {
        var refusals = 0
        while !budget.isOver {
            let member: ArchiveMember?
            do throws(ArchiveError) { member = try reader.next() } catch {
                guard case .memberRefused = error, refusals < ArchiveLimits.refusals else { return error }
                refusals += 1
                if !place.isPlain { note(error, place) }
                continue
            }
            guard let member else { return nil }
            let inside = place.member(member.path, size: member.size)
            guard budget.addMember(at: inside.provenance) else { return nil }
            if let fault = try lend(member, of: reader, inside, body) { return fault }
        }
        return nil
    }

    /// Lends one member; why no other can follow.
    private mutating func lend(
        _ member: ArchiveMember, of reader: ArchiveReader, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> ArchiveError? {
        if isExcluded(place) { return nil }
        if member.isEncrypted {
            budget.skip(place.provenance, .encrypted)
            return nil
        }
        if member.isFile { files += 1 }
        let inner = MemberInput(reader, budget, at: place.provenance)
        try lendInside(PeekableInput(inner), place, body)
        guard let fault = inner.fault else { return nil }
        if !place.isPlain { note(fault, place) }
        if case .memberRefused = fault { return nil }
        return .input("")
    }

    /// Whether its path is left out by configuration; notes it then.
    func isExcluded(_ place: ArchivePlace) -> Bool {
        guard let origin = excludes(place.pathThroughArchives) else { return false }
        budget.skip(place.provenance, .excludedByConfiguration, origin)
        return true
    }

    /// Lends what a member holds.
    mutating func lendInside(_ input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void) throws {
        if place.depth <= 2 { record.addDeletion(place.name, inLayer: place.container) }
        if place.depth == 1, ImageRecord.mayDescribe(place.name), try lendConfiguration(input, place, body) { return }
        try lend(input, place, body)
    }

    /// Keeps a JSON file of an image; lends it in readable parts when it is a configuration, and gives whether it was.
    private mutating func lendConfiguration(
        _ input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> Bool {
        guard let first = try? input.peek(1).first, [0x7B, 0x5B].contains(first) else { return false }
        let bytes = input.take(ImageConfiguration.longest + 1)
        input.putBack(bytes)
        guard bytes.count <= ImageConfiguration.longest else { return false }
        record.add(bytes, at: place.name)
        let chunks = ImageConfiguration.chunks(bytes, place.provenance)
        for chunk in chunks { try lend(chunk, adding: chunk.bytes.count, body) }
        return !chunks.isEmpty
    }

    /// Lends an archive that has to be read out of order from memory; false when it has to be read in order.
    private mutating func lendHeld(
        _ input: PeekableInput, _ magic: ArchiveMagic, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws -> Bool {
        let room = max(ArchiveLimits.heldBytes - budget.held, 0)
        let bytes = input.take(room + 1)
        guard bytes.count <= room else {
            input.putBack(bytes)
            guard magic.format.needsSeeking else { return false }
            let most = ArchiveLimits.heldBytes >> 20
            budget.skip(place.provenance, .overSizeLimit, "a 7z inside another archive is read up to \(most) MiB; unpack it first")
            return true
        }
        budget.held += bytes.count
        defer { budget.held -= bytes.count }
        try lend(PeekableInput(HeldInput(bytes)), place.again, body)
        return true
    }
}
