internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct ValidatorNameTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: [String: String]
        var says: String?
        var testDescription: String { "\(name) \(arguments)" }

        init(_ name: String, _ arguments: [String: String], _ says: String?) {
            (self.name, self.arguments, self.says) = (name, arguments, says)
        }
    }

    @Test(
        "a call is refused with the reason",
        arguments: [
            Case("distinct", ["min": "8"], nil), Case("distinct", [:], nil), Case("checksum", ["format": "github"], nil),
            Case("encoded", ["counts": "32 33", "after": "x"], nil), Case("signed-url", ["signer": "aws"], nil),
            Case("magic", [:], "names `magic`; known are aws-key-id, "),
            Case("distinct", ["min": "many"], "a `min` that is not a whole number"),
            Case("distinct", ["max": "3"], "gives `max` to `distinct`, which takes min"),
            Case("stored", ["x": "1"], "gives `x` to `stored`, which takes nothing"),
            Case("checksum", ["format": "md5"], "a `format` that may be github, polar, "),
            Case("checksum", [:], "does not say `format` to `checksum`"),
            Case("encoded", ["counts": "32 x"], "a `counts` that holds something else than whole numbers"),
            Case("jwt", ["class": "mine"], "a `class` that may be supabase-service, "),
        ])
    func calls(_ c: Case) {
        let fault = ValidatorName.fault(in: Rule.ValidatorCall(name: c.name, arguments: c.arguments))
        if let says = c.says { #expect(fault?.contains(says) == true, "\(fault ?? "nothing")") } else { #expect(fault == nil) }
    }

    @Test("every name has words of its own", arguments: ValidatorName.allCases)
    func words(_ name: ValidatorName) {
        let words = ValidatorName.words(for: Rule.ValidatorCall(name: name.rawValue))
        #expect(!words.contains("`\(name.rawValue)`") && words.count > 10)
        #expect(ValidatorName.words(for: Rule.ValidatorCall(name: "magic")) == "`magic`")
    }
}
