internal import ByteSearch
internal import RekeyCore

/// Where a string stands in a JSON text: the names and numbers that lead to it, from the outside in.
enum JSONStep: Hashable {
    case name(String)
    case index(Int)
}

/// The strings of a JSON text, in order, as places in it. Never fails: what is no JSON gives what can be told of it.
struct JSONStrings {
    private let text: [UInt8]
    /// Arrays and objects inside each other; deeper ones end the reading.
    private static let deepest = 64

    init(_ text: [UInt8]) { self.text = text }

    /// Lends each string that is a value: what leads to it, and its bytes between the quotes.
    func lend(to visit: ([JSONStep], Range<Int>) -> Void) {
        var path: [JSONStep] = []
        var isName = false
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                let end = stringEnd(from: index + 1)
                if isName, !path.isEmpty {
                    path[path.count - 1] = .name(String(decoding: text[index + 1..<end], as: UTF8.self))
                } else {
                    visit(path, index + 1..<end)
                }
                index = end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard path.count < Self.deepest else { return }
                isName = text[index] == UInt8(ascii: "{")
                path.append(isName ? .name("") : .index(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = path.popLast()
                isName = false
            case UInt8(ascii: ":"): isName = false
            case UInt8(ascii: ","): isName = Self.step(&path)
            default: break
            }
            index += 1
        }
    }

    /// Goes on behind a comma; whether a name follows.
    private static func step(_ path: inout [JSONStep]) -> Bool {
        guard case .index(let number) = path.last else { return !path.isEmpty }
        path[path.count - 1] = .index(number + 1)
        return false
    }

    /// Where the quote stands that ends the string, or the end of the text.
    private func stringEnd(from start: Int) -> Int {
        let span = text.span
        var index = start
        while index < span.count, let found = ByteSearch.first(of: 0x22, or: 0x5C, in: span, from: index) {
            if span[found] == 0x22 { return found }
            index = found + 2
        }
        return span.count
    }

    /// What the bytes of a string stand for; a wrong escape stands for itself.
    func unescaped(_ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard text[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
                output.append(text[index])
                index += 1
                continue
            }
            let letter = text[index + 1]
            if letter == UInt8(ascii: "u"), let (scalar, length) = scalar(at: index, before: range.upperBound) {
                output += String(Character(scalar)).utf8
                index += length
            } else {
                output.append(LetterEscape.value(letter) ?? letter)
                index += 2
            }
        }
        return output
    }

    /// The text of a short string.
    func word(_ range: Range<Int>) -> String { String(decoding: unescaped(range), as: UTF8.self) }

    /// The scalar that `\uXXXX`, or two of them, stand for, and how many bytes they are.
    private func scalar(at index: Int, before end: Int) -> (Unicode.Scalar, Int)? {
        guard let high = unit(at: index, before: end) else { return nil }
        if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
        guard high < 0xDC00, let low = unit(at: index + 6, before: end), 0xDC00...0xDFFF ~= low else { return ("\u{FFFD}", 6) }
        return Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00)).map { ($0, 12) }
    }

    private func unit(at index: Int, before end: Int) -> UInt32? {
        guard index + 6 <= end, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else { return nil }
        var value: UInt32 = 0
        for place in index + 2..<index + 6 {
            guard let digit = text[place].hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
