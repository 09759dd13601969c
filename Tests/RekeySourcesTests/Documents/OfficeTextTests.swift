internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// Parts of Office documents as lines of text.
@Suite struct OfficeTextTests {
    /// Markup, and the text that it holds.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var markup: String
        var text: String
        var testDescription: String { name }
    }

    private static let word = #"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
    private static let sheet = #"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#
    private static let open = #"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">"#

    static let cases = [
        Case(
            name: "runs of a paragraph",
            markup: word
                + "<w:p><w:r><w:t>ab</w:t></w:r><w:proofErr/>\n<w:r><w:rPr><w:b/></w:rPr><w:t>cd</w:t></w:r></w:p><w:p><w:r><w:t>e</w:t>"
                + "<w:tab/><w:t>f</w:t></w:r></w:p>", text: "abcd\ne\tf\n"),
        Case(name: "entities", markup: word + "<w:p><w:t>&lt;a&amp;b&#x3D;&#39;&nope;&</w:t></w:p>", text: "<a&b='&nope;&\n"),
        Case(
            name: "shared strings", markup: sheet + "<si><t>NAME</t></si><si><r><t>va</t></r><r><t>lue</t></r></si>", text: "NAME\nvalue\n"),
        Case(name: "spans", markup: open + "<text:p>a<text:span>b</text:span><text:s/>c</text:p><text:h>d</text:h>", text: "ab c\nd\n"),
        Case(name: "cut in a tag", markup: word + "<w:p><w:t>ab</w:t></w:p><w:p", text: "ab\n"),
    ]

    @Test("a paragraph is a line, whatever it is cut into", arguments: cases)
    func texts(_ c: Case) throws {
        let sample = try #require(DocumentSample(c.markup, path: "a.docx", entry: "word/document.xml"))
        #expect(sample.text("word/document.xml!/text") == c.text)
        #expect(sample.path("word/document.xml!/text") == "word/document.txt")
        #expect(sample.rest.utf8.count == c.markup.utf8.count && sample.rest.hasPrefix("<"))
    }

    @Test("other markup is no document")
    func others() { #expect(DocumentSample("<html><p>text that is long enough</p></html>", path: "a.xml") == nil) }
}
