internal import RekeyCore
internal import RekeyRotation
internal import Testing

/// Where a secret could stand that only its length, its public prefix and its fingerprint are known of.
@Suite struct TokenWindowsTests {
    /// A value, and a text in which it stands where `@` is.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var value = "kT9vQ2" + "mZ7xW4"
        let text: String
        var isSeen = true
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "alone", text: "@"),
        Case(name: "in a line of a log", text: "12:00 error: token @ was refused\n"),
        Case(name: "in double quotes", text: #"{"key":"@"}"#),
        Case(name: "behind an assignment", text: "NAME=@\nOTHER=x"),
        Case(name: "in a URL", text: "https://example.com/hook?key=abc&token=@&x=1"),
        Case(name: "percent-encoded surroundings", text: "next=hook%3Ftoken%3D@%26x"),
        Case(name: "behind an escaped line end", text: #""first\n@\nlast""#),
        Case(name: "between dots", text: "a.@.b"),
        Case(name: "with blanks, in quotes", value: "four words of it", text: "say '@' now"),
        Case(name: "with blanks, to the end of the line", value: "four words of it", text: "NAME=@\r\nOTHER=1"),
        Case(name: "with blanks, as YAML", value: "four words of it", text: "name: @\n"),
        Case(name: "at the very end", text: "token @"),
        Case(name: "inside a longer word", text: "x@y", isSeen: false),
        Case(name: "with blanks, in a sentence", value: "four words of it", text: "he said @ and left", isSeen: false),
    ]

    private func seen(_ text: String, prefix: String = "", count: Int) throws -> [String] {
        let shape = try #require(SecretShape(redacted: "\(prefix)…[\(count)]"))
        let bytes = Array(text.utf8)
        var seen: [String] = []
        TokenWindows(shape).visit(bytes.span) { seen.append(String(decoding: bytes[$0], as: UTF8.self)) }
        return seen
    }

    @Test("a value is offered wherever it stands by itself", arguments: cases)
    func offered(_ c: Case) throws {
        let text = c.text.replacing("@", with: c.value)
        #expect(try seen(text, count: c.value.utf8.count).contains(c.value) == c.isSeen)
    }

    @Test("a public prefix leaves out everything else")
    func prefix() throws {
        let value = "sb_" + "secret_" + "0123456789"
        #expect(try seen("a \(value) b 01234567890123456789 c", prefix: "sb_" + "secret_", count: 20) == [value])
        #expect(try seen("abcdefghij klmnopqrst", count: 10) == ["abcdefghij", "klmnopqrst"])
    }

    @Test("a text shorter than the value, and an empty one, offer nothing", arguments: ["", "abc", "abcdefghi"])
    func short(_ text: String) throws { #expect(try seen(text, count: 10).isEmpty) }

    @Test(
        "shapes that no report writes are no shapes",
        arguments: ["", "…", "…[]", "…[0]", "…[-3]", "…[x]", "…[99999999999999999999]", "…[9999999]", "[12]", "eyJ[12]", "eyJ…[3]", "…[12"])
    func shapes(_ text: String) { #expect(SecretShape(redacted: text) == nil) }

    @Test("what reports write is read back")
    func roundTrip() throws {
        let secret = SecretText(Array(("sb_" + "secret_" + String(repeating: "x", count: 31)).utf8))
        let shape = try #require(SecretShape(redacted: Redaction.redacted(secret)))
        #expect(shape.count == 41 && shape.prefix == Array(("sb_" + "secret_").utf8))
    }

    @Test("forms of a value: itself first, each once, as other writers write it")
    func forms() {
        let value = "a/b&c=\"d\""
        let forms = ValueForms.all(of: SecretText(Array(value.utf8))).map { String(decoding: $0.revealedBytes, as: UTF8.self) }
        #expect(forms.first == value)
        #expect(Set(forms).count == forms.count)
        for form in [
            "a%2Fb%26c%3D%22d%22", "a%2fb%26c%3d%22d%22", #"a/b&c=\"d\""#, #"a\/b&c=\"d\""#, #"a/b\u0026c\u003d\"d\""#, "YS9iJmM9ImQi",
        ] {
            #expect(forms.contains(form), "\(form)")
        }
        #expect(ValueForms.all(of: SecretText([])).isEmpty)
    }
}
