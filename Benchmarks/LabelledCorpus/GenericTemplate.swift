/// A file with one place for a secret that only its name and its looks give away.
struct GenericTemplate: Sendable {
    var path: String
    /// The text; `‹›` is the place.
    var text: String
    var kinds: [ValueKind]

    init(_ path: String, _ kinds: [ValueKind], _ text: String) { (self.path, self.text, self.kinds) = (path, text, kinds) }

    /// Passwords as machines and people make them.
    static let passwords: [ValueKind] = [.alphanumeric, .symbols, .strong, .weak]
    /// Keys and tokens: machines make them.
    static let keys: [ValueKind] = [.alphanumeric, .base64, .hexadecimal]
    /// What can stand in an address without being escaped.
    static let plain: [ValueKind] = [.alphanumeric, .hexadecimal]

    /// The text with a value put in.
    func filled(_ value: String) -> MarkedText {
        let parts = text.split(separator: "‹›", maxSplits: 1, omittingEmptySubsequences: false)
        return MarkedText(before: String(parts.first ?? ""), secret: value, after: String(parts.dropFirst().first ?? ""))
    }
}
