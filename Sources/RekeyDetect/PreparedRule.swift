internal import PCRE2
internal import RekeyCore

/// A rule with its patterns compiled; made by each thread when the rule's first candidate appears.
final class PreparedRule {
    let index: Int
    let rule: Rule
    let pattern: Pattern?
    let path: Pattern?
    let near: [(pattern: Pattern, lines: Int)]
    let allowlists: [PreparedAllowlist]
    /// How often the pattern was searched for.
    var searches = 0
    /// How often a search was stopped by its limit.
    var stops = 0
    /// Every anchor is a prefix of the regex, so that the match can only start at the anchor.
    let startsAtAnchor: Bool
    /// Every literal is spelled out in the regex, so that no match starts behind the literal that was seen.
    let holdsAnchor: Bool
    /// The secret may be any text: only its place says what it is.
    let takesAnyValue: Bool
    /// The keyword is part of a variable name, so that an assignment must follow.
    let needsAssignment: Bool

    init(index: Int, rule: Rule, pattern: Pattern?) throws(PCRE2Error) {
        self.index = index
        self.rule = rule
        self.pattern = pattern
        path = try rule.path.map { (source) throws(PCRE2Error) in try Pattern(source) }
        var near: [(Pattern, Int)] = []
        for neighbour in rule.near { near.append((try Pattern(neighbour.regex), neighbour.lines)) }
        self.near = near
        var allowlists: [PreparedAllowlist] = []
        for allowlist in rule.allowlists { allowlists.append(try PreparedAllowlist(allowlist)) }
        self.allowlists = allowlists
        startsAtAnchor =
            rule.keywords.isEmpty && !rule.anchors.isEmpty && rule.anchors.allSatisfy { RegexPrefix.starts(rule.regex, with: $0) }
        holdsAnchor = RegexPrefix.spells(rule.regex, rule.anchors + rule.keywords)
        takesAnyValue = rule.regex.utf8.indices.contains { rule.regex.utf8[$0...].starts(with: "([^".utf8) }
        needsAssignment = rule.name != nil && rule.anchors.isEmpty
    }
}

/// An allowlist with its patterns compiled.
struct PreparedAllowlist {
    let allowlist: RuleAllowlist
    let regexes: [Pattern]
    let paths: [Pattern]
    let stopwords: [[UInt8]]

    init(_ allowlist: RuleAllowlist) throws(PCRE2Error) {
        self.allowlist = allowlist
        var regexes: [Pattern] = []
        for source in allowlist.regexes { regexes.append(try Pattern(source)) }
        self.regexes = regexes
        var paths: [Pattern] = []
        for source in allowlist.paths { paths.append(try Pattern(source)) }
        self.paths = paths
        stopwords = allowlist.stopwords.map { Array($0.utf8).map(\.asciiLowercased) }
    }
}

/// Reads the literal parts of a regex.
enum RegexPrefix {
    /// Whether every literal stands in the source, escapes and case aside.
    static func spells(_ regex: String, _ literals: [String]) -> Bool {
        let plain = regex.utf8.filter { $0 != UInt8(ascii: "\\") }.map(\.asciiLowercased)
        return literals.allSatisfy { literal in
            let word = literal.utf8.map(\.asciiLowercased)
            return plain.indices.contains { plain[$0...].starts(with: word) }
        }
    }

    /// Whether every match of `regex` begins with `literal`, or with one of its leading alternatives that is `literal`.
    static func starts(_ regex: String, with literal: String) -> Bool {
        let source = Array(regex.utf8)
        if source.starts(with: "(?:".utf8), let close = source.firstIndex(of: UInt8(ascii: ")")) {
            let alternatives = source[3..<close].split(separator: UInt8(ascii: "|"))
            guard close + 1 >= source.count || !"?*+{".utf8.contains(source[close + 1]) else { return false }
            return alternatives.allSatisfy { plain($0, isWhole: true) != nil }
                && alternatives.contains { plain($0, isWhole: true) == Array(literal.utf8) }
        }
        return plain(source[...], isWhole: false)?.starts(with: literal.utf8) == true || startsWithClass(source, Array(literal.utf8))
    }

    /// As `starts`, for sources such as `nf[pc]_`: plain bytes and classes without repeats, until the literal is used up.
    private static func startsWithClass(_ source: [UInt8], _ literal: [UInt8]) -> Bool {
        guard !source.contains(UInt8(ascii: "|")) else { return false }
        var index = 0
        for byte in literal {
            guard index < source.count else { return false }
            if source[index] == UInt8(ascii: "[") {
                guard let close = source[index...].firstIndex(of: UInt8(ascii: "]")) else { return false }
                let members = source[(index + 1)..<close]
                guard members.allSatisfy(\.isASCIIAlphanumeric), members.contains(byte) else { return false }
                index = close + 1
            } else {
                guard source[index] == byte, !"\\(){}.*+?^$".utf8.contains(byte) else { return false }
                index += 1
            }
            if index < source.count, "?*+{".utf8.contains(source[index]) { return false }
        }
        return true
    }

    /// The literal bytes that `source` starts with; `nil` when `isWhole` and anything but literal bytes follows.
    private static func plain(_ source: ArraySlice<UInt8>, isWhole: Bool) -> [UInt8]? {
        guard !source.contains(UInt8(ascii: "|")) else { return nil }
        var output: [UInt8] = []
        var index = source.startIndex
        while index < source.endIndex {
            var byte = source[index]
            var next = index + 1
            if byte == UInt8(ascii: "\\"), next < source.endIndex, !source[next].isASCIIAlphanumeric {
                byte = source[next]
                next += 1
            } else if "\\[](){}.*+?^$|".utf8.contains(byte) {
                return isWhole ? nil : output
            }
            if next < source.endIndex, "?*{".utf8.contains(source[next]) { return isWhole ? nil : output }
            output.append(byte)
            index = next
        }
        return output
    }
}
