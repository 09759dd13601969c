internal import PCRE2
internal import RekeyCore
internal import RekeyRules

/// A rule with its pattern compiled; made by each thread when the rule's first candidate appears.
final class PreparedRule {
    let index: Int
    let rule: Rule
    let pattern: Pattern?
    let path: SidePattern?
    let near: [(pattern: SidePattern, lines: Int)]
    let allowlists: [PreparedAllowlist]
    /// How often the pattern was searched for.
    var searches = 0
    /// How often a search was stopped by its limit.
    var stops = 0
    /// Whether the path condition holds for the chunk of that number.
    var scope: (chunk: Int, holds: Bool)?
    let traits: RegexTraits
    /// The hand-written check of an assignment, no regex.
    let isAssignment: Bool
    let searchesWholeText: Bool
    /// A validator wants to see what stands round the match.
    let readsSurroundings: Bool

    init(index: Int, rule: Rule, traits: RegexTraits, pattern: Pattern?) {
        self.index = index
        self.rule = rule
        self.pattern = pattern
        self.traits = traits
        path = rule.path.map(SidePattern.init)
        near = rule.near.map { (SidePattern($0.regex), $0.lines) }
        allowlists = rule.allowlists.map(PreparedAllowlist.init)
        isAssignment = rule.matcher == .assignment
        searchesWholeText = rule.window == .wholeText
        readsSurroundings = rule.validate.contains { ValidatorName(rawValue: $0.name)?.readsSurroundings ?? false }
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
        regexes = allowlist.regexes.map(SidePattern.init)
        paths = allowlist.paths.map(SidePattern.init)
        stopwords = allowlist.stopwords.map { Array($0.utf8).map(\.asciiLowercased) }
    }
}
