package import RekeyCore

/// One value in a configuration file, or a part of one.
package struct ValuePlace: Sendable, Hashable {
    /// Where the wanted bytes stand in the value.
    package enum Part: Sendable, Hashable {
        /// They are all of it.
        case whole
        /// They are these bytes of the value, as plain text.
        case plain(Range<Int>)
        /// They are these bytes of the value, which is a URL: what takes their place is percent-encoded.
        case inURL(Range<Int>)
    }

    /// Names from the root, as `services.api.environment.SUPABASE_KEY` or `items[2].token`.
    package let name: String
    /// From 1.
    package let line: Int
    /// In bytes, from 1.
    package let column: Int
    /// The value with its quotes, half-open, in bytes of the file.
    package let range: Range<Int>
    /// The notation of the file.
    package let kind: ConfigKind
    /// Which bytes of the value are meant.
    package let part: Part
    /// Whether the file's reader puts other values into this one.
    package let expands: Bool
    /// The whole value as a program gets it.
    package let value: SecretText
    /// Its place among the file's values.
    let index: Int
}

/// A configuration file of any kind that rekey edits, as its bytes and the values in it.
package struct ConfigFile: Sendable, CustomStringConvertible, CustomReflectable {
    /// The notation.
    package let kind: ConfigKind
    /// The file as given.
    package let bytes: [UInt8]
    let scalars: [ConfigScalar]

    /// Reads any bytes; `nil` when the name of the file tells no known notation.
    package init?(path: String, bytes: [UInt8]) {
        guard let kind = ConfigKind(path: path) else { return nil }
        self.init(kind: kind, bytes: bytes)
    }

    /// Reads any bytes as a given notation.
    package init(kind: ConfigKind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
        scalars = ConfigScan.scalars(of: bytes, as: kind)
    }

    /// Every value, in the order of the file.
    package var places: [ValuePlace] { places { _ in .whole } }

    /// The values under a name: a variable, or the last name of a path; the whole path matches, too.
    package func places(named name: String) -> [ValuePlace] {
        places { $0.path.last == name || Self.shown($0.path) == name ? .whole : nil }
    }

    /// The values that are the given bytes or hold them; percent-encoded ones are found in URLs.
    package func places(ofValue value: SecretText) -> [ValuePlace] {
        let wanted = value.revealedBytes
        guard !wanted.isEmpty else { return [] }
        return places { ValuePart.find(wanted, in: $0.value) }
    }

    package var description: String { "[\(kind.rawValue) file, \(bytes.count) bytes, \(scalars.count) values]" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    private func places(_ part: (ConfigScalar) -> ValuePlace.Part?) -> [ValuePlace] {
        var (places, line, lineStart, done): ([ValuePlace], Int, Int, Int) = ([], 1, 0, 0)
        for (index, scalar) in scalars.enumerated() {
            // Why: scalars come in the order of the file, so that lines are counted once.
            for offset in done..<max(done, scalar.range.lowerBound) where bytes[offset] == Glyph.newline {
                line += 1
                lineStart = offset + 1
            }
            done = max(done, scalar.range.lowerBound)
            guard let part = part(scalar) else { continue }
            places.append(
                ValuePlace(
                    name: Self.shown(scalar.path), line: line, column: scalar.range.lowerBound - lineStart + 1, range: scalar.range,
                    kind: kind, part: part, expands: scalar.expands, value: SecretText(scalar.value), index: index))
        }
        return places
    }

    private static func shown(_ path: [String]) -> String {
        path.reduce(into: "") { $0 += $0.isEmpty || $1.hasPrefix("[") ? $1 : ".\($1)" }
    }
}
