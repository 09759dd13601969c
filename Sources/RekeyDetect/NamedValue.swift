internal import RekeyCore
internal import RekeyRules

/// A few bytes decide whether a rule with a `name` can match where one of its words stands: most words of names are not assigned anything,
/// and most values do not have the rule's form.
enum NamedValue {
    private static let longestName = 128

    /// Whether the word that ends at `end` may be in a name with a value as `tail` says. Where an escape begins, anything may follow.
    ///
    /// Follows `RuleFile`'s form of an assignment: the rest of the name, `\?["'`]?\]?`, blanks, a separator, blanks, `\?["'`]?`, the value.
    static func mayFollow(_ text: Span<UInt8>, _ end: Int, tail: AnchorTail?) -> Bool {
        var index = end
        let furthest = min(text.count, end + longestName)
        while index < furthest, Assignment.isName(text[index]) { index += 1 }
        guard index < furthest else { return index < text.count }
        guard let behindName = skipQuote(text, index) else { return true }
        index = behindName
        if let pair = behindPair(text, index) { return tail.map { follows(text, pair, behind: pair, $0) } ?? true }
        if index < text.count, text[index] == UInt8(ascii: "]") { index += 1 }
        index = skipBlanks(text, index)
        guard index < text.count else { return false }
        switch text[index] {
        case UInt8(ascii: "="):
            // Why: quoted-printable writes `=3D` for `=`, and ends a line within a word with `=`.
            if AnchorTail.beginsEscape(text, index) { return true }
        case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ">"): break
        case UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "&"): return true
        default: return false
        }
        guard let tail else { return true }
        let first = index + 1
        index = first
        if index < text.count, text[index] == UInt8(ascii: "=") || text[index] == UInt8(ascii: ">") { index += 1 }
        return follows(text, first, behind: index, tail)
    }

    /// Whether a value of the rule's form may begin at `first`, behind blanks and a quote, or between.
    private static func follows(_ text: Span<UInt8>, _ first: Int, behind sign: Int, _ tail: AnchorTail) -> Bool {
        guard let last = skipQuote(text, skipBlanks(text, sign)) else { return true }
        return (first...last).contains { tail.mayFollow(text, $0) }
    }

    /// Behind `value=` or `value:` when the name itself is a value: `name="NAME" value="…"`, `"name": "NAME", "value": "…"`, and in YAML on
    /// the next line. `nil` where nothing of the kind stands.
    private static func behindPair(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        if index < text.count, text[index] == UInt8(ascii: ",") { index += 1 }
        let blanks = index
        while index < text.count, index - blanks < 40, text[index].isASCIISpace { index += 1 }
        guard index > blanks, let word = skipQuote(text, index), text.count - word > 6 else { return nil }
        guard text[word].asciiLowercased == UInt8(ascii: "v"), text[word + 1].asciiLowercased == UInt8(ascii: "a"),
            text[word + 2].asciiLowercased == UInt8(ascii: "l"), text[word + 3].asciiLowercased == UInt8(ascii: "u"),
            text[word + 4].asciiLowercased == UInt8(ascii: "e"), let end = skipQuote(text, word + 5)
        else { return nil }
        let sign = skipBlanks(text, end)
        guard sign < text.count, text[sign] == UInt8(ascii: ":") || text[sign] == UInt8(ascii: "=") else { return nil }
        return sign + 1
    }

    /// Behind a quote, escaped or not; `nil` where another escape begins.
    private static func skipQuote(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        if index < text.count, text[index] == UInt8(ascii: "\\") {
            index += 1
            guard index < text.count, isQuote(text[index]) else { return nil }
        }
        return index < text.count && isQuote(text[index]) ? index + 1 : index
    }

    private static func skipBlanks(_ text: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.count, index - start < 4, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
        return index
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }
}
