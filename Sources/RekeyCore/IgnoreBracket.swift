/// The `[…]` of a gitignore pattern: bytes, ranges, `[:digit:]` names, `!` or `^` to negate.
enum IgnoreBracket {
    /// Reads from behind `[`; gives the set and the index behind `]`, or `nil` when the bracket never ends or names no known class.
    ///
    /// Source: POSIX.1-2017, XCU 2.13.1, with a backslash that quotes also here, as in git.
    static func parse(_ pattern: [UInt8], from start: Int) -> (ByteSet, Int)? {
        var set = ByteSet()
        var index = start
        let isNegated = index < pattern.count && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
        if isNegated { index += 1 }
        let first = index
        var previous: UInt8?
        while index < pattern.count {
            let byte = pattern[index]
            if byte == UInt8(ascii: "]"), index > first { return (isNegated ? set.inverted : set, index + 1) }
            if byte == UInt8(ascii: "-"), let low = previous, index + 1 < pattern.count, pattern[index + 1] != UInt8(ascii: "]") {
                guard let (high, next) = member(pattern, at: index + 1) else { return nil }
                if low <= high { for value in low...high { set.insert(value) } }
                previous = nil
                index = next
            } else if let (name, next) = className(pattern, at: index) {
                guard let contains = classes[name] else { return nil }
                for value in UInt8.min...UInt8.max where contains(value) { set.insert(value) }
                previous = nil
                index = next
            } else {
                guard let (value, next) = member(pattern, at: index) else { return nil }
                set.insert(value)
                previous = value
                index = next
            }
        }
        return nil
    }

    private static func member(_ pattern: [UInt8], at index: Int) -> (UInt8, Int)? {
        guard pattern[index] == UInt8(ascii: "\\") else { return (pattern[index], index + 1) }
        return index + 1 < pattern.count ? (pattern[index + 1], index + 2) : nil
    }

    /// The name in `[:name:]` and the index behind it; `nil` when there is none here, so that `[` stands for itself.
    private static func className(_ pattern: [UInt8], at index: Int) -> (String, Int)? {
        guard pattern[index...].starts(with: "[:".utf8), let close = pattern[(index + 2)...].firstIndex(of: UInt8(ascii: "]")),
            close - index >= 3, pattern[close - 1] == UInt8(ascii: ":")
        else { return nil }
        return (String(decoding: pattern[(index + 2)..<(close - 1)], as: UTF8.self), close + 1)
    }

    private static let classes: [String: @Sendable (UInt8) -> Bool] = [
        "alnum": { $0.isASCIIAlphanumeric },
        "alpha": { $0.isASCIILetter },
        "blank": { $0 == 0x20 || $0 == 0x09 },
        "cntrl": { $0 < 0x20 || $0 == 0x7F },
        "digit": { $0.isASCIIDigit },
        "graph": { $0 > 0x20 && $0 < 0x7F },
        "lower": { $0.isASCIILower },
        "print": { $0 >= 0x20 && $0 < 0x7F },
        "punct": { $0 > 0x20 && $0 < 0x7F && !$0.isASCIIAlphanumeric },
        "space": { $0.isASCIISpace },
        "upper": { $0.isASCIIUpper },
        "xdigit": { $0.isASCIIHexDigit },
    ]
}
