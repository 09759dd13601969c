/// Reads one JSON value out of hostile bytes: bounded in depth, no recursion without a limit, never traps.
///
/// Source: RFC 8259. Refuses what it refuses, except that a repeated name is allowed.
package struct JSONReader {
    private let bytes: [UInt8]
    /// Offset of the next unread byte.
    package private(set) var offset: Int
    /// Reading stops here, as if the text ended.
    private let end: Int
    /// Arrays and objects inside each other; tokens and key sets need four.
    private static let maximumDepth = 32

    /// Reads from `offset`, at most `limit` bytes.
    package init(_ bytes: [UInt8], at offset: Int = 0, limit: Int = .max) {
        self.bytes = bytes
        self.offset = min(max(offset, 0), bytes.count)
        end = self.offset + min(limit, bytes.count - self.offset)
    }

    /// The value that fills all of `bytes`, white space aside.
    package static func wholeValue(of bytes: [UInt8]) -> ParsedJSON? {
        var reader = JSONReader(bytes)
        guard let value = reader.value() else { return nil }
        reader.skipSpace()
        return reader.offset == bytes.count ? value : nil
    }

    /// The next value; `nil` when the text is not JSON.
    package mutating func value() -> ParsedJSON? { value(depth: 0) }

    private mutating func value(depth: Int) -> ParsedJSON? {
        skipSpace()
        guard depth < Self.maximumDepth, let first = peek() else { return nil }
        switch first {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map(ParsedJSON.string)
        case UInt8(ascii: "t"): return word("true", is: .boolean(true))
        case UInt8(ascii: "f"): return word("false", is: .boolean(false))
        case UInt8(ascii: "n"): return word("null", is: .null)
        default: return number()
        }
    }

    private mutating func object(depth: Int) -> ParsedJSON? {
        offset += 1
        var members: [String: ParsedJSON] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard let name = string() else { return nil }
            skipSpace()
            guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
            members[name] = value
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func array(depth: Int) -> ParsedJSON? {
        offset += 1
        var elements: [ParsedJSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var text: [UInt8] = []
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"): guard appendEscape(to: &text) else { return nil }
            case ..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func appendEscape(to text: inout [UInt8]) -> Bool {
        guard let letter = next() else { return false }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard let scalar = escapedScalar() else { return false }
            text += Array(String(Character(scalar)).utf8)
        default: return false
        }
        return true
    }

    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let high = fourDigits() else { return nil }
        if let scalar = Unicode.Scalar(high) { return scalar }
        // What is no scalar is a surrogate; only a high one followed by a low one means something.
        guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let low = fourDigits(), 0xDC00...0xDFFF ~= low
        else { return nil }
        return Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func fourDigits() -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = next()?.hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private mutating func number() -> ParsedJSON? {
        let start = offset
        _ = take(UInt8(ascii: "-"))
        guard let first = peek(), first.isASCIIDigit else { return nil }
        let whole = takeDigits()
        if first == UInt8(ascii: "0"), whole > 1 { return nil }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            guard takeDigits() > 0 else { return nil }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard takeDigits() > 0 else { return nil }
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        return Double(text).map(ParsedJSON.number)
    }

    private mutating func takeDigits() -> Int {
        let start = offset
        while let byte = peek(), byte.isASCIIDigit { offset += 1 }
        return offset - start
    }

    private mutating func word(_ word: String, is value: ParsedJSON) -> ParsedJSON? {
        guard end - offset >= word.utf8.count, bytes[offset...].starts(with: word.utf8) else { return nil }
        offset += word.utf8.count
        return value
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte.isASCIISpace { offset += 1 }
    }

    private func peek() -> UInt8? { offset < end ? bytes[offset] : nil }

    private mutating func next() -> UInt8? {
        guard let byte = peek() else { return nil }
        offset += 1
        return byte
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        offset += 1
        return true
    }
}
