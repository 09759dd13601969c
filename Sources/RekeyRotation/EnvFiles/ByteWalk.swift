internal import RekeyCore

/// A position in foreign bytes that can be moved and looked round from, never out of bounds.
struct ByteWalk {
    let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], at offset: Int = 0) {
        self.bytes = bytes
        self.offset = min(max(offset, 0), bytes.count)
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte here; `nil` at the end.
    var current: UInt8? { peek(0) }

    /// The byte `distance` further; `nil` outside the bytes.
    func peek(_ distance: Int) -> UInt8? {
        let index = offset + distance
        return index >= 0 && index < bytes.count ? bytes[index] : nil
    }

    mutating func advance(_ count: Int = 1) { offset = min(offset + count, bytes.count) }

    mutating func move(to target: Int) { offset = min(max(target, 0), bytes.count) }

    /// Whether the bytes from here are those of `text`.
    func starts(with text: StaticString) -> Bool {
        var index = offset
        for byte in "\(text)".utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// Moves on to the first byte that fails the test; gives the range passed.
    @discardableResult
    mutating func skip(while test: (UInt8) -> Bool) -> Range<Int> {
        let start = offset
        while offset < bytes.count, test(bytes[offset]) { offset += 1 }
        return start..<offset
    }

    /// Moves on to the line feed of this line, or to the end.
    @discardableResult
    mutating func skipLine() -> Range<Int> { skip { $0 != Glyph.newline } }
}

/// Bytes that mean something in the notations read here.
enum Glyph {
    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let doubleQuote: UInt8 = 0x22
    static let hash: UInt8 = 0x23
    static let dollar: UInt8 = 0x24
    static let singleQuote: UInt8 = 0x27
    static let openParenthesis: UInt8 = 0x28
    static let closeParenthesis: UInt8 = 0x29
    static let comma: UInt8 = 0x2C
    static let hyphen: UInt8 = 0x2D
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let equals: UInt8 = 0x3D
    static let openBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let closeBracket: UInt8 = 0x5D
    static let underscore: UInt8 = 0x5F
    static let backtick: UInt8 = 0x60
    static let openBrace: UInt8 = 0x7B
    static let closeBrace: UInt8 = 0x7D

    /// Space or tab.
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
    /// A letter, digit or underscore.
    static func isWord(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte == underscore }
    static func isQuote(_ byte: UInt8) -> Bool { byte == singleQuote || byte == doubleQuote || byte == backtick }
}
