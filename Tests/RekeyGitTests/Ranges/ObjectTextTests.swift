internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable import RekeyGit

@Suite("text of commits and tags") struct ObjectTextTests {
    private static let id = String(repeating: "ab", count: 20)

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: String
        let header: String
        let message: String
        var target: String?
        var testDescription: String { name }
    }

    @Test(
        "header and message are told apart",
        arguments: [
            Case(
                name: "commit", bytes: "tree \(id)\nparent \(id)\nauthor A <a> 1 +0000\n\nwords\n\nmore\n",
                header: "author A <a> 1 +0000\n",
                message: "words\n\nmore\n"),
            Case(
                name: "signature", bytes: "tree \(id)\ngpgsig one\n two\n \n three\n\nm", header: "gpgsig one\n two\n \n three\n",
                message: "m"),
            Case(
                name: "text in place of an ID", bytes: "tree not an id\nparent \(id)x\n\n", header: "tree not an id\nparent \(id)x\n",
                message: ""),
            Case(name: "no message", bytes: "tree \(id)\nauthor A", header: "author A\n", message: ""),
            Case(name: "nothing", bytes: "", header: "", message: ""),
            Case(name: "behind a zero byte", bytes: "a b\n\nm\0hidden", header: "a b\n", message: "m\0hidden"),
            Case(
                name: "tag", bytes: "object \(id)\ntype blob\ntag v1\ntagger T\n\nm\n", header: "tag v1\ntagger T\n", message: "m\n",
                target: "blob"),
            Case(name: "tag of nothing known", bytes: "object \(id)\ntype thing\n\nm", header: "type thing\n", message: "m"),
            Case(
                name: "a second object is text", bytes: "object \(id)\ntype tag\nobject \(id)\ntype tree\n\n",
                header: "object \(id)\ntype tree\n", message: "", target: "tag"),
        ])
    func split(_ c: Case) {
        let text = ObjectText(Array(c.bytes.utf8))
        #expect(String(decoding: text.header, as: UTF8.self) == c.header)
        #expect(String(decoding: text.message, as: UTF8.self) == c.message)
        #expect(text.target?.kind == c.target)
        #expect((text.target?.id == nil) == (c.target == nil))
    }

    @Test("every shorter prefix is read without a trap") func prefixes() {
        let whole = Array("tree \(Self.id)\nparent \(Self.id)\nauthor A <a> 1 +0000\n\nwords\n".utf8)
        for count in 0...whole.count { #expect(ObjectText(Array(whole.prefix(count))).target == nil) }
    }
}
