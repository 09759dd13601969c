/// The bytes that a path can end with where a regex matches it: enough to refuse most files of other kinds without running the regex.
package enum PathEnds {
    /// `nil` where nothing is known: the regex does not hold on to the end of the path, or has parts that are not understood.
    package static func bytes(of regex: String) -> ByteSet? {
        guard regex.hasSuffix("$"), !regex.hasSuffix("\\$") else { return nil }
        var scanner = RegexScanner(source: Array(regex.utf8.dropLast()))
        guard let end = alternatives(&scanner, depth: 0), scanner.byte == nil, !end.mayBeEmpty else { return nil }
        return end.bytes
    }

    /// What a part of a regex can end with.
    private struct End {
        var bytes = ByteSet()
        var mayBeEmpty = true

        /// This part with `next` behind it.
        mutating func append(_ next: End) {
            if next.mayBeEmpty { bytes.formUnion(next.bytes) } else { bytes = next.bytes }
            mayBeEmpty = mayBeEmpty && next.mayBeEmpty
        }
    }

    private static func alternatives(_ scanner: inout RegexScanner, depth: Int) -> End? {
        guard depth < RegexScanner.deepest else { return nil }
        var all: End?
        while let one = sequence(&scanner, depth: depth) {
            all = End(bytes: one.bytes.union(all?.bytes ?? ByteSet()), mayBeEmpty: one.mayBeEmpty || all?.mayBeEmpty == true)
            guard scanner.byte == UInt8(ascii: "|") else { return all }
            scanner.index += 1
        }
        return nil
    }

    private static func sequence(_ scanner: inout RegexScanner, depth: Int) -> End? {
        var end = End()
        while let byte = scanner.byte, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            var part = End()
            switch byte {
            case UInt8(ascii: "^"): scanner.index += 1
            case UInt8(ascii: "$"): return nil
            case UInt8(ascii: "("):
                guard let inside = group(&scanner, depth: depth) else { return nil }
                part = inside
            default:
                switch scanner.atom() {
                case .byte(let byte): part = End(bytes: ByteSet([byte]), mayBeEmpty: false)
                case .set(let set): part = End(bytes: set, mayBeEmpty: false)
                case .opaque, nil: return nil
                }
            }
            if scanner.repeated(.opaque).least == 0 { part.mayBeEmpty = true }
            end.append(part)
        }
        return end
    }

    /// A group without flags, at whose opening parenthesis the scanner stands.
    private static func group(_ scanner: inout RegexScanner, depth: Int) -> End? {
        scanner.index += 1
        if scanner.source[scanner.index...].starts(with: "?:".utf8) { scanner.index += 2 }
        guard scanner.byte != UInt8(ascii: "?"), let inside = alternatives(&scanner, depth: depth + 1),
            scanner.byte == UInt8(ascii: ")")
        else { return nil }
        scanner.index += 1
        return inside
    }
}
