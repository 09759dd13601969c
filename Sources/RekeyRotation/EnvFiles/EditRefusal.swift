/// Why a value is not written: no secret is in it.
package enum EditRefusal: Error, Sendable, Hashable {
    /// The name cannot be a variable: letters, digits and `_`, no digit first.
    case badName
    /// The file has no such name, and adding one was not asked for.
    case noSuchName
    /// The file has zero bytes, or is no text of its kind.
    case notText
    /// The new value is not UTF-8.
    case valueNotUTF8
    /// The new value has a control character other than tab and line feed; its code.
    case controlCharacter(UInt8)
    /// None of the readers asked for takes a value from that line, whatever the value.
    case notRead([EnvDialect])
    /// No quoting carries the value for all of these readers; what in the value stands in the way.
    case noSpelling(marks: [EnvMark], readers: [EnvDialect])
    /// Some readers take the line as part of another value, so that any quote in it changes that value.
    case entangled
    /// The notation of the file has no way to write this value at this place; what in the value stands in the way.
    case notWritable(marks: [EnvMark])
    /// The place is not in the file as given, or holds another value now.
    case moved

    /// One line for people, without the value.
    package var text: String {
        switch self {
        case .badName: "a variable's name has letters, digits and underscores only, and starts with no digit"
        case .noSuchName: "the file has no variable of that name"
        case .notText: "the file is not text of its kind"
        case .valueNotUTF8: "the new value is not UTF-8, which most readers of such files need"
        case .controlCharacter(let code): "the new value has a control character (code \(code))"
        case .notRead(let readers): "that line gives no value to \(Self.list(readers.map(\.title)))"
        case .noSpelling(let marks, let readers):
            "no quoting carries \(Self.list(marks.map(\.title))) alike for \(Self.list(readers.map(\.title)))"
        case .entangled:
            "some readers take that line as part of something else, so that quotes in it change other values; mend the lines above it first"
        case .notWritable(let marks) where marks.isEmpty: "that place cannot carry the new value"
        case .notWritable(let marks): "that place cannot carry \(Self.list(marks.map(\.title)))"
        case .moved: "the file is not the one the place was found in"
        }
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "the value" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// What in a value makes quoting hard.
package enum EnvMark: String, Sendable, Hashable, CaseIterable {
    case lineFeed, singleQuote, doubleQuote, backtick, dollar, reference, backslash, hash, outerBlank

    /// In words.
    package var title: String {
        switch self {
        case .lineFeed: "a line break"
        case .singleQuote: "a single quote"
        case .doubleQuote: "a double quote"
        case .backtick: "a backtick"
        case .dollar: "a dollar sign"
        case .reference: "`${…}`"
        case .backslash: "a backslash"
        case .hash: "a hash sign"
        case .outerBlank: "a blank at its start or end"
        }
    }

    /// The marks of a value, in the order of the cases.
    static func all(in value: [UInt8]) -> [EnvMark] {
        allCases.filter { mark in
            switch mark {
            case .lineFeed: value.contains(Glyph.newline)
            case .singleQuote: value.contains(Glyph.singleQuote)
            case .doubleQuote: value.contains(Glyph.doubleQuote)
            case .backtick: value.contains(Glyph.backtick)
            case .dollar: value.contains(Glyph.dollar)
            case .reference: zip(value, value.dropFirst()).contains { $0 == Glyph.dollar && $1 == Glyph.openBrace }
            case .backslash: value.contains(Glyph.backslash)
            case .hash: value.contains(Glyph.hash)
            case .outerBlank: (value.first.map(Glyph.isBlank) ?? false) || (value.last.map(Glyph.isBlank) ?? false)
            }
        }
    }
}
