internal import Deflate
internal import RekeyCore

/// Makes the bytes of pack entries; one thread's inflater and the room it works in.
struct EntryInflater: ~Copyable {
    /// Bytes of one object; a larger one is refused.
    let sizeLimit: Int
    private let inflater: Inflater
    private let delta = ObjectBuffer()

    init(sizeLimit: Int) throws(ObjectFault) {
        self.sizeLimit = sizeLimit
        do throws(DeflateError) { inflater = try Inflater() } catch { throw .outOfMemory }
    }

    /// Inflates an entry that is no delta.
    func inflate(_ entry: PackEntry, of pack: Pack, end: Int, into buffer: ObjectBuffer) throws(ObjectFault) {
        try check(entry, end: end)
        guard entry.size <= sizeLimit else { throw .overSizeLimit(bytes: entry.size) }
        try inflateBytes(entry, of: pack, end: end, into: buffer)
    }

    /// Inflates a delta and applies it to `base`; `changes` are those of `PackDelta.apply`.
    func build(
        _ entry: PackEntry, of pack: Pack, end: Int, on base: ObjectBuffer, into buffer: ObjectBuffer, changes: inout [TextChange]
    ) throws(ObjectFault) {
        try check(entry, end: end)
        // Why twice: no delta that git makes is much longer than the object it makes.
        guard entry.size / 2 <= sizeLimit else { throw .overSizeLimit(bytes: entry.size) }
        try inflateBytes(entry, of: pack, end: end, into: delta)
        try delta.withBytes { delta throws(ObjectFault) in
            let instructions = try PackDelta(delta)
            guard instructions.baseSize == base.count else { throw .badDelta }
            guard instructions.resultSize <= sizeLimit else { throw .overSizeLimit(bytes: instructions.resultSize) }
            if instructions.resultSize > Self.trustedSize, try instructions.provenSize(delta) != instructions.resultSize { throw .badDelta }
            try buffer.prepare(instructions.resultSize)
            try base.withBytes { base throws(ObjectFault) in
                try buffer.withMutableBytes { result throws(ObjectFault) in
                    try instructions.apply(delta, to: base, result: &result, changes: &changes)
                }
            }
        }
    }

    /// Results up to this many bytes get their memory before the delta is looked through.
    private static let trustedSize = 1 << 20

    /// Bytes that one compressed byte can hold: a run of 258 takes two bits. Source: RFC 1951, section 3.2.5.
    static let mostExpansion = 1_032

    private func check(_ entry: PackEntry, end: Int) throws(ObjectFault) {
        guard entry.data < end, entry.size / Self.mostExpansion <= end - entry.data else { throw .impossibleSize(bytes: entry.size) }
    }

    private func inflateBytes(_ entry: PackEntry, of pack: Pack, end: Int, into buffer: ObjectBuffer) throws(ObjectFault) {
        try buffer.prepare(entry.size)
        do throws(DeflateError) {
            try pack.file.withBytes(entry.data..<end) { input throws(DeflateError) in
                try buffer.withMutableBytes { output throws(DeflateError) in try inflater.zlib(input, into: &output) }
            }
        } catch { throw .badCompression }
    }
}
