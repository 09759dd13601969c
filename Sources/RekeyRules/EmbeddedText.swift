internal import RekeyCore

/// A TOML text inside the program: its name and its base64, decoded only when asked for.
package struct EmbeddedText: Sendable {
    private let name: StaticString
    private let base64: StaticString

    package init(name: StaticString, base64: StaticString) {
        self.name = name
        self.base64 = base64
    }

    /// The text; `nil` only when the program file is damaged.
    package var source: TOMLSource? {
        guard let bytes = base64.withUTF8Buffer({ unsafe Base64.decode($0.span) }) else { return nil }
        return String(validating: bytes, as: UTF8.self).map { TOMLSource(name: "\(name)", text: $0) }
    }

    /// The base64 that `source` undoes; used by the build.
    package static func encoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return String(decoding: Base64.encode(bytes.span), as: UTF8.self)
    }
}
