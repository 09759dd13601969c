internal import RekeyCore

/// Tells text that was escaped whole from text with escapes in it: no encoder escapes a letter, a digit, `_` or `-` without being told to.
enum EscapedLetters {
    /// How a run is escaped; `nil` when only what has to be escaped is.
    static func kind(in text: Span<UInt8>, _ range: Range<Int>) -> Decoding? {
        var (backslash, octal, percent, printable) = (0, 0, 0, 0)
        var index = range.lowerBound
        while index < range.upperBound {
            switch text[index] {
            case UInt8(ascii: "%"): percent += isPrintable(text, index + 1, range) ? 1 : 0
            case UInt8(ascii: "="): printable += isLetter(text, index + 1, 2, range) ? 1 : 0
            case UInt8(ascii: "\\"):
                switch index + 1 < range.upperBound ? text[index + 1] : 0 {
                case UInt8(ascii: "u"): backslash += isLetter(text, index + 2, 4, range) ? 1 : 0
                case UInt8(ascii: "x"): backslash += isLetter(text, index + 2, 2, range) ? 1 : 0
                case UInt8(ascii: "0"), UInt8(ascii: "1"):
                    octal += text.octal(at: index + 1, before: range.upperBound).map(isLetter) == true ? 1 : 0
                default: break
                }
            default: break
            }
            index += 1
        }
        if backslash >= 1 || octal >= leastOctal { return .escapes }
        if percent >= 1 { return .percent }
        return printable >= leastPrintable ? .quotedPrintable : nil
    }

    // Why: back references and assignments such as `a=41` look the same once or twice.
    private static let leastOctal = 4
    private static let leastPrintable = 4

    /// Why anything printable: credentials have signs of their own, which every encoder writes so.
    private static func isPrintable(_ text: Span<UInt8>, _ start: Int, _ range: Range<Int>) -> Bool {
        guard start + 2 <= range.upperBound, let high = text[start].hexValue, text[start + 1].hexValue != nil else { return false }
        return (2...7).contains(high)
    }

    private static func isLetter(_ text: Span<UInt8>, _ start: Int, _ digits: Int, _ range: Range<Int>) -> Bool {
        guard start + digits <= range.upperBound else { return false }
        var value = 0
        for index in start..<start + digits {
            guard let digit = text[index].hexValue else { return false }
            value = value << 4 | Int(digit)
        }
        return UInt8(exactly: value).map(isLetter) ?? false
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}

extension Span<UInt8> {
    /// The value of three octal digits at `start`, when they end before `end` and make a printable ASCII byte.
    func octal(at start: Int, before end: Int) -> UInt8? {
        guard start + 3 <= Swift.min(end, count) else { return nil }
        var value = 0
        for index in start..<start + 3 {
            let digit = self[index] &- 0x30
            guard digit < 8 else { return nil }
            value = value << 3 | Int(digit)
        }
        return value >= 0x20 && value < 0x7F ? UInt8(value) : nil
    }
}
