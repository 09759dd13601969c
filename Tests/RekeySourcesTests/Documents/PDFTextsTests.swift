internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// PDF files as the text of their pages.
@Suite struct PDFTextsTests {
    /// What operators write.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var operators: String
        var text: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "a string", operators: "BT /F1 12 Tf 72 720 Td (a\\(b\\051 \\143\\\nd) Tj ET", text: "a(b) cd\n"),
        Case(name: "pieces", operators: "BT [(ab) -20 (cd) 35 <65 6>] TJ ET", text: "abcde`\n"),
        Case(name: "a wide gap", operators: "BT [(ab)-333(cd)] TJ ET", text: "ab cd\n"),
        Case(name: "lines", operators: "BT 0 9 Td (a)Tj 0 -14 Td (b)Tj T* (c)' 1 2 (d) \" ET", text: "a\nb\nc\nd\n"),
        Case(name: "the same line, near", operators: "BT 10 Tf 72 720 Td (aaaa)Tj 20 0 Td (bb)Tj ET", text: "aaaabb\n"),
        Case(name: "the same line, far", operators: "BT /F1 10 Tf 72 720 Td (aaaa)Tj 90 0 Td (bb)Tj ET", text: "aaaa bb\n"),
        Case(
            name: "matrices", operators: "BT /F1 1 Tf 10 0 0 10 5 700 Tm (a)Tj 10 0 0 10 10 700 Tm (b)Tj 10 0 0 10 5 680 Tm (c)Tj ET",
            text: "ab\nc\n"),
        Case(name: "an image in the way", operators: "BI /W 1 ID (((\u{1} EI BT (a)Tj ET", text: "a\n"),
        Case(name: "no end", operators: "BT (ab", text: ""),
    ]

    @Test("operators write lines", arguments: cases)
    func content(_ c: Case) {
        #expect(String(decoding: PDFContent(Array(c.operators.utf8), fonts: [:]).text, as: UTF8.self) == c.text)
    }

    @Test("pages are texts, in the order in which they are shown", arguments: [true, false])
    func pages(_ isCompressed: Bool) throws {
        let pdf = PDFSample.pages(["BT [(fir)5(st)] TJ ET", "BT (second) Tj ET"], isCompressed: isCompressed)
        let sample = try #require(DocumentSample(pdf.bytes, path: "a.pdf"))
        #expect(sample.entries == ["page 1", "page 2"])
        #expect(sample.text("page 1") == "first\n" && sample.text("page 2") == "second\n")
        #expect(sample.rest.contains("/Catalog") && !sample.rest.contains("second"))
    }

    @Test("codes of fonts are turned into characters")
    func fonts() throws {
        let map = """
            1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0073> <0004> <00660066> endbfchar
            2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <0079>] endbfrange
            """
        var pdf = PDFSample.pages(["BT /F1 12 Tf <0003000400100011001200200021> Tj ET"], font: "<</Subtype/Type0/ToUnicode 10 0 R>>")
        pdf.add(10, stream: Array(map.utf8))
        #expect(DocumentSample(pdf.bytes, path: "a.pdf")?.text("page 1") == "sffabcxy\n")
    }

    @Test("objects of object streams are found, and what is written in them")
    func objectStreams() throws {
        var pdf = PDFSample()
        let objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R/A(n\\157te)/B<FEFF0061>>>"]
        let offsets = [0, objects[0].utf8.count + 1, objects[0].utf8.count + objects[1].utf8.count + 2]
        let header = zip(1...3, offsets).map { "\($0) \($1)" }.joined(separator: " ") + " "
        pdf.add(7, "/Type/ObjStm/N 3/First \(header.utf8.count)", stream: Array((header + objects.joined(separator: " ")).utf8))
        pdf.add(4, stream: Array("BT (shown) Tj ET".utf8))
        let sample = try #require(DocumentSample(pdf.bytes, path: "a.pdf"))
        #expect(sample.text("page 1") == "shown\n")
        #expect(sample.text("object 7") == "/A note\n/B a\n")
    }

    @Test("what no page shows is read as well: forms, attachments, older versions, a wrong length")
    func others() throws {
        var pdf = PDFSample.pages(["BT (old) Tj ET"])
        pdf.add(21, stream: Array("BT (new) Tj ET".utf8), length: 3)
        pdf.add(30, "/Subtype/Form", stream: Array("BT [(fo)-1(rm)] TJ ET".utf8))
        pdf.add(31, "/Type/EmbeddedFile", stream: Array("A=attached\n".utf8))
        let sample = try #require(DocumentSample(pdf.bytes, path: "a.pdf"))
        #expect(sample.text("page 1") == "new\n")
        #expect(sample.chunks.dropLast().map { String(decoding: $0.bytes, as: UTF8.self) } == ["new\n", "old\n", "form\n", "A=attached\n"])
        #expect(sample.skips.isEmpty)
    }

    @Test("filters are undone one after the other")
    func filters() {
        var pdf = PDFSample.pages(["BT (a) Tj ET"])
        let hexadecimal = Array("42 54 20 28 62 29 54 6A 20 45 54>".utf8)
        pdf.add(40, "/Filter/ASCIIHexDecode", stream: hexadecimal, isCompressed: false)
        pdf.add(41, "/Filter[/A85]", stream: Array("6?6OU+>Gi~>".utf8), isCompressed: false)
        let sample = DocumentSample(pdf.bytes, path: "a.pdf")
        #expect(sample?.text("object 40") == "b\n")
    }

    @Test("what cannot be read is named", arguments: ["/Encrypt 9 0 R", "/Encrypt<</V 4>>"])
    func encrypted(_ trailer: String) throws {
        var pdf = PDFSample.pages(["BT (a) Tj ET"])
        #expect(DocumentSample(pdf.bytes, path: "a.pdf")?.skips.isEmpty == true)
        pdf.add(50, "<<\(trailer)>>")
        let sample = try #require(DocumentSample(pdf.bytes, path: "a.pdf"))
        #expect(sample.skips.map(\.reason) == [.encrypted])
        #expect(sample.chunks.count == 1 && sample.chunks[0].bytes == pdf.bytes)
    }

    @Test("a damaged or unknown stream of a page is named")
    func damaged() {
        var pdf = PDFSample.pages(["BT (a) Tj ET"])
        pdf.add(21, "/Filter/FlateDecode", stream: Array("no zlib at all".utf8), isCompressed: false)
        #expect(DocumentSample(pdf.bytes, path: "a.pdf")?.skips.map(\.reason) == [.unreadable])
        pdf.add(21, "/Filter/LZWDecode", stream: Array("x".utf8), isCompressed: false)
        #expect(DocumentSample(pdf.bytes, path: "a.pdf")?.skips.map(\.reason) == [.unsupportedCompression])
    }
}
