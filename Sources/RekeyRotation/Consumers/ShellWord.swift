internal import RekeyCore

/// Follows the quotes of a command template, so that what is filled in stays one word and never becomes a command.
struct ShellWord {
    private(set) var isSingleQuoted = false
    private(set) var isDoubleQuoted = false

    /// Reads template text.
    mutating func read(_ text: String) {
        var isEscaped = false
        for byte in text.utf8 {
            defer { isEscaped = !isEscaped && byte == 0x5C && !isSingleQuoted }
            guard !isEscaped else { continue }
            if byte == 0x27, !isDoubleQuoted { isSingleQuoted.toggle() }
            if byte == 0x22, !isSingleQuoted { isDoubleQuoted.toggle() }
        }
    }

    /// The value as it may stand here; `nil` when this place cannot carry it.
    func form(of value: String) -> String? {
        guard !value.isEmpty, value.first != "-", value.utf8.count <= 200 else { return nil }
        if value.utf8.allSatisfy(Self.isPlain) { return value }
        // Why: inside quotes a value is part of an address or of a jq program, with further rules of their own.
        guard !isSingleQuoted, !isDoubleQuoted, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x27 }) else { return nil }
        return "'\(value)'"
    }

    /// A hole that the reader fills: `'<app>'`, without quotes where there are some.
    func hole(_ name: String) -> String { isSingleQuoted || isDoubleQuoted ? "<\(name)>" : "'<\(name)>'" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || [0x2D, 0x2E, 0x5F, 0x2F, 0x25, 0x2B, 0x3A, 0x40, 0x2C].contains(byte)
    }
}
