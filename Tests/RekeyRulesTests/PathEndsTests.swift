import RekeyCore
import RekeyRules
import Testing

@Suite struct PathEndsTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let regex: String
        let ends: String
        var testDescription: String { regex }
    }

    @Test(
        "the last bytes of a path are those that the regex can end with",
        arguments: [
            Case(regex: #"\.(?:ya?ml|tpl|j2|json)$"#, ends: "l2n"),
            Case(regex: #"(?:^|/)\.?pgpass(?:\.conf)?$"#, ends: "sf"),
            Case(regex: #"(?:^|/)(?:a/[^/]{1,40}\.ya?ml|Jenkins(?:file|job)?)$"#, ends: "leb" + "s"),
            Case(regex: #"/x[0-9]{0,2}$"#, ends: "x0123456789"),
            Case(regex: #"/x[0-9]+$"#, ends: "0123456789"),
        ])
    func known(_ known: Case) throws {
        let ends = try #require(PathEnds.bytes(of: known.regex))
        let expected = Set(known.ends.utf8)
        for byte in UInt8.min...UInt8.max { #expect(ends.contains(byte) == expected.contains(byte), "byte \(byte)") }
    }

    @Test(
        "nothing is said of a regex that does not hold on to the end, may be empty there or is not understood",
        arguments: [#"\.json"#, #"\.json\$"#, #"(?i)\.json$"#, #"(?:a|b$)c$"#, "(?:abc)?$", #"a$|b$"#, #"\pL$"#, "(a$", "a)$"])
    func unknown(_ regex: String) { #expect(PathEnds.bytes(of: regex) == nil) }
}
