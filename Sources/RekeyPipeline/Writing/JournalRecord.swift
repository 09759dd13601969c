internal import Libcrypto
internal import RekeyCore

/// What the journal knows of one change. Holds secrets; is stored sealed.
struct JournalRecord: Equatable {
    /// One file: where it is, what it held and shall hold, and the name it is written under at first.
    struct Entry: Equatable {
        /// Canonical.
        let folder: [UInt8]
        let name: [UInt8]
        let aside: [UInt8]
        let old: SecretText
        let new: SecretText

        var path: [UInt8] { PathBytes.join(folder, name) }

        func bytes(_ side: EditSide) -> SecretText {
            switch side {
            case .old: old
            case .new: new
            }
        }
    }

    let entries: [Entry]
}

extension JournalRecord {
    /// First bytes of a record's file, with the version of the format.
    private static let magic = Array("rekey-journal-1\n".utf8)

    /// The record under a key; `id` must be known to open it.
    func sealed(_ key: borrowing CipherKey, id: String) throws(AuthenticatedCipher.Fault) -> [UInt8] {
        var plaintext = try encoded()
        defer { wipe(&plaintext) }
        return Self.magic + (try AuthenticatedCipher.seal(plaintext, key: key, associatedData: Self.magic + Array(id.utf8)))
    }

    init(opening file: [UInt8], _ key: borrowing CipherKey, id: String) throws(AuthenticatedCipher.Fault) {
        guard file.starts(with: Self.magic) else { throw .notAuthentic }
        let sealed = Array(file.dropFirst(Self.magic.count))
        var plaintext = try AuthenticatedCipher.open(sealed, key: key, associatedData: Self.magic + Array(id.utf8))
        defer { wipe(&plaintext) }
        do { self = try JournalRecord(decoding: plaintext) } catch { throw .notAuthentic }
    }

    /// Number of entries; then of each five strings, every one led by its length. All numbers have 32 bits, little-endian.
    private func encoded() throws(AuthenticatedCipher.Fault) -> [UInt8] {
        // Why: room for everything at once, for an array that grows leaves copies of its bytes behind.
        var output: [UInt8] = []
        output.reserveCapacity(
            entries.reduce(4) { $0 + 20 + $1.folder.count + $1.name.count + $1.aside.count + $1.old.count + $1.new.count })
        try Self.append(entries.count, to: &output)
        for entry in entries {
            for text in [entry.folder, entry.name, entry.aside] { try Self.append(text.span, to: &output) }
            for text in [entry.old, entry.new] {
                try Self.append(text.count, to: &output)
                text.withBytes { bytes in for index in bytes.indices { output.append(bytes[index]) } }
            }
        }
        return output
    }

    private static func append(_ count: Int, to output: inout [UInt8]) throws(AuthenticatedCipher.Fault) {
        guard let number = UInt32(exactly: count) else { throw .tooLong }
        for shift in stride(from: 0, to: 32, by: 8) { output.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    private static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) throws(AuthenticatedCipher.Fault) {
        try append(bytes.count, to: &output)
        for index in bytes.indices { output.append(bytes[index]) }
    }

    private init(decoding bytes: [UInt8]) throws(ByteReader.Fault) {
        var reader = ByteReader(bytes)
        let count = try reader.uint32()
        var entries: [Entry] = []
        for _ in 0..<count {
            let (folder, name, aside) = (try Self.text(&reader), try Self.text(&reader), try Self.text(&reader))
            let (old, new) = (SecretText(try Self.text(&reader)), SecretText(try Self.text(&reader)))
            entries.append(Entry(folder: folder, name: name, aside: aside, old: old, new: new))
        }
        guard reader.isAtEnd else { throw .invalid(offset: reader.offset) }
        self.entries = entries
    }

    private static func text(_ reader: inout ByteReader) throws(ByteReader.Fault) -> [UInt8] {
        let count = try reader.uint32()
        return Array(try reader.bytes(Int(count)))
    }
}
