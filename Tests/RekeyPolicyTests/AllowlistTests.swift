internal import RekeyCore
internal import RekeyPolicy
internal import Testing

/// Changes to an entry, and whether it then covers the sample.
private struct EntryCase: Sendable, CustomTestStringConvertible {
    let name: String
    let covers: Bool
    let change: @Sendable (inout AllowlistEntry) -> Void
    var testDescription: String { name }

    init(_ name: String, _ covers: Bool, _ change: @escaping @Sendable (inout AllowlistEntry) -> Void) {
        self.name = name
        self.covers = covers
        self.change = change
    }

    private static func paths(_ text: String) -> IgnoreRules { IgnoreRules(Array(text.utf8).span, origin: "") }

    static let all: [EntryCase] = [
        EntryCase("no rule, no condition", false) { _ in },
        EntryCase("the rule alone", true) { $0.rules = [RulePattern("stripe.secret-key")].compactMap(\.self) },
        EntryCase("the provider alone", true) { $0.rules = [RulePattern("stripe.*")].compactMap(\.self) },
        EntryCase("another rule", false) { $0.rules = [RulePattern("github.pat")].compactMap(\.self) },
        EntryCase("another rule, right path", false) {
            $0.rules = [RulePattern("github.pat")].compactMap(\.self)
            $0.paths = paths("src/")
        },
        EntryCase("a folder", true) { $0.paths = paths("src/") },
        EntryCase("a pattern", true) { $0.paths = paths("**/*.py") },
        EntryCase("a pattern taken back", false) { $0.paths = paths("*.py\n!app.py") },
        EntryCase("another folder", false) { $0.paths = paths("test/") },
        EntryCase("a path regex", true) { $0.pathRegexes = ["app.py"] },
        EntryCase("another path regex", false) { $0.pathRegexes = ["test"] },
        EntryCase("a regex of the secret", true) { $0.regexes = ["q7q7"] },
        EntryCase("a regex that is in the line only", false) { $0.regexes = ["colour"] },
        EntryCase("a regex of the line", true) {
            $0.regexes = ["colour"]
            $0.target = .line
        },
        EntryCase("a regex of the match", true) {
            $0.regexes = ["key="]
            $0.target = .match
        },
        EntryCase("a stopword in other case", true) { $0.stopwords = ["LIVE"] },
        EntryCase("a stopword that is not there", false) { $0.stopwords = ["example", ""] },
        EntryCase("the ID", true) { $0.fingerprints = [Fingerprint("0123456789ab")] },
        EntryCase("another ID", false) { $0.fingerprints = [Fingerprint("0123456789ac")] },
        EntryCase("the commit", true) { $0.commits = [String(repeating: "ab", count: 20)] },
        EntryCase("the commit, short and in capitals", true) { $0.commits = ["ABABABA"] },
        EntryCase("the commit, too short", false) { $0.commits = ["ababab"] },
        EntryCase("another commit", false) { $0.commits = ["cdcdcdcdcd"] },
        EntryCase("all of two hold", true) {
            $0.paths = paths("src/")
            $0.stopwords = ["live"]
        },
        EntryCase("one of two holds, all are asked", false) {
            $0.paths = paths("src/")
            $0.stopwords = ["example"]
        },
        EntryCase("one of two holds, one is asked", true) {
            $0.paths = paths("src/")
            $0.stopwords = ["example"]
            $0.requiresAll = false
        },
        EntryCase("none of two holds, one is asked", false) {
            $0.paths = paths("test/")
            $0.stopwords = ["example"]
            $0.requiresAll = false
        },
        EntryCase("the last day", true) {
            $0.paths = paths("src/")
            $0.expires = CalendarDate("2026-03-01")
        },
        EntryCase("the day after", false) {
            $0.paths = paths("src/")
            $0.expires = CalendarDate("2026-02-28")
        },
    ]
}

@Suite("allowlist")
struct AllowlistTests {
    private let today = CalendarDate(secondsSince1970: 1_772_323_200)
    private var sample: Sample {
        var sample = Sample("colour = §")
        sample.finding.fingerprint = Fingerprint("0123456789ab")
        sample.finding.provenance.commit = String(repeating: "ab", count: 20)
        return sample
    }

