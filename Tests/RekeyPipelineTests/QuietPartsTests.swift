internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect
@testable internal import RekeyPipeline

@Suite("parts in which nothing was found") struct QuietPartsTests {
    private static let line = Array("let value = other(name)\n".utf8)
    private static let text = (0..<400).flatMap { _ in line }
    /// Whole lines in the middle.
    private static let part = 200 * line.count..<210 * line.count

    private static func isKnown(
        _ part: Range<Int>, of text: [UInt8], _ pathClass: UInt64 = 7, to quiet: QuietParts, moved: Int = 0
    ) -> Bool {
        quiet.unknown([part.lowerBound + moved..<part.upperBound + moved], of: text.span, pathClass).parts.isEmpty
    }

    private static func known(by result: ChunkResult = ChunkResult()) -> QuietParts {
        let quiet = QuietParts(objects: 10)
        let unknown = quiet.unknown([part], of: text.span, 7)
        quiet.keep(unknown, by: result)
        return quiet
    }

    @Test("a part is known wherever it stands, if a rule sees the same round it")
    func known() {
        let quiet = Self.known()
        #expect(Self.isKnown(Self.part, of: Self.text, to: quiet))
        let lead = Array("another line\n".utf8)
        #expect(Self.isKnown(Self.part, of: lead + Self.text, to: quiet, moved: lead.count))
        #expect(!Self.isKnown(Self.part, of: Self.text, 8, to: quiet))
        #expect(!Self.isKnown(Self.part.lowerBound..<Self.part.upperBound + Self.line.count, of: Self.text, to: quiet))
    }

    @Test("one other byte in the part or 320 bytes round it makes it unknown", arguments: [-320, -1, 0, 100, 239, 240, 559])
    func changed(_ place: Int) {
        var text = Self.text
        text[Self.part.lowerBound + place] ^= 1
        #expect(!Self.isKnown(Self.part, of: text, to: Self.known()))
    }

    @Test("a text that ends near a part is another one, though the bytes are the same")
    func ends() {
        let quiet = Self.known()
        let text = Array(Self.text.prefix(Self.part.upperBound + 14 * Self.line.count))
        #expect(!Self.isKnown(Self.part, of: text, to: quiet))
    }

    @Test("nothing is kept where anything was found, or could be")
    func loud() {
        var results = [ChunkResult](repeating: ChunkResult(), count: 6)
        results[0].unsettled = [Self.part.lowerBound + 5..<Self.part.lowerBound + 9]
        results[1].wantsSurroundings = true
        results[2].projectRefs = ["x"]
        results[3].hasMatches = true
        results[4].reachedLimit = true
        results[5].reachedDecodingLimit = true
        for result in results { #expect(!Self.isKnown(Self.part, of: Self.text, to: Self.known(by: result))) }
        var elsewhere = ChunkResult()
        elsewhere.unsettled = [10..<20]
        #expect(Self.isKnown(Self.part, of: Self.text, to: Self.known(by: elsewhere)))
    }

    @Test("a part in lines of which the ends are not looked for is never known")
    func long() {
        let text = [UInt8](repeating: 0x61, count: 200_000)
        let quiet = QuietParts(objects: 10)
        quiet.keep(quiet.unknown([90_000..<90_010], of: text.span, 7), by: ChunkResult())
        #expect(!Self.isKnown(90_000..<90_010, of: text, to: quiet))
    }
}

@Suite("the hash of a part") struct PartHashTests {
    private static let numbers: [5 of UInt64] = [1, 2, 3, 4, 5]

    @Test(
        "it is the same for the same bytes, and another one for every other byte and number",
        arguments: [0, 1, 15, 16, 17, 511, 512, 513, 1_100])
    func differs(_ count: Int) {
        let hash = PartHash()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let value = hash.value(bytes.span, Self.numbers)
        #expect(hash.value(bytes.span, Self.numbers) == value && value != 0)
        var seen: Set<UInt64> = [value]
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 0x80
            #expect(seen.insert(hash.value(other.span, Self.numbers)).inserted)
        }
        for place in Self.numbers.indices {
            var numbers = Self.numbers
            numbers[place] = 9
            #expect(seen.insert(hash.value(bytes.span, numbers)).inserted)
        }
        #expect(PartHash().value(bytes.span, Self.numbers) != value)
    }
}
