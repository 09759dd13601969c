internal import RekeyCore
internal import RekeyDetect
internal import RekeySources

/// Members of zips in which nothing was found, so that they need no second look where another version of the zip has them: most do.
/// One thread at a time; what it knows is known to all.
final class QuietMembers: KnownMembers {
    private let quiet: QuietParts
    /// The member that is being read: its hash and its path inside; 0 when it has to be read again.
    private var reading: (hash: UInt64, entry: [UInt8]) = (0, [])

    init(_ quiet: QuietParts) { self.quiet = quiet }

    func knows(_ compressed: Span<UInt8>, variant: Int, at place: Provenance) -> Bool {
        let hash = quiet.hash(ofMember: compressed, variant: variant, path: place.textPath)
        if quiet.holds(hash) { return true }
        reading = (hash, place.entry)
        return false
    }

    func forget() { reading.hash = 0 }

    /// Whether a text gave nothing that another look at it would have to give again.
    static func isSilent(_ result: ChunkResult) -> Bool {
        result.detections.isEmpty && result.projectRefs.isEmpty && !result.reachedLimit && !result.reachedDecodingLimit
    }

    /// Takes a text that was read, or the document that it is. An archive inside the member gives texts at other places: it is opened again.
    func take(_ chunk: Chunk, isSilent: Bool) {
        guard reading.hash != 0, chunk.provenance.entry == reading.entry else { return }
        if isSilent, chunk.added == nil { quiet.keep(reading.hash) }
        forget()
    }
}
