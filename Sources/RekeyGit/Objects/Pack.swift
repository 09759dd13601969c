internal import RekeyCore

/// Why a pack cannot be read at all.
package enum PackError: Error, Sendable, Equatable {
    case file(MappedFile.Fault)
    /// Shorter than a header and a checksum.
    case tooShort
    /// Neither version 2 nor 3.
    case unknownVersion
    /// More entries than we count: 2^31.
    case tooManyEntries

    /// In words, for the account of a run.
    var text: String {
        switch self {
        case .file(let fault): IndexError.file(fault).text
        case .tooShort: "too short"
        case .unknownVersion: "of an unknown version"
        case .tooManyEntries: "with too many entries"
        }
    }
}

/// One pack, mapped, with the table of its entries. Threads share it.
package final class Pack: Sendable {
    /// What does not fit, though entries can be read.
    package enum Doubt: Sendable, Equatable {
        /// The first four bytes are others than `PACK`.
        case notSigned
        /// The header has another number of objects than the index.
        case countDiffers
        /// The index was made for a pack with another checksum: one of the two is damaged, or the pack was cut.
        case checksumDiffers

        /// In words, for the account of a run.
        var text: String {
            switch self {
            case .notSigned: "its signature is damaged"
            case .countDiffers: "its header and its index disagree on the number of objects"
            case .checksumDiffers: "its checksum is not the one in its index: one of the two is damaged or cut"
            }
        }
    }

    /// Absolute path, for people.
    package let name: String
    /// Which of the store's folders it lies in; 0 is the repository's own, or the quarantine while objects are being received.
    package let folder: Int
    let file: MappedFile
    let table: EntryTable
    let format: ObjectFormat
    /// Where entries end and the checksum begins.
    let dataEnd: Int
    /// Empty for a pack as git writes it.
    package let doubts: [Doubt]

    /// Bytes before the first entry.
    static let headerSize = 12

    /// Maps a pack of the folder with this number.
    init(_ path: [UInt8], _ table: EntryTable, _ format: ObjectFormat, folder: Int) throws(PackError) {
        do throws(MappedFile.Fault) { file = try MappedFile(path) } catch { throw .file(error) }
        dataEnd = file.count - format.idLength
        guard dataEnd >= Self.headerSize else { throw .tooShort }
        guard file.uint32(at: 4) == 2 || file.uint32(at: 4) == 3 else { throw .unknownVersion }
        guard table.count < 1 << 31 else { throw .tooManyEntries }
        var doubts: [Doubt] = []
        if file.uint32(at: 0) != 0x5041_434B { doubts.append(.notSigned) }
        if case .index(let index) = table {
            if file.uint32(at: 8).map({ Int($0) }) != index.count { doubts.append(.countDiffers) }
            if index.packChecksum != file.id(at: dataEnd, format) { doubts.append(.checksumDiffers) }
        }
        self.doubts = doubts
        name = String(decoding: path, as: UTF8.self)
        self.folder = folder
        self.table = table
        self.format = format
    }

    /// Number of objects that its table names.
    package var count: Int { table.count }

    /// Reads the header at `offset`; nothing at `end` or behind it belongs to the entry.
    @inline(__always) func entry(at offset: Int, end: Int) throws(ObjectFault) -> PackEntry {
        let format = format
        return try file.withBytes(0..<dataEnd) { bytes throws(ObjectFault) in
            try PackEntry(bytes, at: offset, end: end, format)
        }
    }

    /// Where the entry of an object begins; `nil` when the pack does not hold it.
    func offset(of id: ObjectID) -> Int? { table.position(of: id).flatMap { table.offset(at: $0) } }
}
