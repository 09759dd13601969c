internal import RekeyCore
internal import Testing

@Suite("chunk")
struct ChunkTests {
    private func chunk(_ added: [Range<Int>]?) -> Chunk {
        Chunk(bytes: [UInt8](repeating: 0, count: 100), provenance: Provenance(kind: .patch, path: []), added: added)
    }

    @Test(
        "a finding is new when it touches an added range",
        arguments: [
            (0..<5, false), (0..<10, false), (0..<11, true), (10..<20, true), (19..<30, true), (20..<30, false), (20..<40, false),
            (20..<41, true),
            (5..<60, true), (49..<50, true), (50..<60, false), (99..<100, false), (10..<10, true), (20..<20, false), (9..<9, false),
            (49..<49, true),
        ])
    func isNew(range: Range<Int>, expected: Bool) { #expect(chunk([10..<20, 40..<50]).isNew(range) == expected) }

    @Test("without added ranges all is new, with none of them nothing is")
    func extremes() {
        #expect(chunk(nil).isNew(0..<1))
        #expect(!chunk([]).isNew(0..<100))
    }

    @Test("in a piece a finding is new where it starts")
    func pieces() {
        var piece = chunk([10..<20])
        #expect(piece.isNew(5..<15))
        piece.isPiece = true
        #expect(!piece.isNew(5..<15))
        #expect(piece.isNew(19..<30))
        #expect(!piece.isNew(20..<30))
    }

    @Test("the search agrees with looking at every range")
    func manyRanges() {
        let added = stride(from: 3, to: 95, by: 7).map { $0..<$0 + $0 % 5 + 1 }
        let chunk = chunk(added)
        let ranges = (0..<100).flatMap { start in (start + 1...100).map { start..<$0 } }
        #expect(ranges.filter(chunk.isNew) == ranges.filter { range in added.contains { $0.overlaps(range) } })
    }
}

@Suite("line index")
struct LineIndexTests {
    private struct LineCase: Sendable, CustomTestStringConvertible {
        let text: String
        let lines: [String]
        var testDescription: String { text.debugDescription }
    }

    @Test(
        "lines and the offsets in them",
        arguments: [
            LineCase(text: "", lines: [""]),
            LineCase(text: "one", lines: ["one"]),
            LineCase(text: "one\n", lines: ["one\n", ""]),
            LineCase(text: "\n\n", lines: ["\n", "\n", ""]),
            LineCase(text: "one\ntwo\r\n\nfour", lines: ["one\n", "two\r\n", "\n", "four"]),
        ])
    private func lines(_ c: LineCase) {
        let bytes = Array(c.text.utf8)
        let index = LineIndex(bytes.span)
        #expect(index.starts.count == c.lines.count)
        for (number, line) in c.lines.enumerated() {
            let range = index.range(ofLine: number, count: bytes.count)
            #expect(Array(bytes[range]) == Array(line.utf8))
            for offset in range { #expect(index.lineNumber(of: offset) == number) }
        }
        #expect(index.lineNumber(of: bytes.count) == c.lines.count - 1)
    }

    @Test("lines that are not there are clamped")
    func clamped() {
        let bytes = Array("a\nb".utf8)
        let index = LineIndex(bytes.span)
        #expect(index.range(ofLine: 9, count: bytes.count) == 2..<3)
        #expect(index.range(ofLine: -1, count: bytes.count).lowerBound == 0)
        #expect(index.lineNumber(of: 99) == 1)
        #expect(index.lineNumber(of: -4) == 0)
    }
}
