internal import RekeyCore
internal import Testing

@testable internal import RekeyPipeline

@Suite("lines by blocks")
struct LineBlocksTests {
    /// Texts whose line feeds stand at edges of blocks, far apart, close together, or nowhere.
    private static let texts: [[UInt8]] = {
        func text(_ count: Int, feeds: [Int]) -> [UInt8] {
            var bytes = [UInt8](repeating: 0x61, count: count)
            for feed in feeds { bytes[feed] = 0x0A }
            return bytes
        }
        return [
            [], [0x0A], text(1, feeds: []), text(20_000, feeds: []), text(20_000, feeds: [0]), text(20_000, feeds: [4_095, 4_096]),
            text(20_000, feeds: [8_191]), text(20_000, feeds: [3, 8_192, 19_999]), text(12_288, feeds: [12_287]),
            text(12_288, feeds: Array(stride(from: 0, to: 12_288, by: 7))), text(9_000, feeds: Array(4_090..<4_105)),
        ]
    }()

    @Test("say the same of every offset as an index of all lines", arguments: texts)
    func everywhere(_ text: [UInt8]) {
        let (blocks, index) = (LineBlocks(text.span, through: text.count), LineIndex(text.span))
        for offset in 0...text.count {
            let line = index.lineNumber(of: offset)
            guard blocks.line(of: offset, in: text.span) == line, blocks.start(of: offset, in: text.span) == index.starts[line] else {
                Issue.record("at \(offset) of \(text.count)")
                return
            }
        }
    }

    @Test("need no more of a text than up to what is asked for", arguments: [0, 1, 4_095, 4_096, 4_097, 9_999])
    func firstPart(_ furthest: Int) {
        let text = Self.texts[7]
        let (some, all) = (LineBlocks(text.span, through: furthest), LineBlocks(text.span, through: text.count))
        for offset in stride(from: 0, through: furthest, by: 61) {
            let lines = (some.line(of: offset, in: text.span), all.line(of: offset, in: text.span))
            #expect(lines.0 == lines.1)
            let starts = (some.start(of: offset, in: text.span), all.start(of: offset, in: text.span))
            #expect(starts.0 == starts.1)
        }
    }

    @Test("give a line without its line feed, or what is near of it")
    func line() {
        let text = Array("one\ntwo three\nfour".utf8)
        let blocks = LineBlocks(text.span, through: text.count)
        let whole = blocks.range(ofLineAt: 8, in: text.span, most: 100)
        #expect(whole == 4..<13)
        let near = blocks.range(ofLineAt: 8, in: text.span, most: 2)
        #expect(near == 6..<10)
        let last = blocks.range(ofLineAt: 15, in: text.span, most: 100)
        #expect(last == 14..<18)
    }
}
