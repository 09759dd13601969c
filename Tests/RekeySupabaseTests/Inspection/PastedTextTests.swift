internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct PastedTextTests {
    /// A text as pasted, and what it is without its surroundings.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let text: String
        var value = "p4ss word="
        var trims: [PastedText.Trim] = []
    }

    @Test(
        "only what is round a value is taken off, and all of it is said",
        arguments: [
            Case(description: "nothing to take off", text: "p4ss word="),
            Case(description: "line end", text: "p4ss word=\n", trims: [.lineEnd]),
            Case(description: "Windows line end", text: "p4ss word=\r\n", trims: [.lineEnd]),
            Case(description: "blanks", text: " \tp4ss word=  ", trims: [.blanks]),
            Case(description: "blank before a line end", text: "p4ss word= \n", trims: [.lineEnd, .blanks]),
            Case(description: "double quotes", text: "\"p4ss word=\"", trims: [.quotes]),
            Case(description: "single quotes and a line end", text: "'p4ss word='\n", trims: [.lineEnd, .quotes]),
            Case(description: "typographic quotes", text: "“p4ss word=”", trims: [.quotes]),
            Case(description: "blanks inside quotes", text: "\" p4ss word= \"", trims: [.quotes, .blanks]),
            Case(description: "one quote only", text: "\"p4ss word=", value: "\"p4ss word="),
            Case(description: "byte order mark", text: "\u{FEFF}p4ss word=", trims: [.byteOrderMark]),
            Case(description: "zero-width space at the end", text: "p4ss word=\u{200B}\n", trims: [.lineEnd, .byteOrderMark]),
            Case(description: "no-break space", text: "\u{A0}p4ss word=\u{A0}", trims: [.byteOrderMark]),
            Case(description: "line of an env file", text: "DB_PASSWORD=\"p4ss word=\"\n", trims: [.lineEnd, .assignment, .quotes]),
            Case(description: "exported", text: "export DB_PASSWORD=p4ss word=", trims: [.assignment]),
            Case(description: "bearer", text: "Bearer p4ss word=", trims: [.bearer]),
            Case(description: "padding is no assignment", text: "AB_CD==", value: "AB_CD=="),
            Case(description: "no variable name without underscore", text: "ABCDEF=x", value: "ABCDEF=x"),
            Case(description: "empty", text: "", value: ""),
            Case(description: "nothing but blanks", text: " \n", value: "", trims: [.lineEnd, .blanks]),
            Case(description: "empty quotes", text: "\"\"\n", value: "", trims: [.lineEnd, .quotes]),
            Case(description: "one quote", text: "\"", value: "\""),
        ])
    func trimming(_ c: Case) {
        let pasted = PastedText(bytes: Array(c.text))
        #expect(pasted.value == SecretText(Array(c.value)))
        #expect(pasted.trims == c.trims)
    }

    @Test(
        "several lines are noticed where no kind of value has them",
        arguments: [
            ("one", false), ("one\ntwo", true), ("one\r\ntwo\n", true), ("{\n\"keys\": []\n}", false), ("[\n]", false),
            ("-----BEGIN " + "KEY-----\nAA\n-----END KEY-----\n", false),
        ])
    func lines(_ text: String, _ several: Bool) { #expect(PastedText(bytes: Array(text)).hasSeveralLines == several) }

    @Test("every trim has words of its own")
    func words() { #expect(Set(PastedText.Trim.allCases.map(\.words)).count == PastedText.Trim.allCases.count) }
}
