internal import LiteralSearch
internal import RekeyCore
internal import RekeyRules
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyDetect

@Suite struct DecodingTests {
    private static let token = "acme_" + "qwertzuiopasdfgh"
    private static let rule = acmeRule { ($0.secretGroup, $0.boundary) = (0, .token) }
    private static let file = "HOST=db.internal\nNAME=orders service\nTOKEN=\(token)\nREGION=eu-central-1\nRETRIES=3\n"

    private static func scan(_ text: String, path: String = "deploy/app.yaml") throws -> ChunkResult {
        try Scanning.scan(text, rules: [rule], path: path)
    }

    struct Form: Sendable, CustomTestStringConvertible {
        var name: String
        var path: String
        var encode: @Sendable (String) -> String
        var testDescription: String { name }

        init(_ name: String, _ path: String, _ encode: @escaping @Sendable (String) -> String) {
            (self.name, self.path, self.encode) = (name, path, encode)
        }
    }

    static let forms: [Form] = [
        Form("base64", "base64") { Encoding.base64($0) },
        Form("base64 without padding", "base64") { Encoding.base64($0, padded: false) },
        Form("base64 for URLs", "base64") { Encoding.base64($0, padded: false, urlSafe: true) },
        Form("base64 in lines of 64", "base64") { Encoding.wrapped(Encoding.base64($0), 64, "\n") },
        Form("base64 in lines of 76, as MIME does", "base64") { Encoding.wrapped(Encoding.base64($0), 76, "\r\n") },
        Form("base64 in indented lines", "base64") { Encoding.wrapped(Encoding.base64($0), 60, "\n      ") },
        Form("base64 in lines of an odd width", "base64") { Encoding.wrapped(Encoding.base64($0), 47, "\n") },
        Form("base64 in quoted lines", "base64") { Encoding.wrapped(Encoding.base64($0), 64, "\" +\n  \"") },
        Form("base64 in continued lines", "base64") { Encoding.wrapped(Encoding.base64($0), 64, "\\\n") },
        Form("base64 with written line feeds", "base64") { Encoding.wrapped(Encoding.base64($0), 64, "\\n") },
        Form("base64 behind a written line feed", "base64") { "\\n" + Encoding.base64($0) },
        Form("hexadecimal", "hex") { Encoding.hex($0) },
        Form("hexadecimal, upper case", "hex") { Encoding.hex($0, upper: true) },
        Form("hexadecimal with a prefix", "hex") { "0x" + Encoding.hex($0) },
        Form("percent", "percent", Encoding.percent),
        Form("Unicode escapes", "escapes", Encoding.unicode),
        Form("hexadecimal escapes", "escapes", Encoding.hexadecimalEscapes),
        Form("octal escapes", "escapes", Encoding.octal),
        Form("quoted-printable", "quoted-printable", Encoding.quotedPrintable),
        Form("gzip in base64", "base64 > gzip") { Encoding.base64(Encoding.gzip($0)) },
        Form("gzip in wrapped base64", "base64 > gzip") { Encoding.wrapped(Encoding.base64(Encoding.gzip($0)), 76, "\n  ") },
        Form("zlib in base64", "base64 > zlib") { Encoding.base64(Encoding.zlib($0)) },
        Form("base64 twice", "base64 > base64") { Encoding.base64(Encoding.base64($0)) },
        Form("base64 three times", "base64 > base64 > base64") { Encoding.base64(Encoding.base64(Encoding.base64($0))) },
        Form("hexadecimal in base64", "base64 > hex") { Encoding.base64(Encoding.hex($0)) },
        Form("escapes in gzip in base64", "base64 > gzip > escapes") { Encoding.base64(Encoding.gzip(Encoding.unicode($0))) },
        Form("base64 in escapes", "escapes > base64") { Encoding.unicode(Encoding.base64($0)) },
        Form("base64 in percent", "percent > base64") { Encoding.percent(Encoding.base64($0)) },
        Form("gzip in base64 in gzip in base64", "base64 > gzip > base64 > gzip") {
            Encoding.base64(Encoding.gzip(Encoding.base64(Encoding.gzip($0))))
        },
    ]

