internal import RekeyCore

/// Tells text that stands for a secret from a secret.
package enum PlaceholderText {
    /// Longer text is no placeholder. Bytes.
    private static let longest = 128

    /// Whether `text` only says where a secret goes: `[YOUR-PASSWORD]`, `<password>`, `${DB_PASSWORD}`, `$PASS`, `{{ .password }}`, `%s`,
    /// `xxxx`, `****`, `changeme`, `password`, and their like. No text at all counts too.
    package static func isPlaceholder(_ text: [UInt8]) -> Bool {
        guard text.count <= longest else { return false }
        return text.isEmpty || isBracketed(text) || isReference(text) || isMask(text) || isInstruction(text) || isVariableName(text)
    }

    /// Whether characters that should be random are filler: one repeated four times, few different ones, counting, or a telling word.
    static func isFiller(_ text: [UInt8]) -> Bool {
        if Entropy.distinct(text.span) < 6 { return true }
        for index in text.indices.dropFirst(3) where text[index - 3...index].allSatisfy({ $0 == text[index] }) { return true }
        let lower = lowercased(text)
        return fillerWords.contains { lower.contains($0) }
    }

    private static let fillerWords = [
        "your", "example", "replace", "placeholder", "changeme", "redacted", "1234567", "abcdefg", "deadbeef",
    ]

    private static func lowercased(_ text: [UInt8]) -> String { String(decoding: text.map(\.asciiLowercased), as: UTF8.self) }

    /// `[…]`, `<…>`, `{…}`, `__…__`, or an interpolation anywhere.
    private static func isBracketed(_ text: [UInt8]) -> Bool {
        let word = String(decoding: text, as: UTF8.self)
        let pairs = [("[", "]"), ("<", ">"), ("{", "}"), ("__", "__"), ("%(", ")s"), ("$(", ")"), ("%", "%")]
        if pairs.contains(where: { word.utf8.count >= 2 && word.hasPrefix($0.0) && word.hasSuffix($0.1) }) { return true }
        return ["${", "{{", "#{", "<%", "$("].contains { word.contains($0) }
    }

    /// `$NAME`, `$name`, `%NAME%`, `%s`, `%v`, `?`.
    private static func isReference(_ text: [UInt8]) -> Bool {
        if text.first == UInt8(ascii: "%"), text.count == 2, "sdvq@".utf8.contains(text[1]) { return true }
        guard text.first == UInt8(ascii: "$"), text.count > 1 else { return text == [UInt8(ascii: "?")] }
        let name = text.dropFirst()
        let isShout = name.allSatisfy { $0.isASCIIUpper || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
        return isShout || name.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
    }

    /// `xxxx`, `****`, `...`, `x-x-x`, or one character again and again.
    private static func isMask(_ text: [UInt8]) -> Bool {
        if text.count >= 3, Entropy.distinct(text.span) == 1 { return true }
        return text.allSatisfy { "xX*.-_#".utf8.contains($0) }
    }

    private static func isInstruction(_ text: [UInt8]) -> Bool {
        let lower = lowercased(text)
        let bare = lower.filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != "." }
        if words.contains(bare) { return true }
        let isYours = bare.hasPrefix("your") || bare.hasPrefix("my") || bare.hasPrefix("the") || bare.hasPrefix("insert")
        if isYours, subjects.contains(where: bare.contains) { return true }
        return phrases.contains(where: bare.contains)
    }

    private static let words: Set<String> = [
        "password", "passwd", "pass", "pwd", "pw", "secret", "changeit", "dummy", "hidden", "todo", "none", "null", "undefined",
        "dbpassword",
        "dbpass", "postgrespassword", "databasepassword", "userpassword", "passwordhere", "somepassword", "encodedpassword", "example",
        "encryptedpassword", "urlencodedpassword", "supabasepassword", "tbd",
    ]
    private static let subjects = ["pass", "pwd", "secret", "token", "key", "credential"]
    private static let phrases = ["changeme", "changethis", "replaceme", "replacewith", "placeholder", "redacted", "yourpassword", "fixme"]

    /// `DB_PASSWORD`, `POSTGRES_PASSWORD`: the name of a variable instead of its value.
    private static func isVariableName(_ text: [UInt8]) -> Bool {
        guard text.contains(UInt8(ascii: "_")), text.allSatisfy({ $0.isASCIIUpper || $0 == UInt8(ascii: "_") }) else { return false }
        let name = String(decoding: text, as: UTF8.self)
        return ["PASS", "PWD", "SECRET", "TOKEN", "KEY"].contains { name.contains($0) }
    }
}
