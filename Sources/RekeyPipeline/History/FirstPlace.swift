internal import ByteSearch
internal import RekeyCore
internal import RekeyGit

/// Shows a finding in the version that its first commit has, so that line and commit belong together: it may have been found in another
/// version with the same path, and be known to be unchanged in this one.
struct FirstPlace: ~Copyable {
    private let store: ObjectStore
    private var reader: ObjectReader?

    init(_ store: ObjectStore) { self.store = store }

    /// Bytes before a secret that tell its place from others with the same text.
    private static let lead = 64

    /// A secret at `range` with what stands before it on its line.
    static func written(_ range: Range<Int>, in text: Span<UInt8>) -> [UInt8] {
        let lowest = max(0, range.lowerBound - lead)
        let line = ByteSearch.last(of: 0x0A, in: text, before: range.lowerBound).map { $0 + 1 } ?? 0
        return text.extracting(max(lowest, line)..<range.upperBound).copied()
    }

    /// Moves a finding at `exposure.firstPath` to that path's version in the first commit, where it stands as `written`.
    mutating func move(_ finding: inout Finding, written: [UInt8], to exposure: HistoryExposure) {
        guard let blob = exposure.firstBlob, blob != finding.provenance.blob, finding.provenance.path == exposure.firstPath else { return }
        let length = finding.location.length
        guard !written.isEmpty, length <= written.count, let id = ObjectID(blob), let text = text(of: id),
            let start = text.span.firstOffset(of: written)
        else { return }
        let end = start + written.count
        finding.provenance.blob = blob
        let chunk = Chunk(bytes: text, provenance: finding.provenance)
        finding.location = LineBlocks(text.span, through: end).location(of: end - length..<end, in: chunk)
    }

    private mutating func text(of id: ObjectID) -> [UInt8]? {
        if reader == nil { reader = try? ObjectReader(store) }
        return try? reader?.read(id).bytes
    }
}
