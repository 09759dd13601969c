internal import RekeyCore
internal import Testing

@testable internal import RekeyPipeline

@Suite struct FollowWindowTests {
    private static func window() -> FollowWindow { FollowWindow(Provenance(kind: .stream, path: Array("app.log".utf8))) }

    /// The new part of a chunk, as text.
    private static func new(_ chunk: Chunk?) -> String? {
        chunk.flatMap { chunk in chunk.added.map { $0.map { String(decoding: chunk.bytes[$0], as: UTF8.self) }.joined() } }
    }

    @Test("a line is looked at when it is whole; what came before may be looked at again")
    func lines() {
        var window = Self.window()
        window.append(Array("one\ntw".utf8))
        #expect(Self.new(window.next(isEnd: false)) == "one\n")
        #expect(window.next(isEnd: false) == nil)
        window.append(Array("o\n".utf8))
        #expect(Self.new(window.next(isEnd: false)) == "one\ntwo\n")
        window.append(Array("end".utf8))
        #expect(window.next(isEnd: false) == nil)
        #expect(Self.new(window.next(isEnd: true)) == "one\ntwo\nend")
        #expect(window.next(isEnd: true) == nil)
    }

    @Test("memory stays bounded, lines and offsets right, however long it goes on")
    func bounded() throws {
        var window = Self.window()
        var (line, offset) = (0, 0)
        for round in 0..<400 {
            let text = (0..<(round % 7 + 1)).map { "line \(round) \($0) \(String(repeating: "x", count: round * 3))\n" }.joined()
            window.append(Array(text.utf8))
            let next = window.next(isEnd: false)
            let chunk = try #require(next)
            #expect(chunk.bytes.count < 200_000)
            let start = try #require(chunk.startOffset)
            #expect(chunk.firstLine - 1 == line - chunk.bytes.count { $0 == 0x0A } + text.count { $0 == "\n" })
            #expect(start + chunk.bytes.count == offset + text.utf8.count)
            line += text.count { $0 == "\n" }
            offset += text.utf8.count
            window.forget()
        }
    }

    @Test("a line without end is looked at in parts that overlap")
    func endless() throws {
        var window = Self.window()
        var told = 0
        for _ in 0..<60 {
            window.append([UInt8](repeating: 0x61, count: 100_000))
            guard let chunk = window.next(isEnd: false), let added = chunk.added?.first, let start = chunk.startOffset else { continue }
            #expect(start + added.lowerBound <= told && chunk.bytes.count < 2_000_000)
            told = start + added.upperBound
            window.forget()
        }
        #expect(told > 4_000_000)
    }
}
