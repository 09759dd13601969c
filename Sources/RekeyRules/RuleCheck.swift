internal import PCRE2
package import RekeyCore

/// What a rule must satisfy before anything is scanned with it.
package enum RuleCheck {
    /// Shortest literal that may start a candidate; shorter ones hit on every line.
    package static let shortestLiteral = 3
    /// Longest literal that may start a candidate: with escapes it still is one that the prefilter takes.
    package static let longestLiteral = 120

    /// The first thing wrong with a rule: the field and the reason.
    package static func fault(in rule: Rule) -> (field: String, why: String)? {
        literalFault(rule) ?? regexFault(rule) ?? conditionFault(rule)
    }

    /// Throws for the first wrong rule of a file, and for an identifier used twice.
    package static func check(_ rules: [Rule], in source: TOMLSource) throws(Trouble) {
        var seen: Set<RuleID> = []
        for (index, rule) in rules.enumerated() {
            if let fault = fault(in: rule) {
                throw Trouble(
                    "rule not usable: `\(fault.field)` \(fault.why)",
                    at: "\(source.place(ofRule: index, field: fault.field)), rule \(rule.id)",
                    next: "correct the rule, then run: rekey rules check \(source.name)")
            }
            guard seen.insert(rule.id).inserted else {
                throw Trouble("rule not usable: `id` is used twice", at: "\(source.place(ofRule: index, field: "id")), rule \(rule.id)")
            }
        }
    }

    private static func literalFault(_ rule: Rule) -> (field: String, why: String)? {
        let literals = rule.anchors + rule.keywords
        guard !literals.isEmpty || !rule.files.isEmpty else {
            return (
                "keywords", "is missing: a rule without a literal would be tried at every byte; give `anchors` or `keywords`"
            )
        }
        guard let wrong = literals.first(where: { !(shortestLiteral...longestLiteral).contains($0.utf8.count) }) else { return nil }
        let why = wrong.utf8.count < shortestLiteral ? "shorter than \(shortestLiteral) bytes" : "longer than \(longestLiteral) bytes"
        return (rule.anchors.contains(wrong) ? "anchors" : "keywords", "holds `\(wrong)`, \(why)")
    }

    private static func regexFault(_ rule: Rule) -> (field: String, why: String)? {
        guard rule.matcher == .regex else { return nil }
        if rule.regex.isEmpty, rule.path == nil { return ("regex", "is missing") }
        for (field, source) in patterns(of: rule) {
            if let why = regexFault(in: source) { return (field, why) }
        }
        return groupFault(rule)
    }

    /// A secret group that the regex does not have would silently give another one. The first is the default and may be missing.
    private static func groupFault(_ rule: Rule) -> (field: String, why: String)? {
        guard rule.secretGroup > 1, let count = try? Pattern(rule.regex, useJIT: false).groupCount, rule.secretGroup > count else {
            return nil
        }
        return ("secretGroup", "is \(rule.secretGroup), but `regex` has \(count) group\(count == 1 ? "" : "s")")
    }

    /// Why a regex cannot be used; `nil` when it can.
    static func regexFault(in source: String) -> String? {
        if let why = RegexSubset.refusal(of: source) { return "does not compile: \(why)" }
        do {
            _ = try Pattern(source, useJIT: false)
            return nil
        } catch .compile(let message, let offset) {
            return "does not compile: \(message) (character \(offset + 1))"
        } catch {
            return "does not compile"
        }
    }

    private static func conditionFault(_ rule: Rule) -> (field: String, why: String)? {
        for call in rule.validate {
            if let why = ValidatorName.fault(in: call) { return ("validate", why) }
        }
        return nil
    }

    private static func patterns(of rule: Rule) -> [(field: String, source: String)] {
        var patterns = [("regex", rule.regex)]
        if let path = rule.path { patterns.append(("path", path)) }
        patterns += rule.near.map { ("near", $0.regex) }
        for allowlist in rule.allowlists { patterns += (allowlist.regexes + allowlist.paths).map { ("regexes", $0) } }
        return patterns
    }
}
