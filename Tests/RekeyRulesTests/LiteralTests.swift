internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct LiteralFormsTests {
    private func escaped(_ anchor: String) -> [String] {
        LiteralForms.escaped(Array(anchor.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("an anchor of letters has no other spelling")
    func plain() { #expect(escaped("sb_secret_").isEmpty) }

    @Test(
        "a URL path is also found as JSON, percent, HTML and script escapes write it",
        arguments: [
            #"\/v1\/spaces"#, "%2Fv1%2Fspaces", "%2fv1%2fspaces", "%252Fv1%252Fspaces", #"\u002fv1\u002fspaces"#, #"\u002Fv1\u002Fspaces"#,
            #"\x2fv1\x2fspaces"#, #"\x2Fv1\x2Fspaces"#, "&#x2F;v1&#x2F;spaces", "&#x2f;v1&#x2f;spaces", "&#47;v1&#47;spaces",
        ])
    func path(_ form: String) { #expect(escaped("/v1/spaces").contains(form)) }

    @Test("quotes are also found with a backslash, and no spelling comes twice")
    func quotes() {
        let forms = escaped("\"kty\"")
        #expect(forms.contains(#"\"kty\""#))
        #expect(Set(forms).count == forms.count)
        #expect(!forms.contains("\"kty\""))
    }

    @Test("base64 of any text that holds the anchor holds one of its three literals, at the alignment it says")
    func base64() throws {
        var state: UInt64 = 7
        func random(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 40)
            }
        }
        for anchor in ["sb_secret_", "/services/T", "xoxb-", "eyJhbGciOi", "AKIA1"].map({ Array($0.utf8) }) {
            for offset in 0..<40 {
                let text = random(offset) + anchor + random(offset % 5)
                for urlSafe in [true, false] {
                    let encoded = Base64.encode(text.span, urlSafe: urlSafe)
                    let literal = LiteralForms.base64(anchor, alignment: offset % 3)
                    #expect(literal.count >= 5)
                    let form = try #require(LiteralForm(rawValue: LiteralForm.base64Alignment0.rawValue + UInt8(offset % 3)))
                    #expect(form.base64Alignment == offset % 3)
                    let lead = try #require(form.base64Lead)
                    let start = offset / 3 * 4 + lead
                    // Why: the anchors hold no byte that the two alphabets write differently.
                    #expect(encoded[start...].starts(with: literal), "offset \(offset)")
                }
            }
        }
    }

    @Test("only base64 forms have a lead and an alignment")
    func leads() {
        #expect([LiteralForm.plain, .escaped].allSatisfy { $0.base64Lead == nil && $0.base64Alignment == nil })
        #expect([LiteralForm.base64Alignment0, .base64Alignment1, .base64Alignment2].map(\.base64Lead) == [0, 2, 3])
    }
}

@Suite struct LiteralTableTests {
    @Test("equal literals are shared, and each wakes its rules in order, once")
    func sharing() {
        let table = LiteralTable(
            rules: [
                sampleRule("a.one") { $0.anchors = ["token_", "token_"] },
                sampleRule("a.two") { ($0.anchors, $0.keywords) = (["token_"], ["token_"]) },
                sampleRule("a.three") { $0.keywords = ["token_"] },
            ], harvested: ["token_", ".supabase.co"])
        #expect(
            table.entries == [
                LiteralTable.Entry(bytes: Array("token_".utf8), ignoresCase: false, form: .plain, rules: [0, 1, LiteralTable.harvest]),
                LiteralTable.Entry(bytes: Array("token_".utf8), ignoresCase: true, form: .plain, rules: [1, 2]),
                LiteralTable.Entry(bytes: Array("acme_".utf8), ignoresCase: false, form: .plain, rules: [2]),
                LiteralTable.Entry(bytes: Array(".supabase.co".utf8), ignoresCase: false, form: .plain, rules: [LiteralTable.harvest]),
            ])
        #expect(table.literals.count == table.entries.count)
    }

    @Test("base64 forms are made for long anchors of rules that ask for them")
    func base64() {
        let table = LiteralTable(
            rules: [sampleRule { ($0.base64, $0.anchors) = (true, ["acme_", "acm"]) }, sampleRule("b.c")], harvested: [])
        #expect(table.entries.filter { $0.form.base64Lead != nil }.map(\.rules) == [[0], [0], [0]])
        #expect(table.entries.filter { $0.form == .plain }.map(\.rules) == [[0, 1], [0]])
    }

    @Test("the harvest literals are there, and long enough")
    func harvest() {
        #expect(HarvestLiterals.all.count > 15 && Set(HarvestLiterals.all).count == HarvestLiterals.all.count)
        #expect(HarvestLiterals.all.allSatisfy { $0.utf8.count >= 8 })
    }
}
