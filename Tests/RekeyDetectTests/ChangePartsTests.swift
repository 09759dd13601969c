import RekeyCore
import RekeyDetect
import Testing

@Suite struct ChangePartsTests {
    private static func parts(_ text: [UInt8], _ changes: [Range<Int>]) -> [Range<Int>]? {
        let textChanges = changes.map { TextChange($0, source: $0.upperBound) }
        return ChangeParts(text.span, changes: textChanges.span).parts
    }

    private static let line = Array("let value = other(name)\n".utf8)

    private static func lines(_ count: Int) -> [UInt8] { (0..<count).flatMap { _ in line } }

    @Test("whole lines are taken, some before and some behind a change")
    func lines() throws {
        let text = Self.lines(200)
        let part = try #require(Self.parts(text, [2_405..<2_410])?.first)
        #expect(part.lowerBound % Self.line.count == 0 && part.upperBound % Self.line.count == 0)
        #expect((320...380).contains(2_400 - part.lowerBound) && (320...380).contains(part.upperBound - 2_424))
    }

    @Test("changes near each other share a part; those far apart do not, and nothing is said of none")
    func several() throws {
        let text = Self.lines(2_000)
        #expect(Self.parts(text, [1_000..<1_000, 1_100..<1_200, 40_000..<40_001])?.count == 2)
        #expect(Self.parts(text, []) == [])
        let parts = try #require(Self.parts(text, stride(from: 0, to: text.count, by: 700).map { $0..<$0 + 1 }))
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }

    @Test("words of the other version are looked at where they stand now, once for each time they were copied; a cut one is left out")
    func unsettled() {
        let text = Self.lines(400)
        let (words, size) = ([1_000..<1_010, 5_000..<5_010, 9_000..<9_010], text.count)
        func parts(_ changes: [TextChange]) -> [Range<Int>]? { ChangeParts(text.span, changes: changes.span, unsettled: words).parts }
        func holds(_ changes: [TextChange], _ word: Range<Int>) -> Bool {
            parts(changes)?.contains { $0.lowerBound <= word.lowerBound && $0.upperBound >= word.upperBound } == true
        }
        #expect(words.allSatisfy { holds([], $0) } && parts([])?.count == 3)
        // 100 bytes were inserted at the front of the third word.
        let inserted = [TextChange(6_000..<6_100, source: 6_000)]
        #expect(holds(inserted, words[0]) && holds(inserted, 9_100..<9_110) && parts(inserted)?.count == 4)
        // The end of the first 2,000 bytes, again after 4,000 bytes, and then what stood at 8,990.
        let copied = [TextChange(2_000..<2_000, source: 500), TextChange(4_000..<4_000, source: 8_990)]
        #expect(holds(copied, 2_500..<2_510) && holds(copied, 4_010..<4_020) && !holds(copied, words[1]))
        // The second word is cut in two, and nothing of the third is left.
        let cut = [TextChange(5_005..<5_005, source: size)]
        #expect(holds(cut, words[0]) && parts(cut)?.count == 2)
    }

    @Test("lines of base64 round a change are taken with it, however many")
    func encoded() throws {
        let body = [UInt8](repeating: UInt8(ascii: "Q"), count: 64) + [0x0A]
        let text = Self.lines(40) + (0..<100).flatMap { _ in body } + Self.lines(40)
        let start = 40 * Self.line.count
        let part = try #require(Self.parts(text, [start + 3_000..<start + 3_001])?.first)
        #expect(part.contains(start) && part.contains(start + 100 * body.count - 1))
    }

    @Test("a line that is too long, or too many of base64, ask for the whole text")
    func tooMuch() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
        #expect(Self.parts(long, [100_000..<100_001]) == nil)
        let body = [UInt8](repeating: UInt8(ascii: "Q"), count: 64) + [0x0A]
        #expect(Self.parts((0..<3_000).flatMap { _ in body }, [100_000..<100_001]) == nil)
        #expect(Self.parts(Self.line, [500..<900])?.count == 1)
    }

    @Test(
        "every change that a place in a part is looked at for lies in what the part sees, or is the line break before that",
        arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func sight(_ seed: UInt64) throws {
        var state = seed
        func random(_ count: Int) -> Int {
            // Source: G. Marsaglia, "Xorshift RNGs", 2003.
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(count))
        }
        var text: [UInt8] = []
        while text.count < 12_000 {
            if random(8) == 0 {
                for _ in 0...random(8) { text += [UInt8](repeating: UInt8(ascii: "Q"), count: 64) + [0x0A] }
            } else {
                text += [UInt8](repeating: UInt8(ascii: " "), count: random(random(9) == 0 ? 500 : 60)) + [0x0A]
            }
        }
        for _ in 0..<20 {
            let place = random(text.count)
            let part = try #require(Self.parts(text, [place..<place + 1])?.first)
            let seen = ChangeParts.sight(of: part, in: text.span)
            let sight = try #require(seen)
            for change in stride(from: 0, to: text.count - 1, by: 7) where !(sight.lowerBound - 1..<sight.upperBound).contains(change) {
                let other = try #require(Self.parts(text, [change..<change + 1])?.first)
                #expect(!other.overlaps(part), "\(change) reaches \(part), which sees \(sight)")
            }
        }
    }
}
