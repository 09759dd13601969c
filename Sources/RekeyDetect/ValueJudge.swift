internal import RekeyCore

/// Judges whether a value is a secret somebody made, by alphabet, length, entropy and likeness to words.
enum ValueJudge {
    /// What a value looks like.
    enum Judgement: Equatable {
        /// No secret; the reason.
        case harmless(String)
        /// A password a person may have chosen: believed only where passwords are written.
        case weak
        /// Random enough for a machine to have made it.
        case random
    }

    /// Shorter values are never secrets. Bytes.
    static let shortest = 6

    /// Judges `value`, which stands under a name of `kind`.
    static func judge(_ value: Span<UInt8>, kind: CredentialName.Kind) -> Judgement {
        let shortest = kind == .password ? Self.shortest : 10
        guard value.count >= shortest else { return .harmless("shorter than \(shortest) bytes") }
        if let reason = Placeholder.reason(value) { return .harmless(reason) }
        if let reason = shapeReason(value) { return .harmless(reason) }
        let letters = LetterStatistics(value)
        if letters.digits <= 2, letters.symbols == 0, letters.humpShare > 0.75 { return .harmless("reads like an identifier") }
        let entropy = Entropy.bitsPerByte(value)
        if isRandom(value, letters, entropy) { return .random }
        if kind == .password, letters.hasMixedPassword, entropy >= 2.5 { return .weak }
        return .harmless("reads like words")
    }

    private static func isRandom(_ value: Span<UInt8>, _ letters: LetterStatistics, _ entropy: Double) -> Bool {
        if value.count >= 20, letters.isHexadecimal { return entropy >= 2.8 }
        guard letters.digits > 0, entropy >= (value.count >= 20 ? 3.5 : 2.9) else { return isDigitless(value, letters, entropy) }
        if value.count >= 16 { return letters.wordShare < 0.55 }
        return letters.classes >= 3 && letters.wordShare < 0.4
    }

    /// Random text without digits: both cases mixed inside, no words, long.
    private static func isDigitless(_ value: Span<UInt8>, _ letters: LetterStatistics, _ entropy: Double) -> Bool {
        value.count >= 24 && letters.classes >= 2 && letters.digits == 0 && letters.wordShare < 0.3 && entropy >= 4
    }

    /// Paths, URLs, identifiers, UUIDs, dates, versions, sentences, code.
    private static func shapeReason(_ value: Span<UInt8>) -> String? {
        var blanks = 0
        var slashes = 0
        var code = 0
        for index in value.indices {
            switch value[index] {
            case 0x20, 0x09: blanks += 1
            case 0x80...: return "not ASCII"
            case 0..<0x20: return "holds control characters"
            case UInt8(ascii: "/"), UInt8(ascii: "\\"): slashes += 1
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): code += 1
            default: break
            }
        }
        if blanks > 0 { return "holds blanks" }
        if isUUID(value) { return "a UUID" }
        if isVersion(value) { return "a version" }
        if Placeholder.contains(value, "://") || value[0] == UInt8(ascii: "/") || value[0] == UInt8(ascii: "~") { return "a path or URL" }
        if value[0] == UInt8(ascii: "."), slashes > 0 { return "a path" }
        if code >= 2 { return "an expression" }
        if Placeholder.starts(value, with: "sha") && Placeholder.contains(value, "-") { return "an integrity digest" }
        if isIdentifierPath(value) { return "an identifier" }
        if slashes > 1, isPath(value) { return "a path" }
        return nil
    }

    private static func isUUID(_ value: Span<UInt8>) -> Bool {
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

    private static func isPath(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where !(value[index].isASCIILower || "/._-\\".utf8.contains(value[index])) { return false }
        return true
    }
}

/// Counts of byte classes, and how much of a value reads like words.
struct LetterStatistics {
    private(set) var digits = 0
    private(set) var lowers = 0
    private(set) var uppers = 0
    private(set) var symbols = 0
    private(set) var isHexadecimal = true
    /// Share of bytes inside runs of four or more letters that could be words: one case (a leading capital is fine) with a vowel among them.
    private(set) var wordShare = 0.0
    /// Share of bytes inside the humps of a camelCase identifier: two or more lower-case letters with or without a capital before them.
    private(set) var humpShare = 0.0

    init(_ value: Span<UInt8>) {
        var inWords = 0
        var run = 0
        var vowels = 0
        for index in value.indices {
            let byte = value[index]
            count(byte)
            let continues =
                byte.isASCIILetter && index > 0 && value[index - 1].isASCIILetter && !(byte.isASCIIUpper && value[index - 1].isASCIILower)
                && !(byte.isASCIILower && value[index - 1].isASCIIUpper && run > 1)
            if !continues {
                inWords += Self.wordLength(run, vowels)
                run = 0
                vowels = 0
            }
            if byte.isASCIILetter {
                run += 1
                if Self.isVowel(byte) { vowels += 1 }
            }
        }
        inWords += Self.wordLength(run, vowels)
        wordShare = value.isEmpty ? 0 : Double(inWords) / Double(value.count)
        humpShare = value.isEmpty ? 0 : Double(Self.bytesInHumps(value)) / Double(value.count)
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"): true
        default: false
        }
    }

    private static func bytesInHumps(_ value: Span<UInt8>) -> Int {
        var total = 0
        var index = 0
        while index < value.count {
            let start = index
            if value[index].isASCIIUpper { index += 1 }
            let lower = index
            while index < value.count, value[index].isASCIILower { index += 1 }
            if index - lower >= 2 { total += index - start }
            if index == start { index += 1 }
        }
        return total
    }

    private mutating func count(_ byte: UInt8) {
        if byte.isASCIIDigit {
            digits += 1
        } else if byte.isASCIILower {
            lowers += 1
        } else if byte.isASCIIUpper {
            uppers += 1
        } else {
            symbols += 1
        }
        if !byte.isASCIIHexDigit { isHexadecimal = false }
    }

    /// The run counts as a word when between a fifth and two thirds of it are vowels.
    private static func wordLength(_ run: Int, _ vowels: Int) -> Int {
        run >= 4 && vowels * 5 >= run && vowels * 3 <= run * 2 ? run : 0
    }

    /// How many of lower, upper, digit and symbol occur.
    var classes: Int { [digits, lowers, uppers, symbols].count { $0 > 0 } }

    /// Letters with digits or symbols: what people type when a form asks for a password.
    var hasMixedPassword: Bool { lowers + uppers > 0 && digits + symbols > 0 }
}
