/// White space as the Unicode-aware readers see it, in UTF-8 bytes.
enum WideSpace {
    /// Length in bytes of the space that starts at `index`; 0 when there is none. Line feed and carriage return count.
    ///
    /// `dialect` matters: JavaScript knows the byte order mark and not U+0085, Python also the four separators from U+001C.
    static func length(_ bytes: [UInt8], at index: Int, as dialect: EnvDialect) -> Int {
        guard index >= 0, index < bytes.count else { return 0 }
        let first = bytes[index]
        if first < 0x80 {
            if first == Glyph.space || (first >= 0x09 && first <= 0x0D) { return 1 }
            return dialect == .pythonDotenv && first >= 0x1C && first <= 0x1F ? 1 : 0
        }
        guard index + 1 < bytes.count else { return 0 }
        let second = bytes[index + 1]
        if first == 0xC2 { return second == 0xA0 || (second == 0x85 && dialect != .nodeDotenv) ? 2 : 0 }
        guard index + 2 < bytes.count else { return 0 }
        return isWide(first, second, bytes[index + 2], as: dialect) ? 3 : 0
    }

    /// The range without spaces at both ends.
    static func trimmed(_ bytes: [UInt8], _ range: Range<Int>, as dialect: EnvDialect) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound {
            let length = length(bytes, at: start, as: dialect)
            guard length > 0, start + length <= range.upperBound else { break }
            start += length
        }
        return start..<end(bytes, start..<range.upperBound, as: dialect)
    }

    /// Where the range ends once spaces at its end are dropped.
    static func end(_ bytes: [UInt8], _ range: Range<Int>, as dialect: EnvDialect) -> Int {
        var end = range.upperBound
        while let width = (1...3).first(where: { end - $0 >= range.lowerBound && length(bytes, at: end - $0, as: dialect) == $0 }) {
            end -= width
        }
        return end
    }

    private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8, as dialect: EnvDialect) -> Bool {
        switch (first, second) {
        case (0xE1, 0x9A): third == 0x80
        case (0xE2, 0x80): (third >= 0x80 && third <= 0x8A) || third == 0xA8 || third == 0xA9 || third == 0xAF
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        case (0xEF, 0xBB): third == 0xBF && dialect == .nodeDotenv
        default: false
        }
    }
}
