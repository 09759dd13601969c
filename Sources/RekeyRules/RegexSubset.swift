/// What PCRE2 would take but the rule language does not: constructs that can run away or that RE2 lacks.
enum RegexSubset {
    /// The reason the source is refused, `nil` when it is inside the subset.
    static func refusal(of source: String) -> String? {
        let bytes = Array(source.utf8)
        var index = 0
        var inClass = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                if !inClass, index + 1 < bytes.count, let why = refusal(ofEscape: bytes[index + 1]) {
                    return "\(why) (character \(index + 1))"
                }
                index += 2
                continue
            }
            if byte == UInt8(ascii: "["), !inClass {
                inClass = true
                index += index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "^") ? 2 : 1
                // A closing bracket in first place is a member.
                if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
                continue
            }
            if byte == UInt8(ascii: "]") { inClass = false }
            if !inClass, byte == UInt8(ascii: "("), let why = refusal(ofGroup: bytes[(index + 1)...].prefix(4)) {
                return "\(why) (character \(index + 1))"
            }
            index += 1
        }
        return nil
    }

    private static func refusal(ofEscape byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "g"), UInt8(ascii: "k"): "back-references are not supported"
        case UInt8(ascii: "K"), UInt8(ascii: "G"), UInt8(ascii: "R"), UInt8(ascii: "X"): "this escape is not in the RE2 subset"
        default: nil
        }
    }

    private static func refusal(ofGroup next: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: next, as: UTF8.self)
        if text.hasPrefix("*") { return "backtracking verbs are not supported" }
        guard text.hasPrefix("?") else { return nil }
        for (form, why) in [
            ("?=", "look-ahead is not supported"), ("?!", "look-ahead is not supported"), ("?<=", "look-behind is not supported"),
            ("?<!", "look-behind is not supported"), ("?>", "atomic groups are not supported"), ("?(", "conditions are not supported"),
            ("?R", "recursion is not supported"), ("?&", "recursion is not supported"), ("?|", "branch reset is not supported"),
            ("?P=", "back-references are not supported"), ("?P>", "recursion is not supported"),
        ] where text.hasPrefix(form) {
            return why
        }
        return nil
    }
}
