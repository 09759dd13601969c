internal import RekeyCore

/// Forms that values have which are no secrets: the words name the form.
enum KnownForm {
    /// The form of `value`; `nil` when it has none of them.
    static func name(of value: Span<UInt8>) -> String? {
        guard let first = value.isEmpty ? nil : value[0] else { return "nothing" }
        let counts = Counts(value)
        if counts.foreign * 4 > value.count { return "not ASCII" }
        if counts.control > 0 { return "control characters" }
        if counts.blanks > 0 { return "words with blanks between them" }
        if isVersion(value) { return "a version" }
        if isDate(value) { return "a date" }
        // Why: base64 may begin with a slash.
        let isPadded = value[value.count - 1] == UInt8(ascii: "=") || counts.plus > 0
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "~"), !isPadded, readsLikeWords(value) { return "a path or URL" }
        if Placeholder.contains(value, "://")
            || Placeholder.starts(value, with: "urn:")
        {
            return "a path or URL"
        }
        if first == UInt8(ascii: "."), counts.slashes > 0 { return "a path" }
        if counts.brackets > 1, isPattern(value) { return "a regular expression" }
        if counts.brackets > 0, isExpression(value, counts.brackets) { return "an expression" }
        if Placeholder.starts(value, with: "sha"), Placeholder.contains(value, "-") { return "an integrity digest" }
        if counts.dots > 0, isIdentifierPath(value) { return "an identifier" }
        if counts.slashes > 0, isPath(value) { return "a path" }
        if counts.dots > 0, isFileName(value) { return "a file name" }
        if counts.letters == value.count, value.count <= longestSchemaWord, isSchemaWord(value) { return "a word of a schema" }
        if isAddress(value) { return "an e-mail address" }
        if isPasswordHash(value) { return "the hash of a password" }
        if value.count > 32, imageStarts.contains(where: { Placeholder.starts(value, with: $0) }) { return "an image in base64" }
        return nil
    }

    /// A class of characters that is repeated: `[a-z]+`, `[0-9]{4}`.
    private static func isPattern(_ value: Span<UInt8>) -> Bool {
        for index in value.indices.dropLast() where value[index] == UInt8(ascii: "]") {
            let next = value[index + 1]
            if next == UInt8(ascii: "{") || next == UInt8(ascii: "+") || next == UInt8(ascii: "*") || next == UInt8(ascii: "?") {
                return true
            }
        }
        return false
    }

    /// Brackets that program text has and a random password only by chance.
    private static func isExpression(_ value: Span<UInt8>, _ brackets: Int) -> Bool {
        (brackets >= 2 || "([{".utf8.contains(value[value.count - 1])) && readsLikeWords(value)
    }

    /// Whether a value is far from random: less than half a bit a character above what words cost.
    private static func readsLikeWords(_ value: Span<UInt8>) -> Bool {
        value.count < 8 || WordLikeness.surplus(value) < Double(value.count) / 2
    }

    private struct Counts {
        var blanks = 0
        var control = 0
        var foreign = 0
        var slashes = 0
        var brackets = 0
        var dots = 0
        var plus = 0
        var letters = 0

        init(_ value: Span<UInt8>) {
            for index in value.indices {
                switch value[index] {
                case 0x20, 0x09: blanks += 1
                case UInt8(ascii: "."): dots += 1
                case UInt8(ascii: "+"): plus += 1
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): letters += 1
                case 0x80...: foreign += 1
                case 0..<0x20, 0x7F: control += 1
                case UInt8(ascii: "/"), UInt8(ascii: "\\"): slashes += 1
                case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    brackets += 1
                default: break
                }
            }
        }
    }

    /// The text that `value` is the base64 of; `nil` where what comes out is not all printable.
    static func textInBase64(_ value: Span<UInt8>) -> [UInt8]? {
        guard value.count >= shortestBase64, value.count % 4 == 0, let text = Base64.decode(value) else { return nil }
        return text.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A } ? text : nil
    }

    /// Shorter random base64 decodes to printable bytes by chance.
    private static let shortestBase64 = 12

    /// Whether `value` is a UUID: often a name, sometimes a key.
    static func isUUID(_ value: Span<UInt8>) -> Bool {
        guard value.count == 36 else { return false }
        for index in value.indices {
            let isDash = index == 8 || index == 13 || index == 18 || index == 23
            guard isDash ? value[index] == UInt8(ascii: "-") : value[index].isASCIIHexDigit else { return false }
        }
        return true
    }

    /// A call or a subscript: a name with brackets behind it.
    static func isCall(_ value: Span<UInt8>) -> Bool {
        guard let last = value.isEmpty ? nil : value[value.count - 1], last == UInt8(ascii: ")") || last == UInt8(ascii: "]") else {
            return false
        }
        return value[0].isASCIILetter && (Placeholder.contains(value, "(") || Placeholder.contains(value, "["))
    }

    /// `a.b.c` of words without digits.
    static func isIdentifierPath(_ value: Span<UInt8>) -> Bool {
        guard Placeholder.contains(value, "."), value[0].isASCIILetter else { return false }
        for index in value.indices
        where !(value[index].isASCIILetter || value[index] == 0x2E || value[index] == 0x5F || value[index] == 0x2D) {
            return false
        }
        return true
    }

    /// `2.188.0-rc.15`, `v1.2.3`.
    private static func isVersion(_ value: Span<UInt8>) -> Bool {
        let start = value[0] | 0x20 == UInt8(ascii: "v") ? 1 : 0
        guard start < value.count, value[start].isASCIIDigit else { return false }
        var index = start
        while index < value.count, value[index].isASCIIDigit { index += 1 }
        guard index + 1 < value.count, value[index] == 0x2E, value[index + 1].isASCIIDigit else { return false }
        for index in start..<value.count
        where !(value[index].isASCIIAlphanumeric || value[index] == 0x2E || value[index] == 0x2D || value[index] == 0x2B) {
            return false
        }
        return true
    }

    /// `2026-11-23`, with or without a time behind it.
    private static func isDate(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 10, value[4] == value[7], value[4] == UInt8(ascii: "-") || value[4] == UInt8(ascii: "/") else { return false }
        for index in 0..<10 where index != 4 && index != 7 && !value[index].isASCIIDigit { return false }
        return value.count == 10 || value[10] == UInt8(ascii: "T") || value[10] == UInt8(ascii: ":")
    }

    private static func isPath(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where !(value[index].isASCIILower || "/._-\\".utf8.contains(value[index])) { return false }
        return true
    }

    /// A name with one of the endings that files have.
    private static func isFileName(_ value: Span<UInt8>) -> Bool {
        var dot = value.count - 1
        while dot > 0, value[dot] != 0x2E { dot -= 1 }
        guard dot > 0, value.count - dot <= 6 else { return false }
        return fileEndings.contains(String(decoding: value.copy(dot + 1..<value.count), as: UTF8.self))
    }

    /// `$2b$10$…`, `$argon2id$v=…`, `{SSHA}…`: rules of their own know real ones.
    private static func isPasswordHash(_ value: Span<UInt8>) -> Bool {
        let close: UInt8 = value[0] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "$")
        guard value[0] == UInt8(ascii: "$") || value[0] == UInt8(ascii: "{") else { return false }
        var index = 1
        while index < value.count, index < 16, value[index].isASCIIAlphanumeric || value[index] == 0x2D { index += 1 }
        return index > 1 && index < value.count && value[index] == close
    }

    private static func isAddress(_ value: Span<UInt8>) -> Bool {
        var at = 0
        while at < value.count, value[at] != UInt8(ascii: "@") { at += 1 }
        guard at > 0, at + 3 < value.count else { return false }
        var dots = 0
        for index in (at + 1)..<value.count {
            if value[index] == 0x2E { dots += 1 } else if !(value[index].isASCIIAlphanumeric || value[index] == 0x2D) { return false }
        }
        return dots > 0 && value[value.count - 1].isASCIILetter
    }

    private static let fileEndings: Set<String> = [
        "json", "yaml", "yml", "txt", "pem", "key", "crt", "cert", "cer", "p12", "pfx", "jks", "js", "ts", "py", "rb", "go", "java", "php",
        "html", "xml", "conf", "cfg", "ini", "env", "gpg", "asc", "pub", "der", "toml", "sh", "sql", "md", "png", "svg", "jpg", "css",
    ]
    private static func isSchemaWord(_ value: Span<UInt8>) -> Bool {
        schemaWords.contains(String(decoding: value.lowercased(), as: UTF8.self))
    }

    private static let longestSchemaWord = 12
    private static let schemaWords: Set<String> = [
        "string", "boolean", "integer", "number", "object", "required", "optional", "enabled", "disabled", "unknown", "undefined",
        "nullable",
        "default", "securestring", "generated", "automatic", "manual", "private", "public", "hidden", "masked", "removed", "inherit",
    ]
    /// PNG, JPEG, GIF, WebP and SVG in base64.
    private static let imageStarts = ["iVBORw0KGgo", "/9j/", "R0lGOD", "UklGR", "PHN2Zy"]
}
