internal import RekeyCore

/// Ways to write a value after `=`.
enum EnvSpelling: CaseIterable {
    case plain, single, double
    /// Double quotes with a backslash before what a shell would take as special.
    case escaped

    /// The order to try: the quoting that is there, then the others, from the most literal one.
    static func order(keeping quoting: EnvQuoting) -> [EnvSpelling] {
        switch quoting {
        case .none: [.plain, .single, .double, .escaped]
        case .double: [.double, .single, .escaped, .plain]
        case .single, .backtick, .mixed: [.single, .double, .escaped, .plain]
        }
    }

    /// The value written this way; `nil` when it cannot be, whoever reads.
    func write(_ value: [UInt8]) -> [UInt8]? {
        switch self {
        case .plain: return Self.isPlain(value) ? value : nil
        case .single: return value.contains(Glyph.singleQuote) ? nil : [Glyph.singleQuote] + value + [Glyph.singleQuote]
        case .double:
            guard !value.contains(where: Self.needsEscape) else { return nil }
            return [Glyph.doubleQuote] + value + [Glyph.doubleQuote]
        case .escaped:
            guard value.contains(where: Self.needsEscape) else { return nil }
            let body = value.flatMap { Self.needsEscape($0) ? [Glyph.backslash, $0] : [$0] }
            return [Glyph.doubleQuote] + body + [Glyph.doubleQuote]
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte == Glyph.doubleQuote || byte == Glyph.backslash || byte == Glyph.dollar || byte == Glyph.backtick
    }

    /// Bytes that no reader takes as anything but themselves.
    private static func isPlain(_ value: [UInt8]) -> Bool {
        let isSafe = value.allSatisfy { byte in
            byte.isASCIIAlphanumeric || byte >= 0x80 || "_-./:@%+,=^?!*[]{}".utf8.contains(byte)
        }
        return isSafe && value.indices.allSatisfy { WideSpace.length(value, at: $0, as: .dockerCompose) == 0 && !isMark(value, at: $0) }
    }

    /// The byte order mark, which JavaScript trims.
    private static func isMark(_ value: [UInt8], at index: Int) -> Bool {
        value[index] == 0xEF && WideSpace.length(value, at: index, as: .nodeDotenv) > 0
    }
}
