internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

@Suite struct ColouredTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// `«T»` stands for a token, `«t»` for its first ten bytes and `«u»` for the others, `^` for ESC.
        var text: String
        /// The bytes that the token takes.
        var place: String
        var testDescription: String { name }
    }

    @Test(
        "a token is found once, whatever colours it, at its place in the text as it stands",
        arguments: [
            Case(name: "a code inside", text: "got «t»^[1;31m«u» here\n", place: "«t»^[1;31m«u»"),
            Case(name: "a code right before", text: "got ^[32m«T»^[0m here\n", place: "«T»"),
            Case(name: "codes round it, and plain beside them", text: "^[32mgot ^[0m «T» here", place: "«T»"),
            Case(
                name: "grep shows what it sought", text: "a.env:^[01;31m^[KTOKEN^[m^[K=«t»^[01;31m^[K«u»^[m^[K", place: "«t»^[01;31m^[K«u»"),
            Case(name: "lines before it", text: "^[32mone^[0m\ntwo\n^[33mthree^[39m ^[32m«T»", place: "«T»"),
            Case(name: "behind a long line", text: "^[1m" + String(repeating: "x ", count: 9_000) + "^[36m«T»^[0m", place: "«T»"),
            Case(name: "escaped codes of a JSON log", text: #"{"log":"\u001b[32m«T»\u001b[39m\n"}"#, place: "«T»"),
            Case(name: "escaped codes inside", text: #"{"log":"«t»\u001B[1;32m«u»\u001b[39m\n"}"#, place: #"«t»\u001B[1;32m«u»"#),
            Case(name: "escaped as in C", text: #"printf("\033[31m«T»\033[0m\n")"#, place: "«T»"),
        ])
    func places(_ c: Case) throws {
        let text = Self.made(c.text)
        let result = try Scanning.scan(text, path: "app.log")
        try #require(result.detections.map(\.rule.id) == ["github.pat"])
        #expect(String(decoding: Array(text.utf8)[result.detections[0].range], as: UTF8.self) == Self.made(c.place))
        #expect(result.detections[0].secret == SecretText(Array(Self.token.utf8)))
    }

    @Test("a coloured value keeps its name, and is no shorter than it is")
    func names() throws {
        let value = Minting.text(24)
        let text = "{ \u{1B}[33mpassword\u{1B}[0m: \u{1B}[32m'\(value)'\u{1B}[39m }\n"
        let found = try Scanning.scan(text, path: "app.log").detections
        try #require(found.count == 1)
        #expect(found[0].variable == "password")
        #expect(found[0].secret == SecretText(Array(value.utf8)))
    }

    @Test("with parts, only their tokens are found")
    func parts() throws {
        let text = Array(Self.made("^[31ma^[0m ^[31m«T»^[0m\n^[31mb^[0m\n").utf8)
        let second = (text.firstIndex(of: 0x0A) ?? 0) + 1
        #expect(try Scanning.scan(text, parts: [0..<second]).detections.count == 1)
        #expect(try Scanning.scan(text, parts: [second..<text.count]).detections.isEmpty)
    }

    @Test("a long text is read in stretches, and a token where two of them meet is found once", arguments: [-60, -20, -1, 0, 1, 30])
    func stretches(_ shift: Int) throws {
        let line = "\u{1B}[36mapi-1  | \u{1B}[0mnothing here\n"
        let token = Self.made("^[1m«t»^[0m«u»")
        // Source: `UncolouredText.Window` is a mebibyte from its first code.
        let count = ((1 << 20) + shift) / line.utf8.count
        let lead = String(repeating: " ", count: (1 << 20) + shift - count * line.utf8.count)
        let text = String(repeating: line, count: count) + lead + token + "\n" + String(repeating: line, count: 3)
        let found = try Scanning.scan(text, path: "app.log").detections
        #expect(found.map(\.secret) == [SecretText(Array(Self.token.utf8))])
        #expect(found.first.map { $0.range.lowerBound - (1 << 20) - shift } == 4)
    }

    private static let token = Minting.gitHubToken()

    private static func made(_ text: String) -> String {
        text.replacing("«T»", with: token).replacing("«t»", with: token.prefix(10)).replacing("«u»", with: token.dropFirst(10))
            .replacing("^", with: "\u{1B}")
    }
}
