internal import RekeyCore

/// Finds whole names in bytes: `FOO` is not found in `FOO_BAR`. One pass, whatever the number of names.
struct NameSearch {
    private var byFirstByte: [[(bytes: [UInt8], index: Int)]] = Array(repeating: [], count: 256)

    /// Names in the order of their indices; empty ones are never found.
    init(_ names: [String]) {
        for (index, name) in names.enumerated() {
            let bytes = Array(name.utf8)
            if let first = bytes.first { byFirstByte[Int(first)].append((bytes, index)) }
        }
    }

    /// Offset and index of every name, in the order of offsets.
    func occurrences(in text: [UInt8]) -> [(offset: Int, name: Int)] {
        var found: [(offset: Int, name: Int)] = []
        var previous: UInt8 = 0x0A
        for offset in text.indices {
            let byte = text[offset]
            defer { previous = byte }
            let candidates = byFirstByte[Int(byte)]
            guard !candidates.isEmpty, !Self.isPart(previous), previous != 0x2D else { continue }
            for candidate in candidates where Self.stands(candidate.bytes, at: offset, in: text, after: previous) {
                found.append((offset, candidate.index))
            }
        }
        return found
    }

    private static func stands(_ name: [UInt8], at offset: Int, in text: [UInt8], after previous: UInt8) -> Bool {
        guard text.count - offset >= name.count else { return false }
        for index in name.indices where text[offset + index] != name[index] { return false }
        guard offset + name.count < text.count else { return true }
        let next = text[offset + name.count]
        // Why: a shell ends the name at the hyphen of `$NAME-suffix` and `${NAME-default}`.
        let isExpansion = previous == 0x24 || previous == 0x7B
        return !isPart(next) && (next != 0x2D || isExpansion)
    }

    /// Bytes of names; those of other alphabets too.
    private static func isPart(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte == 0x5F || byte >= 0x80 }
}