    @Test("rules, conditions and dates", arguments: EntryCase.all)
    private func covers(_ c: EntryCase) {
        var entry = AllowlistEntry(reason: "demo", origin: ".rekey.toml:3")
        c.change(&entry)
        let expected = Suppression(kind: .allowlist, reason: "demo", origin: ".rekey.toml:3")
        #expect(Policy(allowlist: [entry], today: today).suppression(of: sample) == (c.covers ? expected : nil))
    }

    @Test("a path inside an archive counts, too")
    func archiveEntry() {
        var inside = sample
        inside.finding.provenance.path = Array("a.zip".utf8)
        inside.finding.provenance.entry = Array("docs/x".utf8)
        var entry = AllowlistEntry(reason: "demo", origin: "o")
        entry.paths = IgnoreRules(Array("/docs/".utf8).span, origin: "")
        #expect(Policy(allowlist: [entry], today: today).suppression(of: inside) != nil)
    }

    @Test("an expired entry is told, and so is what it covered")
    func expired() {
        var entry = AllowlistEntry(reason: "until the move", origin: ".rekey.toml:3")
        entry.stopwords = ["live"]
        entry.expires = CalendarDate("2025-12-31")
        let policy = Policy(allowlist: [entry], today: today)
        #expect(policy.notices == [".rekey.toml:3: allowlist entry expired on 2025-12-31 and excuses nothing any more: until the move"])
        let finding = policy.apply(to: [sample.finding], patterns: LiteralPatterns()) { _ in sample.context }.first
        #expect(finding?.evidence == ["allowlist entry .rekey.toml:3 covered it until 2025-12-31"])
    }

    @Test("what is wrong with an entry")
    func faults() {
        var entry = AllowlistEntry(reason: " ", origin: ".rekey.toml:3")
        #expect(
            entry.fault(needsReason: true)?.description == """
                allowlist entry has no reason
                  at:   .rekey.toml:3
                  why:  nobody can judge later whether it still holds
                  next: add `reason = "…"` to the entry
                """)
        #expect(
            entry.fault(needsReason: false)?.description == """
                allowlist entry excuses everything
                  at:   .rekey.toml:3
                  why:  it names no rule and no condition
                  next: add rules, paths, regexes, stopwords, fingerprints or commits
                """)
        entry.stopwords = ["x"]
        entry.reason = "demo"
        #expect(entry.fault(needsReason: true) == nil)
    }

    @Test("the first excuse in the documented order decides")
    func order() {
        var entry = AllowlistEntry(reason: "listed", origin: "list")
        entry.stopwords = ["live"]
        var later = entry
        later.reason = "later"
        let file = IgnoreFile(Array("id:0123456789ab in the file\n".utf8).span, origin: ".rekeyignore")
        var noted = sample
        noted.context.line += Array((" # rekey" + ":allow noted").utf8)
        let policy = Policy(allowlist: [entry, later], ignoreFile: file, today: today)
        #expect(policy.suppression(of: noted)?.reason == "noted")
        #expect(policy.suppression(of: sample)?.reason == "listed")
        #expect(Policy(ignoreFile: file, today: today).suppression(of: sample)?.reason == "in the file")
        noted.finding.suppression = Suppression(kind: .baseline, reason: "", origin: "baseline")
        #expect(policy.suppression(of: noted)?.kind == .baseline)
    }
}

@Suite("rule pattern")
struct RulePatternTests {
    @Test(
        "what is a pattern, and what it matches",
        arguments: [
            ("github.pat", "github.pat", true), ("github.pat", "github.pat2", false), ("github.*", "github.pat", true),
            ("github.*", "githubx.pat", false), ("github.*", "github", false), ("*", "anything", true),
            ("aws-access-token", "aws-access-token", true),
        ])
    func matches(pattern: String, rule: String, expected: Bool) {
        #expect(RulePattern(pattern)?.matches(RuleID(rule)) == expected)
    }

    @Test("what is none", arguments: ["", ".*", "git*", "a b", "git*.pat", "**", "a.**", "é"])
    func refused(text: String) { #expect(RulePattern(text) == nil) }
}
