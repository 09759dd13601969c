internal import Testing

@testable internal import RekeyGit

@Suite("batch parser") struct BatchParserTests {
    private let id = String(repeating: "a", count: 40)

    @Test("blocks of any size give the same answers", arguments: 1...12)
    func blocks(_ size: Int) throws {
        let output = Array("\(id) blob 3\na\nb\n\(id) missing\n\(id) blob 0\n\n\(id) blob 9\n123456789\n".utf8)
        var parser = BatchParser(limit: 5)
        var answers: [BlobStream.Answer] = []
        for start in stride(from: 0, to: output.count, by: size) {
            try parser.feed(output[start..<min(start + size, output.count)]) { answers.append($0) }
        }
        #expect(answers == [.content(Array("a\nb".utf8)), .missing, .content([]), .overSizeLimit(bytes: 9)])
    }

    @Test("what git would not print throws", arguments: ["x\n", "a blob -1\n", "a blob 99999999999999999999\n", "a blob 1\nxx"])
    func malformed(_ output: String) {
        var parser = BatchParser(limit: 5)
        #expect(throws: GitError.malformedOutput(command: "cat-file")) { try parser.feed(Array(output.utf8)[...]) { _ in } }
    }
}
