internal import Archive
internal import Deflate
internal import RekeyCore

/// Reading the members of a zip that are stored or deflated.
///
/// Why not libarchive: libdeflate inflates a whole member in less than half the time, and a history holds the same zip again and again.
extension ArchiveTexts {
    /// Lends the members that the directory lists; what does not come out whole is left to libarchive, which gives what came before the
    /// damage.
    mutating func lendMembers(
        _ members: [ZipMember], of input: PeekableInput, _ place: ArchivePlace, _ body: (Chunk) throws -> Void
    ) throws {
        let inflater: Inflater
        do throws(DeflateError) { inflater = try Inflater() } catch { return note(.outOfMemory, place) }
        for member in members where !budget.isOver {
            let inside = place.member(member.path, size: member.size)
            guard !isExcluded(inside) else { continue }
            do throws(ArchiveError) { try input.seek(to: member.data.lowerBound) } catch { return note(error, place) }
            let compressed = input.take(member.data.count)
            if known?.knows(compressed.span, variant: member.variant, at: inside.provenance) == true { continue }
            guard let contents = member.contents(of: compressed, inflater) else {
                known?.forget()
                try lendHole(PeekableInput(PartInput(input, member.whole, closing: ZipLayout.emptyEnd)), place, body)
                continue
            }
            guard budget.addMember(at: inside.provenance) else { return }
            if !member.isFolder { files += 1 }
            budget.produce(contents.bytes.count, at: inside.provenance)
            try lendInside(PeekableInput(all: contents.bytes), inside, body)
            if contents.used < compressed.count {
                try lend(PeekableInput(all: Array(compressed[contents.used...])), place.again, body)
            }
        }
    }
}