    @Test("a secret in an encoded file is found where its characters are", arguments: forms)
    func encodedFile(_ form: Form) throws {
        let encoded = form.encode(Self.file)
        for (before, after) in [("", ""), ("data:\n  app.env: ", "\n  other: 1\n"), ("x = \"", "\"; // end"), ("<v>", "</v>")] {
            let text = before + encoded + after
            let found = try Self.scan(text).detections
            try #require(found.count == 1, "\(before)")
            #expect(found[0].secret == SecretText(Array(Self.token.utf8)))
            #expect(Decoding.path(found[0].decodings) == form.path)
            #expect(found[0].evidence.contains(Decoding.evidence(found[0].decodings)))
            let whole = before.utf8.count..<before.utf8.count + encoded.utf8.count
            #expect(whole.clamped(to: found[0].range) == found[0].range, "\(found[0].range) in \(whole)")
            if !form.path.contains("gzip"), !form.path.contains("zlib") { #expect(found[0].range.count < whole.count / 2) }
        }
    }

    @Test("a secret that was encoded alone is found, and every byte of it", arguments: forms)
    func encodedToken(_ form: Form) throws {
        let text = "key: \(form.encode(Self.token))\nnext: 1\n"
        let found = try Self.scan(text).detections
        #expect(found.map(\.secret) == [SecretText(Array(Self.token.utf8))])
        #expect(found.map { Decoding.path($0.decodings) } == [form.path])
        #expect(found.map(\.variable) == [form.name.contains("behind") ? nil : "key"])
    }

    @Test("a secret is found in base64 at every alignment, in both alphabets, padded or not", arguments: 0..<12)
    func alignments(_ lead: Int) throws {
        for tail in 0..<4 {
            let plain = Minting.text(lead, of: "?>~ab", seed: lead + 1) + " " + Self.token + String(" ?>~".prefix(tail))
            for (urlSafe, padded) in [(true, true), (true, false), (false, true), (false, false)] {
                let encoded = Encoding.base64(plain, padded: padded, urlSafe: urlSafe)
                let text = "data: \(encoded)\n"
                let found = try Self.scan(text).detections
                try #require(found.count == 1, "lead \(lead), tail \(tail)")
                let range = found[0].range
                // The characters at `range` decode to bytes that hold the secret, and few others.
                let start = (range.lowerBound - 6) / 4 * 4
                let part = Array(encoded.utf8)[start..<range.upperBound - 6]
                let decoded = Base64.decode(Array(part.prefix(part.count % 4 == 1 ? part.count - 1 : part.count)).span) ?? []
                let shown = String(decoding: decoded, as: UTF8.self)
                #expect(shown.contains(Self.token), "\(shown)")
                #expect(range.count <= Self.token.utf8.count * 4 / 3 + 4)
            }
        }
    }

    @Test("a fourth layer is left alone")
    func depth() throws {
        let thrice = Encoding.base64(Encoding.base64(Encoding.base64(Self.file)))
        #expect(try Self.scan(thrice).detections.count == 1)
        #expect(try Self.scan(Encoding.base64(thrice)).detections.isEmpty)
    }

    @Test(
        "images, fonts, digests and source maps are left alone, whatever is in them",
        arguments: [
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46, 0, 1], Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0],
            Array("wOF2".utf8) + [0, 1, 0, 0, 0, 0, 0x1F, 0x40], Array("\0asm".utf8) + [1, 0, 0, 0, 1, 4, 1, 0x60],
            Array(#"{"version":3,"sources":["a.ts"],"mappings":"#.utf8), Array(#"<svg xmlns="http://www.w3.org/2000/svg">"#.utf8),
            Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3],
        ] as [[UInt8]])
    func leftAlone(_ head: [UInt8]) throws {
        let text = "url(data:image/x;base64," + Encoding.base64(head + Array(Self.file.utf8)) + ")"
        #expect(try Self.scan(text).detections.isEmpty)
    }

    @Test("a digest, an integrity value or a public key decodes to nothing", arguments: 0..<40)
    func digests(_ seed: Int) throws {
        let random = Array(Minting.text(64, seed: seed).utf8).map { $0 &* 37 ^ UInt8(truncatingIfNeeded: seed) }
        let texts = [
            "integrity sha512-" + Encoding.base64(random), "commit " + random.prefix(20).map { String($0, radix: 16) }.joined(),
            "someRatherLongIdentifierInCamelCase another_quite_long_identifier_in_snake_case SOME_CONSTANT_OF_THIS_PROGRAM_\(seed)",
            "import src/components/settings/billing/InvoiceTable\(seed)", String(repeating: "-", count: 40 + seed),
        ]
        var budget = DecodingBudget(chunkOf: 1_000)
        for text in texts {
            let bytes = Array(text.utf8)
            var reader = BlobReader(Unpacker(), EscapedStrings(bytes.span, from: 0), from: 0)
            #expect(reader.next(in: bytes.span, &budget) == nil, "\(text)")
        }
    }

    @Test("what stands in the text beats what is decoded, unless that is surer")
    func plainWins() throws {
        let plain = acmeRule("acme.blob") { ($0.regex, $0.anchors) = ("blob=([A-Za-z0-9=]+)", ["blob="]) }
        func ids(_ confidence: Confidence) throws -> [RuleID] {
            var other = plain
            other.confidence = confidence
            return try Scanning.scan("blob=" + Encoding.base64(Self.file), rules: [other, Self.rule]).detections.map(\.rule.id)
        }
        #expect(try ids(.likely) == ["acme.token"])
        #expect(try ids(.strong) == ["acme.blob"])
    }

    @Test("every secret of a compressed value is told, and one that is there twice once")
    func compressed() throws {
        let other = "acme_" + "ghfdsapoiuztrewq"
        let text = Encoding.base64(Encoding.gzip("a=\(Self.token)\nb=\(other)\nc=\(Self.token)\n"))
        let found = try Self.scan("v: \(text)").detections
        #expect(Set(found.map(\.secret)) == [SecretText(Array(Self.token.utf8)), SecretText(Array(other.utf8))])
        #expect(found.count == 2 && found.allSatisfy { $0.range == 3..<3 + text.utf8.count })
    }

    @Test("the name before an encoded value speaks for it")
    func names() throws {
        let rule = acmeRule("acme.password") {
            ($0.regex, $0.anchors, $0.keywords) = ("PASSWORD=([^ ]{12,40})", ["PASSWORD="], [])
        }
        let value = "kT9" + "#vLq2!xWz8" + "$pRm4&nB"
        let found = try Scanning.scan("data:\n  ACME_PASSWORD: \(Encoding.base64(value))\n", rules: [rule], path: "a.yaml").detections
        #expect(found.map(\.secret) == [SecretText(Array(value.utf8))])
        #expect(found.map(\.range) == [23..<23 + Encoding.base64(value).utf8.count])
    }

    @Test("all rules look into what is decoded, the generic one too")
    func allRules() throws {
        let password = "vX7" + "qLm2Zt9Wc4Rk8"
        let text = "env: " + Encoding.base64("DB_HOST=db\nDB_PASSWORD=\(password)\nDB_USER=app\n")
        let found = try Scanning.scan(text, path: "deploy/app.yaml").detections
        #expect(found.map(\.secret) == [SecretText(Array(password.utf8))])
        #expect(found.map(\.variable) == ["DB_PASSWORD"])
    }

    @Test("what inflates to more than is believed is left, and said to be")
    func bomb() throws {
        let result = try Self.scan("v: " + Encoding.base64(Encoding.bomb(20_000)) + "\nt: " + Self.token)
        #expect(result.reachedDecodingLimit)
        #expect(result.detections.count == 1, "the rest of the text is read")
        #expect(try !Self.scan("v: " + Encoding.base64(Self.file)).reachedDecodingLimit)
    }

    @Test("a budget is a limit on all values together")
    func budget() {
        var budget = DecodingBudget(chunkOf: 10)
        let all = 4 << 20
        let parts = (0..<8).map { _ in budget.take(all / 8) }
        #expect(parts.allSatisfy { $0 })
        #expect(!budget.isExhausted && budget.take(20))
        let more = budget.take(1)
        #expect(!more && budget.isExhausted)
    }

    @Test("text cut anywhere is no trap, and long enough a rest is still read")
    func cut() throws {
        let texts = [Encoding.base64(Self.file), Encoding.base64(Encoding.gzip(Self.file)), Encoding.percent(Self.token)]
        for text in texts.map({ Array($0.utf8) }) {
            for start in stride(from: 0, to: text.count, by: 5) {
                for end in stride(from: start, through: text.count, by: 7) {
                    _ = try Self.scan(String(decoding: text[start..<end], as: UTF8.self))
                }
            }
        }
        for start in 0..<40 {
            let rest = String(decoding: Array(texts[0].utf8)[start...], as: UTF8.self)
            #expect(try Self.scan(rest).detections.count == 1, "from \(start)")
        }
    }

    @Test("random bytes and random pieces of encoded text never trap", arguments: 0..<60)
    func random(_ seed: Int) throws {
        let pieces = [
            "H4sI", "eJyr", "QUJD", "=", "==", "\\n", "\n", "\r\n  ", "\" +\n\"", "%41", "\\u0041", "\\x41", "\\101", "=41", "0x", "4142",
            "/", "-",
            Encoding.base64(Self.file), Encoding.base64(Encoding.zlib(Self.file)), "ÄÖ", "\u{0}", " ",
        ]
        let choices = Array(Minting.text(300, seed: seed).utf8)
        var text: [UInt8] = []
        for (index, choice) in choices.enumerated() {
            text += index % 11 == 0 ? [choice &* 31, choice &* 7] : Array(pieces[Int(choice) % pieces.count].utf8)
        }
        let result = try Scanning.scan(text)
        for detection in result.detections {
            #expect(detection.range.lowerBound >= 0 && detection.range.upperBound <= text.count)
            #expect(detection.match.lowerBound >= 0 && detection.match.upperBound <= text.count)
        }
    }

    @Test("every run with escapes is found whole, wherever it stands, and nothing that is no run", arguments: 0..<60)
    func runs(_ seed: Int) {
        let random = Minting.text(1_500, of: String(repeating: "aZ9+/-_", count: 4) + "%\\= .\n(", seed: seed)
        let text = Array(random.utf8.dropFirst(seed % 17)) + [0xC3, 0xA9]
        var (all, escaped): ([Range<Int>], [Range<Int>]) = ([], [])
        var start = 0
        for index in 0...text.count where index == text.count || !text[index].isBase64 && !"%\\=".utf8.contains(text[index]) {
            if index - start >= EncodedRun.shortest {
                let bare = text[start..<index].suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
                let holdsEscapes = text[start..<index - bare].contains { "%\\=".utf8.contains($0) }
                all.append(start..<(holdsEscapes ? index : index - bare))
                if holdsEscapes { escaped.append(start..<index) }
            }
            start = index + 1
        }
        var found: [EncodedRun] = []
        let leads = EncodedRun.leads
        while let run = text.span.encodedRun(from: found.last?.range.upperBound ?? 0, by: leads.span) { found.append(run) }
        #expect(found.filter(\.holdsEscapes).map(\.range) == escaped)
        #expect(found.allSatisfy { all.contains($0.range) })
    }

    @Test("a run is found wherever it begins", arguments: 0..<40)
    func places(_ lead: Int) throws {
        for gap in [" ", "(", "a.b\"", ",", "%20 "] {
            let text = String(repeating: "x ", count: lead / 2) + (lead % 2 == 0 ? "" : ".") + gap + Encoding.base64(Self.token) + "\n"
            #expect(try Self.scan(text).detections.count == 1)
        }
    }
}
