internal import RekeyCore
internal import Testing

@Suite struct RangeUnionTests {
    @Test("ranges that meet, overlap or hold each other become one")
    func joined() {
        #expect(RangeUnion([]).joined == [])
        #expect(RangeUnion([7..<9, 0..<3, 3..<5, 8..<12, 9..<10]).joined == [0..<5, 7..<12])
        #expect(RangeUnion([4..<6, 4..<6, 4..<5]).joined == [4..<6])
    }

    @Test("a range overlaps when it shares a byte")
    func overlaps() {
        let union = RangeUnion([2..<4, 6..<9])
        for start in 0..<10 {
            for end in start..<11 {
                let expected = (start..<end).contains { (2..<4).contains($0) || (6..<9).contains($0) }
                #expect(union.overlaps(start..<end) == expected, "\(start)..<\(end)")
            }
        }
    }
}
