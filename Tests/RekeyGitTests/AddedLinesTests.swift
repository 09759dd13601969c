internal import Testing

@testable internal import RekeyGit

@Suite("added lines") struct AddedLinesTests {
    @Test("as many lines are new as a count of equal lines says, whatever their order") func counts() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let old = Self.text(&random)
            let new = Self.text(&random)
            var left: [Substring: Int] = [:]
            for line in Self.lines(old) { left[line, default: 0] += 1 }
            var expected: [Substring] = []
            for line in Self.lines(new) {
                if let count = left[line], count > 0 { left[line] = count - 1 } else { expected.append(line) }
            }
            let bytes = Array(new.utf8)
            let ranges = AddedLines.ranges(in: bytes, against: [Array(old.utf8)])
            let found = ranges.flatMap { Self.lines(String(decoding: bytes[$0], as: UTF8.self)) }
            #expect(found.sorted() == expected.sorted(), "old \(old.debugDescription) new \(new.debugDescription)")
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    }

    @Test("against two old texts only what both lack is new") func twoOlds() {
        let ranges = AddedLines.ranges(in: Array("a\nb\nc\n".utf8), against: [Array("a\n".utf8), Array("b\n".utf8)])
        #expect(ranges == [4..<6])
    }

    @Test("a hundred thousand equal lines take no time", .timeLimit(.minutes(1))) func manyEqualLines() {
        let old = [UInt8](repeating: 0x0A, count: 100_000)
        let new = Array(String(repeating: "x\n\n", count: 60_000).utf8)
        #expect(AddedLines.ranges(in: new, against: [old]).count == 60_000)
    }

    private static func text(_ random: inout SystemRandomNumberGenerator) -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in ["a\n", "b\n", "\n", "c\r\n", "d"].randomElement(using: &random) ?? "" }
            .joined()
    }

    private static func lines(_ text: String) -> [Substring] {
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
            Substring(scalars.last == "\r" ? scalars.dropLast() : scalars)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
