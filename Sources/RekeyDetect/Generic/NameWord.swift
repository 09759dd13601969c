internal import RekeyCore

/// One word of a name in small letters, as a number: `client` of `CLIENT_SECRET`.
struct NameWord: Equatable {
    /// The last sixteen letters, a byte each.
    private(set) var letters: UInt128 = 0
    private(set) var count = 0

    /// No letters.
    init() {}

    init(_ word: String) { self.init(word.utf8) }

    init(_ word: some Sequence<UInt8>) {
        for byte in word { append(byte) }
    }

    mutating func append(_ letter: UInt8) {
        letters = letters << 8 | UInt128(letter)
        count += 1
    }

    /// Whether the word ends with `other`, of at most fifteen letters.
    func ends(with other: NameWord) -> Bool {
        other.count <= count && letters & (1 << UInt128(8 * other.count) - 1) == other.letters
    }
}

/// The words of a snake_case, kebab-case, dotted or camelCase name, one after the other.
struct NameWords {
    private var offset = 0

    /// The next word of `name`, the same one at every call.
    mutating func next(in name: Span<UInt8>) -> NameWord? {
        var word = NameWord()
        while offset < name.count {
            let byte = name[offset]
            if byte.isASCIIAlphanumeric {
                if word.count > 0, byte.isASCIIUpper, Self.startsHump(name, offset) { return word }
                word.append(byte.asciiLowercased)
            } else if word.count > 0 {
                return word
            }
            offset += 1
        }
        return word.count > 0 ? word : nil
    }

    /// Whether the capital at `index`, behind a part of a word, starts another one: `apiKey`, `APIKey`.
    private static func startsHump(_ name: Span<UInt8>, _ index: Int) -> Bool {
        let previous = name[index - 1]
        if previous.isASCIILower || previous.isASCIIDigit { return true }
        return index + 1 < name.count && name[index + 1].isASCIILower && previous.isASCIIUpper
    }
}
