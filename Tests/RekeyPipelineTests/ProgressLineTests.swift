internal import Testing

@testable internal import RekeyPipeline

@Suite("the line of progress") struct ProgressLineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var expected = 1_000
        let done: Int
        var bytes = 4_200_000_000
        let milliseconds: Int
        let text: String
        var testDescription: String { name }
    }

    @Test(
        "it says what is done, and what is left as soon as that can be told",
        arguments: [
            Case(name: "under way", done: 660, milliseconds: 10_000, text: "rekey: 70 versions, 4.2 GB, 66 %, about 5 s left"),
            Case(name: "no bytes are counted", done: 500, bytes: 0, milliseconds: 2_000, text: "rekey: 70 versions, 50 %, about 2 s left"),
            Case(name: "too early", done: 660, milliseconds: 900, text: "rekey: 70 versions, 4.2 GB, 66 %"),
            Case(name: "too little", done: 29, milliseconds: 9_000, text: "rekey: 70 versions, 4.2 GB, 2 %"),
            Case(name: "long", done: 500, milliseconds: 600_000, text: "rekey: 70 versions, 4.2 GB, 50 %, about 10 min left"),
            Case(name: "all", done: 1_000, milliseconds: 9_000, text: "rekey: 70 versions, 4.2 GB, 100 %"),
            Case(name: "more than was expected", done: 1_200, milliseconds: 9_000, text: "rekey: 70 versions, 4.2 GB, 100 %"),
            Case(name: "nothing is expected", expected: 0, done: 0, milliseconds: 9_000, text: "rekey: 70 versions, 4.2 GB"),
            Case(
                name: "as much as can be", expected: .max, done: .max / 2, bytes: .max, milliseconds: 9_000,
                text: "rekey: 70 versions, 9223372036.8 GB, 50 %, about 9 s left"),
        ])
    func text(_ c: Case) {
        let line = ProgressLine(things: "versions", count: 70, bytes: c.bytes, expected: c.expected, done: c.done, start: 5_000)
        #expect(line.text(now: 5_000 + c.milliseconds) == c.text)
    }
}
