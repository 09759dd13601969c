internal import PCRE2
internal import RekeyCore
internal import RekeyRules

extension Confirmation {
    /// The secret of a match, without the end tag that a rule which takes any value runs into: `<dbPassword>…</dbPassword>`.
    static func secret(of match: Match, _ rule: PreparedRule, in view: Span<UInt8>) -> Range<Int> {
        let secret = match.range(ofGroup: rule.rule.secretGroup)
        guard rule.rule.name != nil, rule.traits.takesAnyValue, secret.lowerBound > 0, view[secret.lowerBound - 1] == UInt8(ascii: ">")
        else { return secret }
        for index in secret.dropLast() where view[index] == UInt8(ascii: "<") && view[index + 1] == UInt8(ascii: "/") {
            return secret.lowerBound..<index
        }
        return secret
    }
}
