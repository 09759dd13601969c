internal import RekeyCore

/// One part of a regex outside of groups, and how often it may stand there.
struct RegexToken: Equatable {
    var what: What
    var least = 1
    /// `nil` is without end.
    var most: Int? = 1

    enum What: Equatable {
        case byte(UInt8)
        case set(ByteSet)
        /// A group with alternatives or a repeat, an assertion: nothing is known of what it takes.
        case opaque
    }

    /// The byte that stands here exactly once, if that is all.
    var literal: UInt8? {
        guard case .byte(let byte) = what, least == 1, most == 1 else { return nil }
        return byte
    }

    /// The parts of `regex` in order; plain groups are opened. `nil` for alternatives outside of groups and for what is not understood.
    static func tokens(of regex: String) -> [RegexToken]? {
        var scanner = RegexScanner(source: Array(regex.utf8))
        return scanner.sequence(depth: 0)
    }
}

extension RegexToken {
    /// Whether all that `regex` matches is letters, digits, `_`, `.` and `-`. Says no where it is not sure.
    static func spellsPlainNames(_ regex: String) -> Bool {
        let source = Array(regex.utf8)
        var isInClass = false
        for (index, byte) in source.enumerated() {
            let before = index > 0 ? source[index - 1] : 0
            let next = index + 1 < source.count ? source[index + 1] : 0
            switch byte {
            case UInt8(ascii: "["):
                guard !isInClass, next != UInt8(ascii: "^") else { return false }
                isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "."): guard isInClass || before == UInt8(ascii: "\\") else { return false }
            case UInt8(ascii: "\\"): guard next == UInt8(ascii: ".") || next == UInt8(ascii: "-") else { return false }
            case UInt8(ascii: ":"): guard !isInClass, before == UInt8(ascii: "?") else { return false }
            case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "?"),
                UInt8(ascii: "|"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard !isInClass else { return false }
            case UInt8(ascii: "_"), UInt8(ascii: "-"): break
            default: guard byte.isASCIIAlphanumeric else { return false }
            }
        }
        return true
    }
}

/// Reads the parts of a regex; gives up on anything rare.
struct RegexScanner {
    let source: [UInt8]
    var index = 0

    var byte: UInt8? { index < source.count ? source[index] : nil }

    static let deepest = 16

    mutating func sequence(depth: Int) -> [RegexToken]? {
        guard depth < Self.deepest else { return nil }
        var tokens: [RegexToken] = []
        while let byte, byte != UInt8(ascii: ")") {
            switch byte {
            case UInt8(ascii: "|"): return nil
            case UInt8(ascii: "("):
                guard let inside = group(depth: depth) else { return nil }
                tokens += inside
            case UInt8(ascii: "^"), UInt8(ascii: "$"):
                index += 1
                tokens.append(RegexToken(what: .opaque))
            default:
                guard let what = atom() else { return nil }
                tokens.append(repeated(what))
            }
        }
        return tokens
    }

    /// A group's own parts where it is plain; else one part of which nothing is known.
    private mutating func group(depth: Int) -> [RegexToken]? {
        let start = index
        guard let end = Self.end(ofGroup: source, at: start) else { return nil }
        index = start + 1
        if source[index...].starts(with: "?:".utf8) {
            index += 2
        } else if byte == UInt8(ascii: "?") {
            // Why: flags such as `(?i)` change what follows.
            guard let close = source[start...].firstIndex(of: UInt8(ascii: ":")), close < end else { return nil }
            index = end
            _ = repeated(.opaque)
            return [RegexToken(what: .opaque)]
        }
        let inside = sequence(depth: depth + 1)
        index = end
        let isRepeated = repeated(.opaque) != RegexToken(what: .opaque)
        guard let inside, !isRepeated else { return [RegexToken(what: .opaque)] }
        return inside
    }

