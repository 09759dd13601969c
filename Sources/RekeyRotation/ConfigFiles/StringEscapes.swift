internal import RekeyCore

/// Backslash escapes of JSON, YAML, TOML and Terraform strings.
enum StringEscapes {
    /// Undoes the escapes of a string in double quotes; an escape nobody knows stays as it is.
    static func decode(_ body: ArraySlice<UInt8>, as style: ScalarStyle) -> [UInt8] {
        var output: [UInt8] = []
        var walk = ByteWalk(Array(body))
        while let byte = walk.current {
            walk.advance()
            guard byte == Glyph.backslash, let next = walk.current else {
                output.append(byte)
                continue
            }
            walk.advance()
            if let digits = digits(next), let scalar = readScalar(&walk, digits) {
                output += Array(String(scalar).utf8)
            } else if next == Glyph.newline, style == .yamlDouble || style == .tomlLongBasic {
                walk.skip(while: \.isASCIISpace)
            } else {
                output += plain(next, style).map { [$0] } ?? [byte, next]
            }
        }
        return output
    }

    /// The value between double quotes, with the escapes that all four notations share.
    static func encode(_ value: [UInt8]) -> [UInt8] {
        [Glyph.doubleQuote] + value.flatMap(escaped) + [Glyph.doubleQuote]
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case Glyph.doubleQuote, Glyph.backslash: [Glyph.backslash, byte]
        case Glyph.newline: [Glyph.backslash, UInt8(ascii: "n")]
        case Glyph.tab: [Glyph.backslash, UInt8(ascii: "t")]
        case Glyph.carriageReturn: [Glyph.backslash, UInt8(ascii: "r")]
        default: [byte]
        }
    }

    private static func digits(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 2
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: nil
        }
    }

    /// A code point in hexadecimal; two of JSON's may be halves of one.
    private static func readScalar(_ walk: inout ByteWalk, _ digits: Int) -> Unicode.Scalar? {
        guard let first = hex(walk, digits) else { return nil }
        let hasPair = first & 0xFFFF_FC00 == 0xD800 && walk.peek(4) == Glyph.backslash && walk.peek(5) == UInt8(ascii: "u")
        var ahead = walk
        ahead.advance(digits + 2)
        if hasPair, let second = hex(ahead, 4), second & 0xFFFF_FC00 == 0xDC00 {
            walk.advance(digits + 6)
            return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
        }
        guard let scalar = Unicode.Scalar(first) else { return nil }
        walk.advance(digits)
        return scalar
    }

    private static func hex(_ walk: ByteWalk, _ digits: Int) -> UInt32? {
        var value: UInt32 = 0
        for index in 0..<digits {
            guard let digit = walk.peek(index)?.hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private static func plain(_ letter: UInt8, _ style: ScalarStyle) -> UInt8? {
        switch letter {
        case Glyph.doubleQuote, Glyph.backslash, UInt8(ascii: "/"): letter
        case Glyph.space where style == .yamlDouble: letter
        case UInt8(ascii: "e") where style != .jsonString: 0x1B
        case UInt8(ascii: "0") where style == .yamlDouble: 0
        default: LetterEscape.value(letter)
        }
    }
}
