internal import PCRE2
internal import RekeyCore
internal import RekeyRules

/// A rule with its patterns compiled; made by each thread when the rule's first candidate appears.
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
    let traits: RegexTraits
    /// The hand-written check of an assignment, no regex.
    let isAssignment: Bool
    let searchesWholeText: Bool

    init(index: Int, rule: Rule, traits: RegexTraits, pattern: Pattern?) throws(PCRE2Error) {
        self.index = index
        self.rule = rule
        self.pattern = pattern
        self.traits = traits
        path = try rule.path.map { (source) throws(PCRE2Error) in try SidePattern(source) }
        var near: [(SidePattern, Int)] = []
        for neighbour in rule.near { near.append((try SidePattern(neighbour.regex), neighbour.lines)) }
        self.near = near
        var allowlists: [PreparedAllowlist] = []
        for allowlist in rule.allowlists { allowlists.append(try PreparedAllowlist(allowlist)) }
        self.allowlists = allowlists
        isAssignment = rule.matcher == .assignment
        searchesWholeText = rule.window == .wholeText
    }
}

/// An allowlist with its patterns compiled.
struct PreparedAllowlist {
    let allowlist: RuleAllowlist
    let regexes: [SidePattern]
    let paths: [SidePattern]
    let stopwords: [[UInt8]]

    init(_ allowlist: RuleAllowlist) throws(PCRE2Error) {
        self.allowlist = allowlist
        var regexes: [SidePattern] = []
        for source in allowlist.regexes { regexes.append(try SidePattern(source)) }
        self.regexes = regexes
        var paths: [SidePattern] = []
        for source in allowlist.paths { paths.append(try SidePattern(source)) }
        self.paths = paths
        stopwords = allowlist.stopwords.map { Array($0.utf8).map(\.asciiLowercased) }
    }
}
