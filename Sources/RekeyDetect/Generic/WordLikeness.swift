internal import RekeyCore

/// Tells random characters from words: how many bits more a value costs a reader who expects words than one who expects anything.
///
/// The reader of words knows which letter follows which two in code and prose (`WordTable`), starts a word at a hump, a digit or a symbol,
/// and pays for every digit and symbol what a random one is worth. The other reader knows the alphabet of the value and nothing else.
struct WordLikeness {
    /// Bits; above 0 when the value looks random, far below 0 when it reads like words. About 3 a character for random text.
    let surplus: Double
    let alphabet: Alphabet

    init(_ value: Span<UInt8>) {
        var reader = WordReader()
        var (before, byte): (UInt8, UInt8) = (0, value.isEmpty ? 0 : value[0])
        for index in value.indices {
            let after = index + 1 < value.count ? value[index + 1] : 0
            reader.read(byte, before: before, after: after)
            (before, byte) = (byte, after)
        }
        reader.endWord()
        alphabet = reader.alphabet
        surplus = Double(reader.quarterBits) / 4 - Double(value.count) * alphabet.bitsPerCharacter
    }

    /// The surplus alone.
    static func surplus(_ value: Span<UInt8>) -> Double { WordLikeness(value).surplus }
}

/// Adds up what each character costs a reader of words.
private struct WordReader {
    private(set) var quarterBits = 0
    private(set) var alphabet = Alphabet()
    private var first = Self.edge
    private var second = Self.edge

    /// Source: `Benchmarks/word_table.py`.
    private static let digit = 26
    private static let edge = 27
    private static let symbols = 28
    /// log2 10, log2 16 and 1 bit, in quarters.
    private static let digitCost = 13
    private static let symbolCost = 16
    private static let capitalCost = 4
    private static let table = Array("\(WordTable.text)".utf8)
    // Why: reaching a constant that is made at its first use costs more than reading what is in it.
    private let table = Self.table

    @inline(__always) mutating func read(_ byte: UInt8, before: UInt8, after: UInt8) {
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        if letter < 26 {
            let isUpper = byte & 0x20 == 0
            alphabet.add(letter: letter, isUpper: isUpper)
            let isHump = isUpper && (before.isASCIILower || (before.isASCIIUpper && after.isASCIILower))
            if isHump || before.isASCIIDigit { endWord() }
            if isUpper, second == Self.edge { quarterBits &+= Self.capitalCost }
            step(Int(letter))
        } else if byte.isASCIIDigit {
            alphabet.addDigit()
            step(Self.digit)
            quarterBits &+= Self.digitCost
        } else {
            alphabet.add(symbol: byte)
            endWord()
            quarterBits &+= Self.symbolCost
        }
    }

    mutating func endWord() {
        guard second != Self.edge else { return }
        step(Self.edge)
        (first, second) = (Self.edge, Self.edge)
    }

    @inline(__always) private mutating func step(_ symbol: Int) {
        // Why no checks for overflow: all three are below 28.
        let entry = (first &* Self.symbols &+ second) &* Self.symbols &+ symbol
        if entry < table.count {
            let character = table[entry]
            quarterBits &+= Int(character) &- (character > UInt8(ascii: "\\") ? 0x24 : 0x23)
        }
        (first, second) = (second, symbol)
    }
}

/// Which kinds of characters a value is made of.
struct Alphabet {
    private(set) var digits = 0
    private(set) var lowers = 0
    private(set) var uppers = 0
    private(set) var symbols = 0
    /// Symbols other than those that join words: `_`, `-`, `.` and blanks.
    private(set) var marks = 0
    private var beyondHexadecimal = 0

    /// A letter by its place in the alphabet, from 0 on.
    mutating func add(letter: UInt8, isUpper: Bool) {
        if isUpper { uppers &+= 1 } else { lowers &+= 1 }
        if letter > 5 { beyondHexadecimal &+= 1 }
    }

    mutating func addDigit() { digits &+= 1 }

    mutating func add(symbol byte: UInt8) {
        symbols &+= 1
        beyondHexadecimal &+= 1
        if byte != 0x5F, byte != 0x2D, byte != 0x2E, byte != 0x20 { marks &+= 1 }
    }

    var isHexadecimal: Bool { beyondHexadecimal == 0 && (lowers == 0 || uppers == 0) }

    /// How many of lower, upper, digit and mark occur.
    var classes: Int { (digits > 0 ? 1 : 0) + (lowers > 0 ? 1 : 0) + (uppers > 0 ? 1 : 0) + (marks > 0 ? 1 : 0) }

    /// What one random character is worth: log2 of how many there are to choose from. Symbols count as 32.
    var bitsPerCharacter: Double {
        if isHexadecimal, digits > 0, lowers + uppers > 0 { return 4 }
        return switch (lowers > 0, uppers > 0, digits > 0, symbols > 0) {
        case (false, false, true, false): 3.32
        case (true, false, false, false), (false, true, false, false): 4.70
        case (true, false, true, false), (false, true, true, false): 5.17
        case (true, true, false, false): 5.70
        case (true, true, true, false): 5.95
        case (false, false, _, true): 5.39
        case (true, false, _, true), (false, true, _, true): 6.09
        case (true, true, _, true): 6.55
        case (false, false, false, false): 0
        }
    }
}
