internal import RekeyCore

/// What PCRE2 would take but the rule language does not: constructs that can run away or that RE2 lacks.
enum RegexSubset {
    /// The reason the source is refused, `nil` when it is inside the subset.
    static func refusal(of source: String) -> String? {
        let bytes = Array(source.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"):
                if let why = index + 1 < bytes.count ? refusal(ofEscape: bytes[index + 1]) : nil { return place(why, index) }
                index = endOfEscape(bytes, index)
            case UInt8(ascii: "["): index = endOfClass(bytes, index)
            case UInt8(ascii: "("):
                if let why = refusal(ofGroup: bytes[(index + 1)...]) { return place(why, index) }
                index += 1
            default: index += 1
            }
        }
        return nil
    }

    private static func place(_ why: String, _ index: Int) -> String { "\(why) (character \(index + 1))" }

    /// The index behind an escape; `\Q` quotes everything up to `\E`.
    private static func endOfEscape(_ bytes: [UInt8], _ start: Int) -> Int {
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "Q") else { return start + 2 }
        var index = start + 2
        while index < bytes.count, !bytes[index...].starts(with: #"\E"#.utf8) { index += 1 }
        return index + 2
    }

    /// The index behind a bracketed class: a closing bracket in first place is a member, `[:alpha:]` inside is a name.
    private static func endOfClass(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
        let first = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "]") where index > first: return index + 1
            case UInt8(ascii: "\\"): index = endOfEscape(bytes, index)
            case UInt8(ascii: "["): index = endOfClassName(bytes, index) ?? index + 1
            default: index += 1
            }
        }
        return index
    }

    private static func endOfClassName(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: ":") else { return nil }
        var index = start + 2
        while index < bytes.count, bytes[index].isASCIILower || bytes[index] == UInt8(ascii: "^") { index += 1 }
        return bytes[min(index, bytes.count)...].starts(with: ":]".utf8) ? index + 2 : nil
    }

    private static func refusal(ofEscape byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "g"), UInt8(ascii: "k"): "back-references are not supported"
        case UInt8(ascii: "K"), UInt8(ascii: "G"), UInt8(ascii: "R"), UInt8(ascii: "X"): "this escape is not in the RE2 subset"
        default: nil
        }
    }

    /// Judges what stands behind an opening parenthesis: names and the flags `i`, `m`, `s`, `U` may.
    private static func refusal(ofGroup next: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: next.prefix(4), as: UTF8.self)
        if text.hasPrefix("*") { return "backtracking verbs are not supported" }
        guard text.hasPrefix("?") else { return nil }
        for (form, why) in namedRefusals where text.hasPrefix(form) { return why }
        if text.hasPrefix("?P<") || text.hasPrefix("?<") { return nil }
        let flags = next.dropFirst().prefix { "imsU-".utf8.contains($0) }
        let end = next.dropFirst(1 + flags.count).first
        if end == UInt8(ascii: ":") || (end == UInt8(ascii: ")") && !flags.isEmpty) { return nil }
        if let byte = next.dropFirst(1).first(where: { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }), byte.isASCIIDigit {
            return "recursion is not supported"
        }
        return "this kind of group is not in the RE2 subset"
    }

    private static let namedRefusals = [
        ("?=", "look-ahead is not supported"), ("?!", "look-ahead is not supported"), ("?<=", "look-behind is not supported"),
        ("?<!", "look-behind is not supported"), ("?>", "atomic groups are not supported"), ("?(", "conditions are not supported"),
        ("?R", "recursion is not supported"), ("?&", "recursion is not supported"), ("?|", "branch reset is not supported"),
        ("?P=", "back-references are not supported"), ("?P>", "recursion is not supported"),
    ]
}
