internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

/// What stands between a regex match and a detection, field by field of the rule.
@Suite struct ConfirmationTests {
    private static let value = "qwertzuiopasdfgh"
    private static let secret = "acme_" + value

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var isFound: Bool
        var path: String
        var change: @Sendable (inout Rule) -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ text: String, _ isFound: Bool, path: String = "a.txt",
            _ change: @escaping @Sendable (inout Rule) -> Void = { _ in }
        ) {
            (self.name, self.text, self.isFound, self.path, self.change) = (name, text, isFound, path, change)
        }
    }

    private static func list(_ list: RuleAllowlist) -> @Sendable (inout Rule) -> Void { { $0.allowlists = [list] } }

    @Test(
        "each condition of a rule holds or refuses",
        arguments: [
            Case("no condition", "x \(secret) y", true), Case("whole text", secret, true),
            Case("a longer run of letters", secret + "ij", true),
            Case("boundary word, letters go on", secret + "ij", false) { ($0.boundary, $0.secretGroup) = (.word, 0) },
            Case("boundary word, a dash follows", secret + "-x", true) { ($0.boundary, $0.secretGroup) = (.word, 0) },
            Case("boundary token, a dash follows", secret + "-x", false) { ($0.boundary, $0.secretGroup) = (.token, 0) },
            Case("boundary base64, a slash follows", secret + "/x", false) { ($0.boundary, $0.secretGroup) = (.base64, 0) },
            Case("boundary word, a letter before", "x" + secret, false) { ($0.boundary, $0.secretGroup) = (.word, 0) },
            Case("boundary base64, an equals sign before", "k=" + secret, true) { ($0.boundary, $0.secretGroup) = (.base64, 0) },
            Case("entropy reached", secret, true) { $0.entropy = 3.9 }, Case("entropy missed", secret, false) { $0.entropy = 4.1 },
            Case("path holds", secret, true, path: "a.env") { $0.path = #"\.env$"# },
            Case("path fails", secret, false, path: "a.txt") { $0.path = #"\.env$"# },
            Case("neighbour above", "acme corp\n\n\(secret)", true) { $0.near = [Rule.Nearby(regex: "corp", lines: 2)] },
            Case("neighbour too far above", "acme corp\n\n\n\(secret)", false) { $0.near = [Rule.Nearby(regex: "corp", lines: 2)] },
            Case("neighbour below", "\(secret)\n\ncorp", true) { $0.near = [Rule.Nearby(regex: "corp", lines: 2)] },
            Case("neighbour on the line", "\(secret) corp", true) { $0.near = [Rule.Nearby(regex: "corp", lines: 0)] },
            Case("neighbour on the next line, none asked", "\(secret)\ncorp", false) { $0.near = [Rule.Nearby(regex: "corp", lines: 0)] },
            Case("two neighbours, one missing", "\(secret) corp", false) {
                $0.near = [Rule.Nearby(regex: "corp", lines: 1), Rule.Nearby(regex: "inc", lines: 1)]
            }, Case("allowlist on the secret", secret, false, list(RuleAllowlist(regexes: ["^qwertz"]))),
            Case("allowlist on the secret, elsewhere on the line", "zzz \(secret)", true, list(RuleAllowlist(regexes: ["zzz"]))),
            Case("allowlist on the match", secret, false, list(RuleAllowlist(regexes: ["^acme_"], target: .match))),
            Case("allowlist on the line", "zzz \(secret)", false, list(RuleAllowlist(regexes: ["^zzz"], target: .line))),
            Case("allowlist on another line", "zzz\n\(secret)", true, list(RuleAllowlist(regexes: ["zzz"], target: .line))),
            Case("allowlist path", secret, false, path: "test/a.txt", list(RuleAllowlist(paths: ["^test/"]))),
            Case("stopword, whatever its case", secret, false, list(RuleAllowlist(stopwords: ["PASDF"]))),
            Case("any of two is enough", secret, false, path: "a.txt", list(RuleAllowlist(paths: ["^test/"], stopwords: ["asdf"]))),
            Case(
                "all of two are needed, one fails", secret, true,
                list(RuleAllowlist(paths: ["^test/"], stopwords: ["asdf"], requiresAll: true))),
            Case(
                "all of two are needed, both hold", secret, false, path: "test/a",
                list(RuleAllowlist(paths: ["^test/"], stopwords: ["asdf"], requiresAll: true))),
            Case(
                "all are needed, and a commit is not known here", secret, true, path: "test/a",
                list(RuleAllowlist(paths: ["^test/"], commits: ["0a1b"], requiresAll: true))),
            Case("an empty allowlist excuses nothing", secret, true, list(RuleAllowlist())),
            Case("placeholder", "acme_" + "aaaaaaaaaaaaaaaa", false),
            Case("the second of two alternatives", "corp:" + value, true) {
                ($0.regex, $0.anchors) = ("acme_([a-z]{16})|corp:([a-z]{16})", ["acme_", "corp:"])
            },
            Case("keyword in another case", "ACME_" + value, true) {
                ($0.regex, $0.anchors, $0.keywords) = ("(?i)acme_([a-z]{16})", [], ["acme_"])
            },
            Case("anchor in another case", "ACME_" + value, false) { $0.regex = "(?i)acme_([a-z]{16})" },
            Case("window too small", "acme_ " + String(repeating: ".", count: 50) + value, false) {
                ($0.regex, $0.window) = (#"acme_ \.*([a-z]{16})"#, Rule.Window(before: 10, after: 30))
            },
            Case("window large enough", "acme_ " + String(repeating: ".", count: 50) + value, true) {
                ($0.regex, $0.window) = (#"acme_ \.*([a-z]{16})"#, Rule.Window(before: 10, after: 100))
            },
        ])
    func conditions(_ c: Case) throws {
        let rule = acmeRule { rule in
            rule.confidence = .likely
            c.change(&rule)
        }
        #expect(RuleCheck.fault(in: rule) == nil)
        let found = try Scanning.scan(c.text, rules: [rule], path: c.path).detections
        #expect(!found.isEmpty == c.isFound)
        for detection in found {
            let part = Array(c.text.utf8)[detection.range]
            #expect(part.elementsEqual(detection.secret.revealedBytes))
        }
    }

    @Test("one match is told once, however many of its literals were seen")
    func once() throws {
        let rule = acmeRule { ($0.anchors, $0.keywords) = (["acme_", "cme_q", "wertz"], ["ACME", "sdfg"]) }
        #expect(try Scanning.scan("x \(Self.secret) y \(Self.secret)", rules: [rule]).detections.map(\.range) == [7..<23, 31..<47])
    }

    @Test("a rejection says the rule, the place and the reason, only when asked")
    func traces() throws {
        let rule = acmeRule { ($0.boundary, $0.secretGroup) = (.word, 0) }
        let traced = try Scanning.scan("\(Self.secret)ij", rules: [rule], traces: true)
        #expect(traced.rejections.contains { $0.rule == "acme.token" && $0.range == 0..<21 && $0.reason.contains("goes on") })
        #expect(try Scanning.scan("\(Self.secret)ij", rules: [rule]).rejections.isEmpty)
    }

    @Test("a pattern that meets its limit makes the answer incomplete")
    func limit() throws {
        let rule = acmeRule { ($0.regex, $0.window) = ("acme_((?:a+)+)[!?]", Rule.Window(before: 10, after: 4_000)) }
        #expect(try Scanning.scan("acme_" + String(repeating: "a", count: 3_000), rules: [rule]).reachedLimit)
        #expect(try !Scanning.scan("acme_aaa", rules: [rule]).reachedLimit)
    }

    @Test("rules that are switched off find nothing")
    func disabled() throws {
        let set = try RuleSet(Catalogue(rules: [acmeRule(), acmeRule("acme.other")], harvested: []), isEnabled: { $0 == "acme.other" })
        let text = Array(Self.secret.utf8)
        #expect(try Detector(set, now: 0).scan(text.span, path: []).detections.map(\.rule.id) == ["acme.other"])
    }
}
