internal import LiteralSearch
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

    @Test("spellings that are longer than the prefilter takes are left out, the others stay")
    func longSpellings() throws {
        let anchor = String(repeating: "/", count: 120)
        let table = LiteralTable(rules: [sampleRule("a.one") { $0.anchors = [anchor] }], harvested: [])
        #expect(table.entries.contains { $0.bytes == Array(anchor.utf8) })
        #expect(table.entries.contains { $0.bytes == Array(anchor.replacing("/", with: #"\/"#).utf8) })
        #expect(throws: Never.self) { try LiteralList(table.literals) }
    }

    @Test("the harvest literals are there, and long enough")
    func harvest() {
        #expect(HarvestLiterals.all.count > 15 && Set(HarvestLiterals.all).count == HarvestLiterals.all.count)
        #expect(HarvestLiterals.all.allSatisfy { $0.utf8.count >= 8 })
    }
}
