internal import PCRE2
internal import RekeyCore
internal import RekeyRules

/// A rule with its pattern compiled; made by each thread when the rule's first candidate appears.
final class PreparedRule {
    let index: Int
    let rule: Rule
    let pattern: Pattern?
    let path: SidePattern?
    /// What a path in scope can end with.
    private let pathEnds: ByteSet?
    let near: [(pattern: SidePattern, lines: Int)]
    let allowlists: [PreparedAllowlist]
    /// How often the pattern was searched for.
    var searches = 0
    /// How often a search was stopped by its limit.
    var stops = 0
    /// Whether the path condition holds for the chunk of that number.
    var scope: (chunk: Int, holds: Bool)?
    let traits: RegexTraits
    let searchesWholeText: Bool
    /// A validator wants to see what stands round the match.
    let readsSurroundings: Bool

    init(index: Int, rule: Rule, traits: RegexTraits, pattern: Pattern?) {
        self.index = index
        self.rule = rule
        self.pattern = pattern
        self.traits = traits
        path = rule.path.map { SidePattern($0) }
        pathEnds = rule.path.flatMap { PathEnds.bytes(of: $0) }
        near = rule.near.map { (SidePattern($0.regex), $0.lines) }
        allowlists = rule.allowlists.map(PreparedAllowlist.init)
        searchesWholeText = rule.window == .wholeText
        readsSurroundings = rule.validate.contains { ValidatorName(rawValue: $0.name)?.readsSurroundings ?? false }
    }

    /// Whether the last byte of `path` already rules the path condition out.
    func isSurelyOutOfScope(_ path: [UInt8]) -> Bool {
        guard let pathEnds, let last = path.last else { return false }
        return !pathEnds.contains(last)
    }
}

/// An allowlist with patterns to match.
struct PreparedAllowlist {
    let allowlist: RuleAllowlist
    let regexes: [SidePattern]
    let paths: [SidePattern]
    let stopwords: [[UInt8]]

    init(_ allowlist: RuleAllowlist) {
        self.allowlist = allowlist
        regexes = allowlist.regexes.map { SidePattern($0) }
        paths = allowlist.paths.map { SidePattern($0) }
        stopwords = allowlist.stopwords.map { Array($0.utf8).map(\.asciiLowercased) }
    }
}
