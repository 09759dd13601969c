internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("texts of commits and tags") struct TextRangesTests {
    private static let id = String(repeating: "5e", count: 20)

    @Test(
        "header and message are those of the range's reader",
        arguments: [
            "tree \(id)\nparent \(id)\nparent \(id)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nsubject\n\nbody\n",
            "tree \(id)\nauthor A <a> 1 +0000\ngpgsig BEGIN\n more\n \n end\n\nsubject\n",
            "object \(id)\ntype commit\ntag v1\ntagger A <a> 1 +0000\n\nnotes\n",
            "tree \(id)\nauthor A <a> 1 +0000\n", "tree \(id)", "author", "", "\n", "\n\n", "tree nothing\n\nm", " \nx\n\n",
        ])
    func same(text: String) {
        let bytes = Array(text.utf8)
        let ranges = TextRanges(bytes.span)
        let expected = ObjectText(bytes)
        let header = Array(bytes[ranges.header])
        #expect(header == expected.header || header + [0x0A] == expected.header)
        #expect(Array(bytes[ranges.message]) == expected.message)
    }
}
