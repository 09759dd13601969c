internal import RekeyCore

/// Reads values and words of PDF one after the other. Never fails: wrong bytes are words.
struct PDFReader {
    private let bytes: [UInt8]
    private(set) var offset: Int
    private let end: Int
    /// Whether `12 0 R` is a reference; in the content of a page it is three words.
    private let readsReferences: Bool
    private static let deepest = 32
    private static let longestWord = 128

    init(_ bytes: [UInt8], at offset: Int = 0, before end: Int = .max, readsReferences: Bool = true) {
        self.bytes = bytes
        self.end = min(end, bytes.count)
        self.offset = max(0, min(offset, self.end))
        self.readsReferences = readsReferences
    }

    /// The next value or word; `nil` at the end.
    mutating func next() -> PDFObject? { next(depth: 0) }

    private mutating func next(depth: Int) -> PDFObject? {
        skipSpace()
        guard offset < end else { return nil }
        switch bytes[offset] {
        case UInt8(ascii: "("): return .string(literal())
        case UInt8(ascii: "/"):
            offset += 1
            return .name(nameText())
        case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "]"): return bracket(depth)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return number()
        case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            offset += 1
            return .word("")
        default: return .word(String(decoding: regular(), as: UTF8.self))
        }
    }

    private mutating func bracket(_ depth: Int) -> PDFObject {
        let byte = bytes[offset]
        let isDouble = offset + 1 < end && bytes[offset + 1] == byte
        switch byte {
        case UInt8(ascii: "<") where !isDouble: return .string(hexadecimal())
        case UInt8(ascii: "<"):
            offset += 2
            return depth < Self.deepest ? dictionary(depth) : .word("<<")
        case UInt8(ascii: "["):
            offset += 1
            return depth < Self.deepest ? array(depth) : .word("[")
        case UInt8(ascii: ">"):
            offset += isDouble ? 2 : 1
            return .word(">>")
        default:
            offset += 1
            return .word("]")
        }
    }

    private mutating func array(_ depth: Int) -> PDFObject {
        var elements: [PDFObject] = []
        while let element = next(depth: depth + 1), !element.isWord("]"), !element.isWord("endobj") { elements.append(element) }
        return .array(elements)
    }

    private mutating func dictionary(_ depth: Int) -> PDFObject {
        var members: [String: PDFObject] = [:]
        while let name = next(depth: depth + 1), !name.isWord(">>"), !name.isWord("endobj"), !name.isWord("stream") {
            guard case .name(let key) = name else { continue }
            let before = offset
            guard let value = next(depth: depth + 1) else { break }
            if value.isWord(">>") || value.isWord("endobj") {
                offset = before
                continue
            }
            members[key] = value
        }
        return .dictionary(members)
    }

    /// Source: ISO 32000-1, 7.3.4.2.
    private mutating func literal() -> [UInt8] {
        var output: [UInt8] = []
        var depth = 0
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "("):
                if depth > 0 { output.append(byte) }
                depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return output }
                output.append(byte)
            case UInt8(ascii: "\\"): appendEscape(to: &output)
            default: output.append(byte)
            }
        }
        return output
    }

    private mutating func appendEscape(to output: inout [UInt8]) {
        guard offset < end else { return }
        let letter = bytes[offset]
        offset += 1
        if letter == 0x0A { return }
        if letter == 0x0D {
            if offset < end, bytes[offset] == 0x0A { offset += 1 }
            return
        }
        guard 0x30...0x37 ~= letter else { return output.append(LetterEscape.value(letter) ?? letter) }
        var value = letter & 7
        var digits = 1
        while digits < 3, offset < end, 0x30...0x37 ~= bytes[offset] {
            value = value &<< 3 | bytes[offset] & 7
            offset += 1
            digits += 1
        }
        output.append(value)
    }

    private mutating func hexadecimal() -> [UInt8] {
        offset += 1
        var output: [UInt8] = []
        var high: UInt8?
        while offset < end, case let byte = bytes[offset], byte != UInt8(ascii: ">") {
            offset += 1
            guard let digit = byte.hexValue else { continue }
            if let first = high {
                output.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        offset = min(offset + 1, end)
        if let high { output.append(high << 4) }
        return output
    }

    private mutating func nameText() -> String {
        let raw = regular()
        guard raw.contains(UInt8(ascii: "#")) else { return String(decoding: raw, as: UTF8.self) }
        var output: [UInt8] = []
        var index = raw.startIndex
        while index < raw.endIndex {
            if raw[index] == UInt8(ascii: "#"), index + 2 < raw.endIndex, let high = raw[index + 1].hexValue,
                let low = raw[index + 2].hexValue
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(raw[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func number() -> PDFObject {
        let word = regular()
        guard let value = Double(String(decoding: word, as: UTF8.self)), value.isFinite else { return .number(0) }
        guard readsReferences, value >= 0, value < 1e9, word.allSatisfy(\.isASCIIDigit) else { return .number(value) }
        let before = offset
        skipSpace()
        let generation = regular()
        skipSpace()
        if !generation.isEmpty, generation.count <= 5, generation.allSatisfy(\.isASCIIDigit), regular().elementsEqual([UInt8(ascii: "R")]) {
            return .reference(Int(value))
        }
        offset = before
        return .number(value)
    }

    /// The bytes up to the next blank or delimiter.
    private mutating func regular() -> ArraySlice<UInt8> {
        let start = offset
        while offset < end, offset - start < Self.longestWord, !Self.isDelimiter(bytes[offset]) { offset += 1 }
        return bytes[start..<offset]
    }

    private mutating func skipSpace() {
        while offset < end {
            if bytes[offset] == UInt8(ascii: "%") {
                while offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
            } else if Self.isBlank(bytes[offset]) {
                offset += 1
            } else {
                return
            }
        }
    }

    /// Goes behind the data of an image that stands in the content: up to the word `EI`.
    mutating func skipImage() {
        while offset + 3 < end {
            let isEnd = Self.isBlank(bytes[offset]) && bytes[offset + 1] == UInt8(ascii: "E") && bytes[offset + 2] == UInt8(ascii: "I")
            if isEnd, Self.isDelimiter(bytes[offset + 3]) {
                offset += 3
                return
            }
            offset += 1
        }
        offset = end
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte && byte != 0x0B || byte == 0 }

    /// Why a switch: it is asked for every byte, and a search in a string took a fifth of the time.
    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: true
        default: isBlank(byte)
        }
    }
}