    /// The index behind the parenthesis that closes the group at `start`.
    private static func end(ofGroup source: [UInt8], at start: Int) -> Int? {
        var depth = 0
        var index = start
        var isInClass = false
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass: depth += 1
            case UInt8(ascii: ")") where !isInClass:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    mutating func atom() -> RegexToken.What? {
        guard let byte else { return nil }
        index += 1
        switch byte {
        case UInt8(ascii: "\\"): return escape()
        case UInt8(ascii: "["): return bracket().map(RegexToken.What.set)
        case UInt8(ascii: "."): return .set(ByteSet([0x0A]).inverted)
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"), 0x80...: return nil
        default: return .byte(byte)
        }
    }

    private mutating func escape() -> RegexToken.What? {
        guard let byte else { return nil }
        index += 1
        if byte == UInt8(ascii: "b") { return .opaque }
        if let set = Self.named(byte) { return .set(set) }
        return byte.isASCIIAlphanumeric ? nil : .byte(byte)
    }

    /// `\d`, `\w`, `\s` and their opposites, as PCRE2 reads them without Unicode properties; `\n`, `\r`, `\t`.
    private static func named(_ byte: UInt8) -> ByteSet? {
        switch byte {
        case UInt8(ascii: "d"): ByteSet("0123456789".utf8)
        case UInt8(ascii: "D"): ByteSet("0123456789".utf8).inverted
        case UInt8(ascii: "w"): ByteSet((0...127).filter { $0.isASCIIAlphanumeric || $0 == 0x5F })
        case UInt8(ascii: "W"): ByteSet((0...127).filter { $0.isASCIIAlphanumeric || $0 == 0x5F }).inverted
        case UInt8(ascii: "s"): ByteSet(9...13).union(0x20)
        case UInt8(ascii: "S"): ByteSet(9...13).union(0x20).inverted
        case UInt8(ascii: "n"): ByteSet([0x0A])
        case UInt8(ascii: "r"): ByteSet([0x0D])
        case UInt8(ascii: "t"): ByteSet([0x09])
        default: nil
        }
    }

    /// Members of a bracketed class, whose opening bracket is passed already.
    private mutating func bracket() -> ByteSet? {
        var set = ByteSet()
        let isNegated = byte == UInt8(ascii: "^")
        if isNegated { index += 1 }
        let first = index
        while let byte, byte != UInt8(ascii: "]") || index == first {
            guard byte != UInt8(ascii: "["), let low = member(&set) else { return nil }
            guard let low = low.single, self.byte == UInt8(ascii: "-"), index + 1 < source.count, source[index + 1] != UInt8(ascii: "]")
            else { continue }
            index += 1
            guard let high = member(&set)?.single, low <= high else { return nil }
            for value in low...high { set.insert(value) }
        }
        guard byte != nil else { return nil }
        index += 1
        return isNegated ? set.inverted : set
    }

    private struct Member { var single: UInt8? }

    private mutating func member(_ set: inout ByteSet) -> Member? {
        guard let byte, byte < 0x80 else { return nil }
        index += 1
        guard byte == UInt8(ascii: "\\") else {
            set.insert(byte)
            return Member(single: byte)
        }
        switch escape() {
        case .byte(let byte):
            set.insert(byte)
            return Member(single: byte)
        case .set(let named):
            set.formUnion(named)
            return Member(single: nil)
        default: return nil
        }
    }

    /// The part with the repeat that stands behind it.
    mutating func repeated(_ what: RegexToken.What) -> RegexToken {
        var token = RegexToken(what: what)
        switch byte {
        case UInt8(ascii: "?"): (token.least, token.most) = (0, 1)
        case UInt8(ascii: "*"): (token.least, token.most) = (0, nil)
        case UInt8(ascii: "+"): token.most = nil
        case UInt8(ascii: "{"):
            guard let close = source[index...].firstIndex(of: UInt8(ascii: "}")) else { return token }
            let bounds = source[(index + 1)..<close].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map { Int(String(decoding: $0, as: UTF8.self)) }
            token.least = bounds.first.flatMap(\.self) ?? 0
            token.most = bounds.count == 1 ? bounds[0] : bounds.last.flatMap(\.self)
            index = close
        default: return token
        }
        index += 1
        // Why: `+?` and `++` change how the text is tried, not which texts there are.
        if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "+") { index += 1 }
        return token
    }
}
