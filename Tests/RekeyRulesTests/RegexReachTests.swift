import RekeyRules
import Testing

@testable import RekeyRules

@Suite struct RegexReachTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let regex: String
        let bytes: Int?
        var testDescription: String { regex }
    }

    @Test(
        "a match reaches from its first possible line break to the last",
        arguments: [
            Case(regex: "[a-z]{1,900}", bytes: 0), Case(regex: #"a\s{0,4}b"#, bytes: 4), Case(regex: #"a\s{0,4}b{1,100}\n"#, bytes: 105),
            Case(regex: #"\s[^"\s]{1,300}"#, bytes: 1), Case(regex: #"(?:\s{2}|x{9}|[^a]{1,7})z"#, bytes: 7),
            Case(regex: #"(?i)a(?:b\s){3}"#, bytes: 6), Case(regex: #"a[^b]+"#, bytes: nil), Case(regex: #"\s.{0,50}\s"#, bytes: 52),
            Case(regex: #"(?s)a"#, bytes: nil), Case(regex: "(a", bytes: nil), Case(regex: #"\pL"#, bytes: nil), Case(regex: "", bytes: 0),
            Case(regex: "(?:a{0,100000}){0,100000}\n(?:b{0,100000}){0,100000000}\n", bytes: nil),
        ])
    func reach(_ known: Case) { #expect(RegexReach.bytes(of: known.regex) == known.bytes) }
}
