internal import ByteSearch
internal import Testing

@Suite struct ByteSearchTests {
    private static func isEncoded(_ byte: UInt8) -> Bool {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_%=\\".utf8.contains(byte)
    }

    /// What the search should say, byte by byte.
    private static func stretch(_ text: [UInt8], from start: Int) -> Int? {
        var begin = start
        for index in start..<text.count {
            guard isEncoded(text[index]) else {
                begin = index + 1
                continue
            }
            if index + 1 - begin == ByteSearch.shortestStretch { return begin }
        }
        return nil
    }

    /// Bytes of which few are foreign, so that stretches are about as long as what is looked for.
    private static func text(_ count: Int, seed: Int) -> [UInt8] {
        var state = UInt64(truncatingIfNeeded: seed &* 2_654_435_761 &+ 12_345)
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let byte = UInt8(truncatingIfNeeded: state >> 56)
            return state >> 40 & 31 == 0 ? byte : isEncoded(byte) ? byte : UInt8(ascii: "a") + byte % 26
        }
    }

    @Test("every byte is in a stretch or ends it", arguments: 0...255 as ClosedRange<UInt8>)
    func bytes(_ byte: UInt8) {
        let text = [UInt8](repeating: 0x41, count: 23) + [byte] + [UInt8](repeating: 0x20, count: 60)
        #expect(ByteSearch.encodedStretch(in: text.span, from: 0) == (Self.isEncoded(byte) ? 0 : nil))
        #expect(ByteSearch.first(of: byte, or: byte, in: text.span, from: 0) == text.firstIndex(of: byte))
    }

    @Test("the first stretch is found from every start, at every length", arguments: 0..<40)
    func stretches(_ seed: Int) {
        let text = Self.text(90 + seed * 7, seed: seed)
        for start in 0...text.count { #expect(ByteSearch.encodedStretch(in: text.span, from: start) == Self.stretch(text, from: start)) }
        for end in 0..<text.count {
            let part = Array(text[..<end])
            #expect(ByteSearch.encodedStretch(in: part.span, from: 0) == Self.stretch(part, from: 0))
        }
    }

    @Test("names begin and end where they should from every place, at every length", arguments: 0..<20)
    func names(_ seed: Int) {
        let text = Self.text(20 + seed * 5, seed: seed).map { $0 % 29 == 0 ? UInt8(ascii: " ") : $0 == 0x2F || $0 == 0x2B ? 0x5F : $0 }
        func isName(_ byte: UInt8) -> Bool {
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.".utf8.contains(byte)
        }
        for start in 0...text.count {
            let end = text[start...].firstIndex { !isName($0) } ?? text.count
            let first = (text[..<start].lastIndex { !isName($0) } ?? -1) + 1
            for limit in [1, 15, 16, 17, 40, 200] {
                #expect(ByteSearch.nameEnd(in: text.span, from: start, before: start + limit) == min(end, start + limit))
                #expect(ByteSearch.nameStart(in: text.span, before: start, from: max(0, start - limit)) == max(first, start - limit))
            }
        }
    }

    @Test("every byte is in a name or ends it", arguments: 0...255 as ClosedRange<UInt8>)
    func nameBytes(_ byte: UInt8) {
        let text = [UInt8](repeating: 0x41, count: 20) + [byte] + [UInt8](repeating: 0x41, count: 20)
        let isName = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.".utf8.contains(byte)
        #expect(ByteSearch.nameEnd(in: text.span, from: 3, before: 90) == (isName ? 41 : 20))
        #expect(ByteSearch.nameStart(in: text.span, before: 40, from: 1) == (isName ? 1 : 21))
    }

    @Test("a stretch ends where it should from every start, at every length", arguments: 0..<20)
    func ends(_ seed: Int) {
        let text = Self.text(40 + seed * 9, seed: seed)
        func isEscape(_ byte: UInt8) -> Bool { "%=\\".utf8.contains(byte) }
        for start in 0...text.count {
            let end = text[start...].firstIndex { !Self.isEncoded($0) } ?? text.count
            let escape = text[start...].firstIndex { !Self.isEncoded($0) || isEscape($0) } ?? text.count
            #expect(ByteSearch.encodedEnd(in: text.span, from: start, stopsAtEscapes: false) == end)
            #expect(ByteSearch.encodedEnd(in: text.span, from: start, stopsAtEscapes: true) == escape)
        }
    }

    @Test("text of 16-bit characters is met wherever it begins, and nothing else is", arguments: 0..<40)
    func wide(_ lead: Int) {
        let text = [UInt8](repeating: 0, count: lead / 2) + [UInt8](repeating: 7, count: lead - lead / 2)
        let string: [UInt8] = Array("a string".utf8).flatMap { [$0, 0] as [UInt8] }
        let place = ByteSearch.wideText(in: (text + string + [1, 2, 3]).span, from: lead % 5)
        #expect(place.map { $0 > lead - 8 && $0 < lead + 16 } == true)
        let numbers = (0..<64).flatMap { [UInt8($0), 0, 0, 0] as [UInt8] } + [UInt8](repeating: 0, count: 40) + Array("plain text".utf8)
        #expect(ByteSearch.wideText(in: numbers.span, from: lead) == nil)
    }

    @Test("the first of two bytes is found from every start", arguments: 0..<10)
    func firsts(_ seed: Int) {
        let text = Self.text(200 + seed, seed: seed)
        for start in 0...text.count {
            let expected = text[start...].firstIndex { $0 == 0x41 || $0 == 0x2F }
            #expect(ByteSearch.first(of: 0x41, or: 0x2F, in: text.span, from: start) == expected)
        }
    }

    @Test("the first and the last byte are found on their side of an offset", arguments: 0..<4)
    func singles(_ seed: Int) {
        let text = Self.text(150 + seed, seed: seed)
        for offset in 0...text.count {
            #expect(ByteSearch.first(of: 0x41, in: text.span, from: offset) == text[offset...].firstIndex(of: 0x41))
            #expect(ByteSearch.last(of: 0x41, in: text.span, before: offset) == text[..<offset].lastIndex(of: 0x41))
        }
        #expect(ByteSearch.first(of: 0x41, in: text.span, from: -1) == nil)
        #expect(ByteSearch.last(of: 0x41, in: text.span, before: text.count + 1) == nil)
    }

    @Test("leads are the characters that text begins with in base64")
    func leads() {
        // Six bits of a tab or line end, and of everything from blank to tilde.
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for byte in UInt8.min...UInt8.max {
            let isLead = alphabet.firstIndex(of: byte).map { $0 == 2 || $0 == 3 || (8..<32).contains($0) } ?? false
            let text = [UInt8](repeating: byte, count: 33)
            #expect(ByteSearch.textLeads(in: text.span, at: 1) == (isLead ? .max : 0))
            #expect(ByteSearch.textLeads(in: text.span, at: 2) == nil)
        }
    }

    @Test("a start that is none gives nothing", arguments: [-1, 4, Int.max, Int.min])
    func starts(_ start: Int) {
        let text: [UInt8] = [0x41, 0x41, 0x41]
        #expect(ByteSearch.encodedStretch(in: text.span, from: start) == nil)
        #expect(ByteSearch.first(of: 0x41, or: 0x41, in: text.span, from: start) == nil)
        #expect(ByteSearch.textLeads(in: text.span, at: start) == nil)
    }
}
