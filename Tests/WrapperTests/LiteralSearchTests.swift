internal import LiteralSearch
internal import RekeyTestSupport
internal import Testing

@Suite struct LiteralSearchTests {
    /// Literals as text; `i:` in front ignores case.
    static func database(_ literals: [String]) throws -> LiteralDatabase { try LiteralDatabase(literals.map(literal)) }

    static func literal(_ text: String) -> Literal {
        let ignoresCase = text.hasPrefix("i:")
        return Literal(bytes: Array((ignoresCase ? text.dropFirst(2) : text[...]).utf8), ignoresCase: ignoresCase)
    }

    static func hits(_ database: LiteralDatabase, _ text: some Collection<UInt8>) throws -> [LiteralHit] {
        let text = Array(text)
        return try hits(of: LiteralSearcher(), in: text, database)
    }

    /// All batches, one behind the other; the same in one.
    private static func hits(of searcher: LiteralSearcher, in text: [UInt8], _ database: LiteralDatabase) throws -> [LiteralHit] {
        var (batches, whole): ([LiteralHit], [LiteralHit]) = ([], [])
        try searcher.scan(text.span, for: database) { hits in batches += hits.indices.map { hits[$0] } }
        try searcher.scan(text.span, for: database, inBatches: false) { hits in whole += hits.indices.map { hits[$0] } }
        #expect(batches == whole)
        return batches
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var literals: [String]
        var text: String
        /// Pairs of literal and end.
        var hits: [(UInt32, UInt32)]
        var testDescription: String { name }
    }

    @Test(
        "a hit is a literal and the offset behind its last byte",
        arguments: [
            Case(name: "whole text", literals: ["token"], text: "token", hits: [(0, 5)]),
            Case(name: "at the end", literals: ["token"], text: "a token", hits: [(0, 7)]),
            Case(name: "twice", literals: ["abc"], text: "abcabc", hits: [(0, 3), (0, 6)]),
            Case(name: "overlapping itself", literals: ["aaa"], text: "aaaaa", hits: [(0, 3), (0, 4), (0, 5)]),
            Case(name: "one inside another", literals: ["secret", "sb_secret_"], text: "sb_secret_", hits: [(0, 9), (1, 10)]),
            Case(name: "case counts", literals: ["Token"], text: "token TOKEN Token", hits: [(0, 17)]),
            Case(name: "case ignored", literals: ["i:token"], text: "token TOKEN ToKeN", hits: [(0, 5), (0, 11), (0, 17)]),
            Case(name: "long, the last byte differs", literals: ["abcdefghijkl"], text: "abcdefghijkm abcdefghijkl", hits: [(0, 25)]),
            Case(name: "long, the first byte differs", literals: ["abcdefghijkl"], text: "xbcdefghijkl abcdefghijkl", hits: [(0, 25)]),
            Case(name: "regex characters are plain", literals: ["a.*c", "[x]"], text: "abc a.*c [x] x", hits: [(0, 8), (1, 12)]),
            Case(name: "three bytes at the start", literals: ["abc"], text: "abc", hits: [(0, 3)]),
            Case(name: "three bytes at odd offsets", literals: ["abc"], text: "xabcxabc_abc", hits: [(0, 4), (0, 8), (0, 12)]),
            Case(name: "four bytes at odd offsets", literals: ["i:abcd"], text: "xaBcDxxabcd", hits: [(0, 5), (0, 11)]),
            Case(
                name: "ends together, in the order of the list", literals: ["i:token", "_token"], text: "_token", hits: [(0, 6), (1, 6)]),
            Case(
                name: "signs that differ in the bit of case only", literals: ["i:a@[", "a`{"], text: "a@[ a`{ A@[",
                hits: [(0, 3), (1, 7), (0, 11)]),
            Case(name: "absent", literals: ["token"], text: "toke n", hits: []),
        ])
    func exactEnds(_ c: Case) throws {
        let found = try Self.hits(Self.database(c.literals), Array(c.text.utf8))
        let expected = c.hits.map { LiteralHit(literal: $0.0, end: $0.1) }
        #expect(Set(found.map { [$0.literal, $0.end] }) == Set(expected.map { [$0.literal, $0.end] }))
        #expect(found.count == expected.count)
        #expect(found.map(\.end) == found.map(\.end).sorted(), "ordered by end")
    }

