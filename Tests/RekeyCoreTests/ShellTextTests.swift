internal import RekeyCore
internal import Testing

@Suite struct ShellTextTests {
    @Test(
        "a word is quoted where a shell would read more than text in it, and comes back",
        arguments: [
            ("plain/path-1.env", "plain/path-1.env"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$(x)", "'$(x)'"),
            ("''", #"''\'''\'''"#), ("\n", "'\n'"),
        ])
    func words(_ text: String, _ word: String) {
        #expect(ShellText.word(text) == word)
        #expect(ShellText.unquoted(ShellText.quoted(text)) == text)
        #expect(ShellText.unquoted(ShellText.word(text)) == text)
    }

    @Test("what is no quoted word stays as it is", arguments: ["a'b", "'", "\"a\"", "'a"])
    func others(_ text: String) { #expect(ShellText.unquoted(text) == text) }
}
