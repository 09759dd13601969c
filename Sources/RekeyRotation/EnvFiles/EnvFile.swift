package import RekeyCore

/// An env file as its bytes and what stands where in them. Nothing is lost or changed by reading.
package struct EnvFile: Sendable, CustomStringConvertible, CustomReflectable {
    /// The file as given.
    package let bytes: [UInt8]
    /// All entries, in the order of the file, duplicates included.
    package let entries: [EnvEntry]

    /// Reads any bytes; what is no entry is kept and passed over.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
        entries = EnvEntryScan.entries(of: bytes)
    }

    /// Whether the file starts with the UTF-8 byte order mark.
    package var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// The line end of its last complete line, a line feed when it has none.
    package var lineEnding: [UInt8] {
        guard let last = bytes.lastIndex(of: Glyph.newline), last > 0, bytes[last - 1] == Glyph.carriageReturn else {
            return [Glyph.newline]
        }
        return [Glyph.carriageReturn, Glyph.newline]
    }

    /// The entries of one name, in the order of the file.
    package func entries(named name: String) -> [EnvEntry] { entries.filter { $0.name == name } }

    /// What a reader takes for the name; `nil` when it does not see the name or refuses the file.
    package func value(of name: String, as dialect: EnvDialect) -> EnvValue? { EnvReadings.of(bytes, as: dialect).values[Array(name.utf8)] }

    /// Why a reader refuses the file or stops within it; `nil` when it reads all of it.
    package func fault(as dialect: EnvDialect) -> EnvFault? { EnvReadings.of(bytes, as: dialect).fault }

    /// The value at one place as written, without its quotes; escapes are not undone.
    package func body(of entry: EnvEntry) -> SecretText {
        SecretText(entry.bodyRange.upperBound <= bytes.count ? Array(bytes[entry.bodyRange]) : [])
    }

    package var description: String { "[env file, \(bytes.count) bytes, \(entries.count) entries]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
