internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// Documents that are cut, changed or made to be endless: nothing ends the program or takes for ever.
@Suite struct HostileDocumentTests {
    /// A document and the path it has.
    struct Seed: CustomTestStringConvertible, Sendable {
        var path: String
        var bytes: [UInt8]
        var testDescription: String { path }
    }

    static let seeds: [Seed] = {
        let notebook = #"{"cells":[{"source":["a\u00e9\ud83d\ude00\n"],"outputs":[{"text":"b","traceback":["c"]}]}]}"#
        let map = #"{"sources":["a"],"sourcesContent":["b\"c"]}"#
        let archive =
            #"{"log":{"entries":[{"request":{"method":"G","url":"u?q","headers":[{"name":"n","value":"v"}],"postData":{"text":"t"}}}]}}"#
        let markup = #"<w:document xmlns:w="http://schemas.openxmlformats.org/w"><w:p><w:t>a&#x41;</w:t><w:tab/></w:p>"#
        let script =
            "a()\n//# sourceMappingURL=data:application/json;base64,"
            + String(decoding: Base64.encode(Array(map.utf8).span), as: UTF8.self)
        var pdf = PDFSample.pages(["BT /F1 9 Tf 1 0 0 1 5 5 Tm [(a) -20 <42>] TJ ET"], font: "<</Subtype/Type0/ToUnicode 10 0 R>>")
        pdf.add(10, stream: Array("1 beginbfrange <00> <FF> <0041> endbfrange 1 beginbfchar <41> <0042> endbfchar".utf8))
        pdf.add(11, "/Type/ObjStm/N 1/First 4", stream: Array("1 0 <</A[1 2 R(b)]>>".utf8))
        let database = DatabaseSample(table: "t", statement: "CREATE TABLE t(a, b)", rows: [["one", "two"], ["three", "four"]])
        return [
            Seed(path: "a.ipynb", bytes: Array(notebook.utf8)), Seed(path: "a.map", bytes: Array(map.utf8)),
            Seed(path: "a.har", bytes: Array(archive.utf8)), Seed(path: "a.xml", bytes: Array(markup.utf8)),
            Seed(path: "a.js", bytes: Array(script.utf8)), Seed(path: "a.pdf", bytes: pdf.bytes), Seed(path: "a.db", bytes: database.bytes),
        ]
    }()

    private func bytes(of bytes: [UInt8], _ path: String) -> Int {
        DocumentSample(bytes, path: path)?.chunks.reduce(0) { $0 + $1.bytes.count } ?? 0
    }

    @Test("every beginning of a document is read", arguments: seeds)
    func cut(_ seed: Seed) {
        #expect(bytes(of: seed.bytes, seed.path) > 0)
        for count in seed.bytes.indices { #expect(bytes(of: Array(seed.bytes.prefix(count)), seed.path) < 65_536) }
    }

    @Test("every byte may be another one", arguments: seeds)
    func changed(_ seed: Seed) {
        for index in seed.bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x28, 0x5B, 0x7F, 0xFF, seed.bytes[index] ^ 1] {
                var bytes = seed.bytes
                bytes[index] = byte
                #expect(self.bytes(of: bytes, seed.path) < 1 << 20)
            }
        }
    }

    /// What repeats itself.
    struct Endless: CustomTestStringConvertible, Sendable {
        var path: String
        var lead: String
        var unit: String
        var testDescription: String { "\(lead)\(unit)…" }
    }

    @Test(
        "what is made to be endless is read in time",
        arguments: [
            Endless(path: "a.ipynb", lead: "", unit: "["), Endless(path: "a.ipynb", lead: "", unit: "{\"cells\":"),
            Endless(path: "a.har", lead: "{\"log\":{\"entries\":[", unit: "{\"request\":{\"url\":\"a\"}},"),
            Endless(path: "a.pdf", lead: "%PDF-1.7\n", unit: "1 0 obj ["), Endless(path: "a.pdf", lead: "%PDF-1.7\n", unit: "1 0 obj <<"),
            Endless(path: "a.pdf", lead: "%PDF-1.7\n", unit: "1 0 obj ("),
            Endless(path: "a.pdf", lead: "%PDF-1.7\n", unit: "1 0 obj <</Length 9>> stream\n"),
            Endless(path: "a.pdf", lead: "%PDF-1.7\n", unit: "/Encrypt "), Endless(path: "a.pdf", lead: "%PDF-1.7\n", unit: "1 0 obj /A "),
            Endless(path: "a.xml", lead: "<a xmlns='http://schemas.openxmlformats.org/'>", unit: "<"),
            Endless(path: "a.xml", lead: "<a xmlns='http://schemas.openxmlformats.org/'>", unit: "&#"),
        ])
    func endless(_ c: Endless) {
        let text = c.lead + String(repeating: c.unit, count: 200_000 / c.unit.utf8.count)
        let clock = ContinuousClock()
        let time = clock.measure { _ = bytes(of: Array(text.utf8), c.path) }
        #expect(time < .seconds(20))
    }

    @Test("pages that point at each other and share what they hold end")
    func loops() throws {
        var pdf = PDFSample()
        pdf.add(1, "<</Type/Catalog/Pages 2 0 R>>")
        pdf.add(2, "<</Kids[2 0 R \(String(repeating: "3 0 R 4 0 R ", count: 200))]/Resources 5 0 R>>")
        pdf.add(3, "<</Kids[2 0 R 3 0 R]>>")
        pdf.add(4, "<</Contents[\(String(repeating: "6 0 R ", count: 50))]>>")
        pdf.add(5, "5 0 R")
        pdf.add(6, stream: Array("BT (a) Tj ET".utf8))
        let sample = try #require(DocumentSample(pdf.bytes, path: "a.pdf"))
        #expect(sample.text("page 1")?.utf8.count == 51)

        var database = DatabaseSample(table: "t", statement: "CREATE TABLE t(a)", rows: [["x"]]).bytes
        // An inner page whose children are the first page, itself and one that is not there.
        let inner = Array([5, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2, 2, 0, 1, 0] as [UInt8])
        database.replaceSubrange(512..<512 + inner.count, with: inner)
        #expect(bytes(of: database, "a.db") < 65_536)
    }

    @Test("a stream that grows beyond belief is named, and the rest of the file is read")
    func bomb() throws {
        var pdf = PDFSample.pages(["BT (a) Tj ET"])
        pdf.add(30, "/Filter/FlateDecode", stream: Self.zeros(matches: 270_000), isCompressed: false)
        let sample = try #require(DocumentSample(pdf.bytes, path: "a.pdf"))
        #expect(sample.skips.map(\.reason) == [.expansionLimit])
        #expect(sample.text("page 1") == "a\n")
    }

    /// A zlib stream of as many times 258 zeros. Source: RFC 1951, section 3.2.6 (fixed codes).
    private static func zeros(matches: Int) -> [UInt8] {
        var output: [UInt8] = [0x78, 0x01]
        var (held, count) = (UInt32(0), UInt32(0))
        func add(_ bits: [UInt32]) {
            for bit in bits {
                held |= bit << count
                count += 1
                if count == 8 {
                    output.append(UInt8(held))
                    (held, count) = (0, 0)
                }
            }
        }
        add([1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0])
        for _ in 0..<matches { add([1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0]) }
        add([0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0])
        return output
    }
}
