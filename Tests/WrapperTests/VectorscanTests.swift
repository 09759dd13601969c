internal import Testing
internal import Vectorscan

@Suite struct VectorscanTests {
    /// Literals as text; `i:` in front ignores case.
    static func database(_ literals: [String], portable: Bool = true) throws -> LiteralDatabase {
        try LiteralDatabase.compile(
            literals.map { text in
                let ignoresCase = text.hasPrefix("i:")
                return Literal(bytes: Array((ignoresCase ? text.dropFirst(2) : text[...]).utf8), ignoresCase: ignoresCase)
            }, portable: portable)
    }

    static func hits(_ database: LiteralDatabase, _ text: [UInt8]) throws -> [LiteralHit] {
        try Scratch(for: database).scan(text.span, with: database) { hits in hits.indices.map { hits[$0] } }
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
        let database = try LiteralDatabase.compile(
            [Literal(bytes: [0xFF, 0x00, 0xFF], ignoresCase: false), Literal(bytes: [0xC3, 0xA4, 0x61], ignoresCase: true)], portable: false
        )
        let text: [UInt8] = [0xFF, 0x00, 0xFF, 0xC3, 0xA4, 0x41, 0xFF, 0x00]
        #expect(try Self.hits(database, text) == [LiteralHit(literal: 0, end: 3), LiteralHit(literal: 1, end: 6)])
    }

    @Test("empty input has no hit")
    func emptyInput() throws { #expect(try Self.hits(Self.database(["abc"]), []).isEmpty) }

    @Test("an empty list, and a list with an empty literal, is refused and says which")
    func refused() throws {
        #expect(throws: VectorscanError.compile(message: "no literals", index: nil)) { _ = try LiteralDatabase.compile([], portable: true) }
        do {
            _ = try Self.database(["abc", ""])
            Issue.record("an empty literal was compiled")
        } catch VectorscanError.compile(_, let index) {
            #expect(index == 1)
        }
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

    @Test("agrees with a plain search over pseudo-random text, in order")
    func agreesWithPlainSearch() throws {
        let words = ["ab", "abc", "cab", "bcabca", "aaaaaaaaaa", "abcabcabcabc", "i:CBA"]
        let database = try Self.database(words.filter { $0 != "ab" } + ["abca"])
        let literals = words.filter { $0 != "ab" } + ["abca"]
        var state: UInt64 = 42
        let text = (0..<20_000).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Array("aabbc".utf8)[Int(state >> 33) % 5]
        }
        var expected: Set<[UInt32]> = []
        for (number, literal) in literals.enumerated() {
            let word = Array((literal.hasPrefix("i:") ? String(literal.dropFirst(2)).lowercased() : literal).utf8)
            for start in 0...(text.count - word.count) where text[start..<start + word.count].elementsEqual(word) {
                expected.insert([UInt32(number), UInt32(start + word.count)])
            }
        }
        let found = try Self.hits(database, text)
        #expect(Set(found.map { [$0.literal, $0.end] }) == expected)
        #expect(found.map(\.end) == found.map(\.end).sorted())
    }

    @Test(
        "a small set of literals loses no hit, wherever it stands",
        arguments: [["+ABa", "+AMC", "APIM"], ["sdk-", "api-"], ["sb_secret_", "sb_publishable_"], ["token"]], [true, false])
    func smallSets(_ literals: [String], _ portable: Bool) throws {
        for _ in 0..<10 {
            let database = try Self.database(literals, portable: portable)
            for padding in 0..<150 {
                let text =
                    [UInt8](repeating: UInt8(ascii: "x"), count: padding) + literals.flatMap { Array($0.utf8) }
                    + [UInt8](repeating: UInt8(ascii: "7"), count: 150 - padding)
                #expect(try Self.hits(database, text).count == literals.count, "\(padding) bytes in front")
            }
        }
    }

    @Test("bytes that no literal asks for are never reported")
    func everyByte() throws {
        let database = try Self.database(["token", "secret"])
        var text: [UInt8] = []
        for number in 0..<65_536 { text += [UInt8(number & 255), UInt8(number >> 8), 0xC0, UInt8(number & 127)] }
        #expect(try Self.hits(database, text).isEmpty)
        let ballast: [UInt8] = [0x80, 0xFF, 0xC0, 0x81]
        #expect(try Self.hits(database, ballast + Array("token".utf8)) == [LiteralHit(literal: 0, end: 9)])
    }

    @Test("a serialised database finds the same after a round trip")
    func roundTrip() throws {
        let database = try Self.database(["sb_secret_", "i:password", "/v1/spaces/"])
        let bytes = try database.serialized()
        let again = try LiteralDatabase.deserialize(bytes.span)
        let text = Array("x sb_secret_ PASSWORD /v1/spaces/ sb_Secret_".utf8)
        #expect(try Self.hits(again, text) == Self.hits(database, text))
        #expect(try again.serialized() == bytes)
    }

    @Test("damaged or foreign bytes are refused")
    func damaged() throws {
        let bytes = try Self.database(["sb_secret_", "i:password"]).serialized()
        #expect(throws: VectorscanError.self) { _ = try LiteralDatabase.deserialize([UInt8]().span) }
        #expect(throws: VectorscanError.self) { _ = try LiteralDatabase.deserialize(Array("no database at all, only prose".utf8).span) }
        for count in 0..<bytes.count where count < 200 || count % 97 == 0 {
            #expect(throws: VectorscanError.self, "\(count) of \(bytes.count) bytes") {
                _ = try LiteralDatabase.deserialize(Array(bytes.prefix(count)).span)
            }
        }
        for index in bytes.indices where index < 64 || index % 101 == 0 {
            var changed = bytes
            changed[index] ^= 0x40
            // Why: some bytes are padding that the library does not check; what counts is that nothing traps.
            _ = try? LiteralDatabase.deserialize(changed.span)
        }
    }

    @Test("a database of another version is incompatible, not broken")
    func otherVersion() throws {
        var bytes = try Self.database(["sb_secret_"]).serialized()
        // Source: `hs_database` of Hyperscan begins with a magic number, then the version, both four bytes.
        bytes[4] ^= 0xFF
        #expect(throws: VectorscanError.incompatibleDatabase) { _ = try LiteralDatabase.deserialize(bytes.span) }
    }

    @Test("many scratches share one database, each on its own task")
    func manyScratches() async throws {
        let database = try Self.database(["needle", "i:HAY"])
        let text = Array(String(repeating: "hay needle ", count: 2_000).utf8)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try Self.hits(database, text).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [Int](repeating: 4_000, count: 16))
    }

    @Test("one scratch scans many texts, each from a clean start")
    func reuse() throws {
        let database = try Self.database(["needle"])
        let scratch = try Scratch(for: database)
        for count in [3, 0, 1, 2] {
            let text = Array(String(repeating: "needle,", count: count).utf8)
            #expect(try scratch.scan(text.span, with: database) { $0.count } == count)
        }
    }
}
