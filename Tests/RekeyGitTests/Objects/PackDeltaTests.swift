internal import RekeyCore
internal import Testing

@testable internal import RekeyGit

@Suite("deltas") struct PackDeltaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var base = "0123456789"
        let delta: [DeltaMaker.Instruction]
        let result: String
        let changes: [Range<Int>]
        var testDescription: String { name }
    }

    @Test(
        "what comes out, and where it differs",
        arguments: [
            Case(name: "the same", delta: [.copy(0, 10)], result: "0123456789", changes: []),
            Case(name: "the same in two", delta: [.copy(0, 4), .copy(4, 6)], result: "0123456789", changes: []),
            Case(name: "inserted", delta: [.copy(0, 4), .insert("ab"), .copy(4, 6)], result: "0123ab456789", changes: [4..<6]),
            Case(
                name: "inserted in two", delta: [.copy(0, 4), .insert("a"), .insert("b"), .copy(4, 6)], result: "0123ab456789",
                changes: [4..<6]),
            Case(name: "removed", delta: [.copy(0, 4), .copy(6, 4)], result: "01236789", changes: [4..<4]),
            Case(name: "start removed", delta: [.copy(2, 8)], result: "23456789", changes: [0..<0]),
            Case(name: "end removed", delta: [.copy(0, 8)], result: "01234567", changes: [8..<8]),
            Case(
                name: "inserted at both ends", delta: [.insert("a"), .copy(0, 10), .insert("b")], result: "a0123456789b",
                changes: [0..<1, 11..<12]),
            Case(name: "turned round", delta: [.copy(5, 5), .copy(0, 5)], result: "5678901234", changes: [0..<0, 5..<5, 10..<10]),
            Case(name: "nothing left", delta: [], result: "", changes: [0..<0]),
            Case(name: "nothing of nothing", base: "", delta: [], result: "", changes: []),
            Case(name: "all new", base: "", delta: [.insert("abc")], result: "abc", changes: [0..<3]),
        ])
    func applied(_ c: Case) throws {
        let delta = DeltaMaker.delta(base: c.base.utf8.count, result: c.result.utf8.count, c.delta)
        let (result, changes) = try Self.apply(delta, Array(c.base.utf8))
        #expect(String(decoding: result, as: UTF8.self) == c.result)
        #expect(changes.map(\.range) == c.changes)
        #expect(ChangeRanges(changes, of: result).faults(Array(c.base.utf8)) == [])
        for count in 0..<delta.count {
            let cut = Array(delta.prefix(count))
            // Why: a delta that ends after a whole instruction makes too few bytes; one of no bytes is whole when none are to be made.
            if count > 1, c.result.isEmpty { continue }
            #expect(throws: ObjectFault.badDelta) { try Self.apply(cut, Array(c.base.utf8)) }
        }
    }

    @Test("a copy without a size is 64 KiB") func longCopy() throws {
        let base = (0..<75_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let delta = DeltaMaker.delta(base: 75_000, result: 0x1_0000 + 300, [.copy(0x1234, 0x1_0000), .copy(0, 300)])
        #expect(try Self.apply(delta, base).result == Array(base[0x1234..<0x1_1234] + base[..<300]))
    }

    @Test(
        "what does not fit is refused",
        arguments: [
            [DeltaMaker.Instruction.copy(0, 11)], [.copy(11, 1)], [.copy(10, 1)], [.copy(0xFFFF_FFFF, 0xFF_FFFF)], [.copy(0, 9)],
            [.insert("12345678901")], [.raw([0])], [.raw([5, 1, 2])], [.raw([0xFF])], [.raw([0x80])], [.copy(0, 10), .insert("a")],
            [.copy(0, 10), .copy(0, 1)],
        ])
    func refused(_ instructions: [DeltaMaker.Instruction]) {
        let delta = DeltaMaker.delta(base: 10, result: 10, instructions)
        #expect(throws: ObjectFault.badDelta) { try Self.apply(delta, Array("0123456789".utf8)) }
    }

    @Test(
        "lying sizes are refused before any byte is copied",
        arguments: [
            DeltaMaker.delta(base: 9, result: 10, [.copy(0, 10)]), DeltaMaker.delta(base: 11, result: 10, [.copy(0, 10)]),
            [UInt8](repeating: 0xFF, count: 30), [0x8A], [],
        ])
    func lying(_ delta: [UInt8]) {
        #expect(throws: ObjectFault.badDelta) { try Self.apply(delta, Array("0123456789".utf8)) }
    }

    @Test("the size that instructions make is known without making it") func proven() throws {
        let delta = DeltaMaker.delta(base: 10, result: 1 << 40, [.copy(0, 10), .insert("abc"), .copy(0, 0x1_0000)])
        let header = try PackDelta(delta.span)
        #expect(header.resultSize == 1 << 40)
        #expect(try header.provenSize(delta.span) == 10 + 3 + 0x1_0000)
    }

    /// In buffers of exactly the sizes, so that a byte too far would show under an address sanitizer.
    private static func apply(_ delta: [UInt8], _ base: [UInt8]) throws -> (result: [UInt8], changes: [TextChange]) {
        let header = try PackDelta(delta.span)
        var result = [UInt8](repeating: 0xAA, count: min(header.resultSize, 1 << 20))
        var changes: [TextChange] = []
        var span = result.mutableSpan
        try header.apply(delta.span, to: base.span, result: &span, changes: &changes)
        return (result, changes)
    }
}
