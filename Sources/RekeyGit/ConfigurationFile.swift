internal import RekeyCore

/// The settings of one configuration file of git, in order; files that it includes are not read. Source: git-config(1), "Syntax".
struct ConfigurationFile: Sequence {
    /// One `name = value` line.
    struct Setting {
        /// Without the sub-section, in lower case.
        var section: String
        /// In lower case.
        var name: String
        /// Without quotes; `nil` where there is no `=`.
        var value: [UInt8]?

        /// A name without a value is true.
        var isTrue: Bool {
            guard let value else { return true }
            return ["true", "yes", "on", "1"].contains(String(decoding: value.map(\.asciiLowercased), as: UTF8.self))
        }
    }

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func makeIterator() -> IndexingIterator<[Setting]> {
        var settings: [Setting] = []
        var section = ""
        for line in bytes.split(separator: 0x0A) {
            var text = PathBytes.trimmed(line)
            if text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")) {
                section = Self.lowercased(text[1..<end].prefix { !$0.isASCIISpace && $0 != UInt8(ascii: ".") })
                text = PathBytes.trimmed(text[(end + 1)...])
            }
            guard !section.isEmpty, !text.isEmpty else { continue }
            let parts = text.split(separator: UInt8(ascii: "="), maxSplits: 1)
            let value = parts.count > 1 ? Self.unquoted(PathBytes.trimmed(parts[1])) : nil
            settings.append(Setting(section: section, name: Self.lowercased(PathBytes.trimmed(parts.first ?? [])), value: value))
        }
        return settings.makeIterator()
    }

    private static func lowercased(_ text: some Sequence<UInt8>) -> String {
        String(decoding: text.map(\.asciiLowercased), as: UTF8.self)
    }

    private static func unquoted(_ value: [UInt8]) -> [UInt8] {
        guard value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") else { return value }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in value[1..<(value.count - 1)] {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                result.append(byte)
                isEscaped = false
            }
        }
        return result
    }
}
