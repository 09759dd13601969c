internal import Deflate
internal import RekeyCore

/// The objects of one folder that stand in files of their own. Source: gitrepository-layout(5), `objects/[0-9a-f][0-9a-f]`.
package struct LooseObjects: Sendable {
    private let folder: [UInt8]
    private let format: ObjectFormat

    init(_ folder: [UInt8], _ format: ObjectFormat) {
        self.folder = folder
        self.format = format
    }

    /// The IDs that file names promise, ascending. Other names are passed over.
    func list() -> [ObjectID] {
        var ids: [ObjectID] = []
        for name in FileSystem.names(in: folder) ?? [] where name.count == 2 {
            for rest in FileSystem.names(in: PathBytes.join(folder, name)) ?? [] {
                // Why lower case only: git opens no other name.
                guard let id = ObjectID(hex: name + rest, format), Array(id.hex.utf8) == name + rest else { continue }
                ids.append(id)
            }
        }
        return ids.sorted()
    }

    /// Whether there is a file for it.
    func contains(_ id: ObjectID) -> Bool { FileSystem.kind(of: path(of: id)) == .file }

    /// Where the file of an object is, or would be.
    func path(of id: ObjectID) -> [UInt8] {
        let digits = Array(id.hex.utf8)
        return PathBytes.join(PathBytes.join(folder, Array(digits.prefix(2))), Array(digits.dropFirst(2)))
    }
}

/// Reads loose objects; one thread's inflater and the room it works in.
struct LooseReader: ~Copyable {
    private let sizeLimit: Int
    private let inflater: Inflater
    private let file = ObjectBuffer()
    private let whole = ObjectBuffer()

    /// The longest header: `commit `, 20 digits, a zero byte. Source: git's object-file.c reads as many.
    private static let headerSize = 32

    init(sizeLimit: Int) throws(ObjectFault) {
        self.sizeLimit = sizeLimit
        do throws(DeflateError) { inflater = try Inflater() } catch { throw .outOfMemory }
    }

    /// Puts the object's bytes into `buffer`; throws `.missing` when there is no such file.
    func read(_ id: ObjectID, from objects: LooseObjects, into buffer: ObjectBuffer) throws(ObjectFault) -> ObjectKind {
        // Why half a bit more than the object: what does not compress is stored, with five bytes for every 65,535.
        let mostBytes = sizeLimit &+ sizeLimit / 1_000 &+ 1_024
        guard try file.fill(fromFile: objects.path(of: id), mostBytes: mostBytes) else { throw .missing }
        let count = try inflate()
        return try whole.withBytes { bytes throws(ObjectFault) in
            let header = try LooseHeader(bytes, count: count)
            guard header.size <= sizeLimit else { throw .overSizeLimit(bytes: header.size) }
            guard header.size == count - header.end else { throw .badCompression }
            try buffer.prepare(header.size)
            buffer.withMutableBytes { target in
                for index in 0..<header.size { target[index] = bytes[header.end + index] }
            }
            return header.kind
        }
    }

    /// Inflates the file, whose size once inflated only its own first bytes tell; gives that size.
    private func inflate() throws(ObjectFault) -> Int {
        let most = min(file.count &* EntryInflater.mostExpansion, sizeLimit &+ Self.headerSize)
        var room = min(most, max(65_536, file.count &* 8))
        while true {
            try whole.prepare(room)
            do throws(DeflateError) {
                return try file.withBytes { input throws(DeflateError) in
                    try whole.withMutableBytes { output throws(DeflateError) in try inflater.zlib(input, upTo: &output) }
                }
            } catch .insufficientSpace {
                guard room < most else { throw .overSizeLimit(bytes: room) }
                room = min(most, room &* 4)
            } catch { throw .badCompression }
        }
    }
}

/// The words before the bytes of a loose object: kind, size, a zero byte.
struct LooseHeader: Equatable {
    let kind: ObjectKind
    let size: Int
    /// Where the object's bytes begin.
    let end: Int

    /// Reads the first of `count` bytes.
    init(_ bytes: Span<UInt8>, count: Int) throws(ObjectFault) {
        var word: [UInt8] = []
        var digits: [UInt8] = []
        var isInSize = false
        for index in 0..<min(count, bytes.count, 32) {
            let byte = bytes[index]
            if byte == 0 {
                guard isInSize, let kind = ObjectKind(word: word), let size = Int(String(decoding: digits, as: UTF8.self)) else { break }
                (self.kind, self.size, end) = (kind, size, index + 1)
                return
            }
            if isInSize {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { break }
                digits.append(byte)
            } else if byte == UInt8(ascii: " ") {
                isInSize = true
            } else {
                word.append(byte)
            }
        }
        throw .badHeader
    }
}