    @Test("zero bytes and bytes above 0x7F are part of a literal like any other")
    func rawBytes() throws {
        let database = try LiteralDatabase([
            Literal(bytes: [0xFF, 0x00, 0xFF], ignoresCase: false), Literal(bytes: [0xC3, 0xA4, 0x61], ignoresCase: true),
        ])
        let text: [UInt8] = [0xFF, 0x00, 0xFF, 0xC3, 0xA4, 0x41, 0xFF, 0x00]
        #expect(try Self.hits(database, text) == [LiteralHit(literal: 0, end: 3), LiteralHit(literal: 1, end: 6)])
    }

    @Test("empty input has no hit")
    func emptyInput() throws { #expect(try Self.hits(Self.database(["abc"]), []).isEmpty) }

    @Test("an empty list, and a literal that is too short or too long, is refused and says which")
    func refused() throws {
        #expect(throws: LiteralError.noLiterals) { _ = try LiteralDatabase([]) }
        #expect(throws: LiteralError.length(index: 1)) { _ = try Self.database(["abc", ""]) }
        #expect(throws: LiteralError.length(index: 0)) { _ = try Self.database(["ab"]) }
        #expect(throws: LiteralError.length(index: 0)) { _ = try Self.database([String(repeating: "a", count: 251)]) }
        let longest = String(repeating: "ab", count: 125)
        #expect(try Self.hits(Self.database([longest]), Array("x\(longest)".utf8)).map(\.end) == [251])
        #expect(throws: LiteralError.tooMany) { _ = try Self.database((0..<32_768).map { "literal\($0)" }) }
    }

    @Test("a hit is found at every offset of an input larger than 64 KiB, and none elsewhere")
    func largeInput() throws {
        let database = try Self.database(["needle_in", "i:OTHER_needle"])
        var text = [UInt8](repeating: UInt8(ascii: "."), count: 3 << 20)
        var expected: [UInt32] = []
        var offset = 0
        while offset + 9 <= text.count {
            text.replaceSubrange(offset..<offset + 9, with: Array("needle_in".utf8))
            expected.append(UInt32(offset + 9))
            offset += 65_521
        }
        let found = try Self.hits(database, text)
        #expect(found.filter { $0.literal == 0 }.map(\.end) == expected)
        #expect(found.allSatisfy { $0.literal == 0 })
    }

    @Test("finds what a plain search finds, in the same order, with and without vectors", arguments: [true, false])
    func agreesWithPlainSearch(_ usesVectors: Bool) throws {
        let searcher = LiteralSearcher(usesVectors: usesVectors)
        for seed in UInt64(1)...30 {
            var random = SeededNumbers(seed: seed)
            let letters = Array((seed % 2 == 0 ? "abAB" : "abcdeABCDE_-:=/\"0189 \n\u{7F}é").utf8)
            let words = (0..<Int.random(in: 1...120, using: &random)).map { _ in
                (0..<Int.random(in: 3...16, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
            }
            let literals = words.map { Literal(bytes: $0, ignoresCase: Bool.random(using: &random)) }
            let database = try LiteralDatabase(literals)
            for length in Array(0...70) + [5_000] + (seed % 10 == 0 ? [30_000] : []) {
                var text: [UInt8] = []
                while text.count < length {
                    if Bool.random(using: &random) { text += words.randomElement(using: &random) ?? [] }
                    text.append(letters.randomElement(using: &random) ?? 0)
                }
                text.removeLast(text.count - length)
                let found = try Self.hits(of: searcher, in: text, database)
                #expect(found == Self.plainHits(literals, text), "seed \(seed), \(length) bytes")
            }
        }
    }

    /// Compares every literal with every place.
    private static func plainHits(_ literals: [Literal], _ text: [UInt8]) -> [LiteralHit] {
        func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
        let smallText = text.map(small)
        var hits: [LiteralHit] = []
        for (number, literal) in literals.enumerated() where literal.bytes.count <= text.count {
            let (sought, within) = literal.ignoresCase ? (literal.bytes.map(small), smallText) : (literal.bytes, text)
            for end in sought.count...text.count where within[end - sought.count] == sought[0] {
                if within[end - sought.count..<end].elementsEqual(sought) {
                    hits.append(LiteralHit(literal: UInt32(number), end: UInt32(end)))
                }
            }
        }
        return hits.sorted { $0.end != $1.end ? $0.end < $1.end : $0.literal < $1.literal }
    }

    @Test(
        "a small set of literals loses no hit, wherever it stands",
        arguments: [["+ABa", "+AMC", "APIM"], ["sdk-", "api-"], ["sb_secret_", "sb_publishable_"], ["token"], ["pat"]])
    func smallSets(_ literals: [String]) throws {
        let database = try Self.database(literals)
        for padding in 0..<150 {
            let text =
                [UInt8](repeating: UInt8(ascii: "x"), count: padding) + literals.flatMap { Array($0.utf8) }
                + [UInt8](repeating: UInt8(ascii: "7"), count: 150 - padding)
            #expect(try Self.hits(database, text).count == literals.count, "\(padding) bytes in front")
            #expect(try Self.hits(database, text.dropLast(150 - padding)).count == literals.count, "\(padding) bytes in front, none behind")
        }
    }

    @Test("bytes that no literal asks for are never reported")
    func everyByte() throws {
        let database = try Self.database(["token", "secret"])
        var text: [UInt8] = []
        for number in 0..<65_536 { text += [UInt8(number & 255), UInt8(number >> 8), 0xC0, UInt8(number & 127)] }
        #expect(try Self.hits(database, text).isEmpty)
    }

    @Test("a list made again of its parts is the same, and one of damaged parts is refused")
    func listOfParts() throws {
        let list = try LiteralList(["sb_secret_", "i:Password", "abc"].map(Self.literal))
        #expect(LiteralList(entries: list.entries, text: list.text) == list)
        #expect(LiteralList(entries: list.entries, text: list.text.dropLast()) == nil)
        let damaged: [(even: Int8, odd: Int8, length: UInt8)] = [
            (1, 1, 10), (0, 2, 10), (8, 1, 10), (0, 9, 10), (-2, 1, 10), (0, -3, 10), (0, 1, 2), (0, 1, 251),
        ]
        for (even, odd, length) in damaged {
            var entries = list.entries
            entries[0] = .init(length: length, ignoresCase: false, parts: LiteralParts(even: even, odd: odd))
            let text = list.text.dropFirst(10) + [UInt8](repeating: 1, count: Int(length))
            #expect(LiteralList(entries: entries, text: Array(text)) == nil, "\(even) \(odd) \(length)")
        }
    }

    @Test("many searchers share one database, each on its own task")
    func manySearchers() async throws {
        let database = try Self.database(["needle", "i:HAY"])
        let text = Array(String(repeating: "hay needle ", count: 2_000).utf8)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try Self.hits(database, text).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [Int](repeating: 4_000, count: 16))
    }

    @Test("one searcher scans many texts, each from a clean start")
    func reuse() throws {
        let database = try Self.database(["needle"])
        let searcher = LiteralSearcher()
        for count in [3, 0, 1, 2] {
            let text = Array(String(repeating: "needle,", count: count).utf8)
            #expect(try Self.hits(of: searcher, in: text, database).count == count)
        }
    }
}
