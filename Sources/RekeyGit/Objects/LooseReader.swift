internal import Deflate

/// Reads loose objects; one thread's inflater and the room it works in.
struct LooseReader: ~Copyable {
    private let sizeLimit: Int
    private let inflater: Inflater
    private let file = ObjectBuffer()

    /// The longest header: `commit `, 20 digits, a zero byte. Source: git's object-file.c reads as many.
    static let headerSize = 32

    init(sizeLimit: Int) throws(ObjectFault) {
        self.sizeLimit = sizeLimit
        do throws(DeflateError) { inflater = try Inflater() } catch { throw .outOfMemory }
    }

    /// Puts the object's bytes into `buffer`; throws `.missing` when there is no such file.
    func read(_ id: ObjectID, from objects: LooseObjects, into buffer: ObjectBuffer) throws(ObjectFault) -> ObjectKind {
        // Why a little more than the object: what does not compress is stored, with five bytes for every 65,535.
        let mostBytes = sizeLimit &+ sizeLimit / 1_000 &+ 1_024
        guard try file.fill(fromFile: objects.path(of: id), mostBytes: mostBytes) else { throw .missing }
        try inflate(into: buffer)
        let header = try buffer.withBytes { bytes throws(ObjectFault) in try LooseHeader(bytes) }
        guard header.size <= sizeLimit else { throw .overSizeLimit(bytes: header.size) }
        guard header.size == buffer.count - header.end else { throw .badCompression }
        buffer.removeFirst(header.end)
        return header.kind
    }

    /// Inflates the file, whose size once inflated only its own first bytes tell.
    private func inflate(into buffer: ObjectBuffer) throws(ObjectFault) {
        let most = min(file.count &* EntryInflater.mostExpansion, sizeLimit &+ Self.headerSize)
        var room = min(most, max(65_536, file.count &* 8))
        while true {
            try buffer.prepare(room)
            do throws(DeflateError) {
                let count = try file.withBytes { input throws(DeflateError) in
                    try buffer.withMutableBytes { output throws(DeflateError) in try inflater.zlib(input, upTo: &output) }
                }
                return buffer.removeLast(room - count)
            } catch .insufficientSpace {
                guard room < most else { throw .overSizeLimit(bytes: room) }
                room = min(most, room &* 4)
            } catch { throw .badCompression }
        }
    }
}
