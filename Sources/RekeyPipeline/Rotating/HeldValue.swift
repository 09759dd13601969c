internal import RekeyCore
internal import RekeyRotation
internal import RekeySupabase

/// A value that an env or configuration file gives to a name.
struct HeldValue: Sendable {
    /// The last name of the way to it: a variable, or a key.
    let name: String
    let value: SecretText
    let path: [UInt8]
    /// From 1.
    let line: Int

    var isInEnvFile: Bool { EnvPath.isEnvFile(path) }

    /// The values that files give to a name; no templates, placeholders and references to other values.
    static func all(named name: String, in texts: [RepositoryText]) -> [HeldValue] {
        texts.filter { !$0.isTemplate }.flatMap { all(named: name, path: $0.path, bytes: $0.bytes) }
    }

    /// As `all(named:in:)` for one file.
    static func all(named name: String, path: [UInt8], bytes: [UInt8]) -> [HeldValue] {
        guard !EnvPath.isTemplate(path), let file = ConfigFile(path: String(decoding: path, as: UTF8.self), bytes: bytes) else { return [] }
        return file.places(named: name).filter(isValue).map { HeldValue(name: name, value: $0.value, path: path, line: $0.line) }
    }

    /// Every value that files give to a name.
    static func all(in texts: [RepositoryText]) -> [HeldValue] {
        texts.filter { !$0.isTemplate }.flatMap { text in
            (ConfigFile(path: text.displayPath, bytes: text.bytes)?.places ?? []).filter(isValue).map { place in
                HeldValue(name: lastName(of: place), value: place.value, path: text.path, line: place.line)
            }
        }
    }

    private static func isValue(_ place: ValuePlace) -> Bool {
        !place.expands && place.value.count > 0 && !PlaceholderText.isPlaceholder(place.value.revealedBytes)
    }

    private static func lastName(of place: ValuePlace) -> String { place.name.split(separator: ".").last.map(String.init) ?? place.name }

    /// The values of files that are, or hold, the given one.
    static func all(holding value: SecretText, in texts: [RepositoryText]) -> [HeldValue] {
        let search = ValueSearch(value.revealedBytes)
        return texts.flatMap { text -> [HeldValue] in
            guard let file = ConfigFile(path: text.displayPath, bytes: text.bytes) else { return [] }
            // Why: reading a file's notation costs more than a look whether it can matter; base64 hides the bytes in manifests alone.
            guard file.kind == .yaml || file.kind == .json || !search.occurrences(in: text.bytes, most: 1).isEmpty else { return [] }
            return file.places(ofValue: value).map { place in
                HeldValue(name: lastName(of: place), value: place.value, path: text.path, line: place.line)
            }
        }
    }

    /// Whether a name is one of an environment variable, as configuration writes them.
    static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count > 2, !first.isASCIIDigit else { return false }
        return name.utf8.allSatisfy { $0.isASCIIUpper || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    }

    /// Whether a value is one URL.
    static func isURL(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(40)
        guard let colon = head.firstIndex(of: UInt8(ascii: ":")), head[colon...].starts(with: "://".utf8) else { return false }
        return !bytes.contains { $0 <= 0x20 }
    }
}
