internal import RekeyCore

/// Base32 in capitals. Source: RFC 4648, section 6.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Without padding.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 5 {
                held -= 5
                output.append(alphabet[Int(bits >> held & 31)])
            }
        }
        if held > 0 { output.append(alphabet[Int(bits << (5 - held) & 31)]) }
        return output
    }

    /// The whole bytes that `text` holds, letters of either case; `nil` when a character is foreign.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for character in text {
            guard let value = value(of: character) else { return nil }
            bits = bits << 5 | UInt32(value)
            held += 5
            if held >= 8 {
                held -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        return output
    }

    /// The five bits of a character.
    static func value(of character: UInt8) -> UInt8? {
        switch character.asciiLowercased {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character.asciiLowercased - UInt8(ascii: "a")
        case UInt8(ascii: "2")...UInt8(ascii: "7"): character - UInt8(ascii: "2") + 26
        default: nil
        }
    }
}
