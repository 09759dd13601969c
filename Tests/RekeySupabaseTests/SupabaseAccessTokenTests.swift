internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct SupabaseAccessTokenTests {
    @Test(
        "each form is told by its prefix",
        arguments: [
            ("sbp" + "_", "", 44, SupabaseAccessToken.Kind.personal, Severity.critical),
            ("sbp" + "_", "fc", 44, .perhapsScoped, .high), ("sbp" + "_v0_", "", 47, .versioned, .critical),
            ("sbp" + "_v12_", "", 48, .versioned, .critical), ("sbp" + "_oauth_", "", 50, .oauth, .high),
            ("sba" + "_", "", 44, .oauthClientSecret, .high),
        ])
    func kinds(_ prefix: String, _ start: String, _ count: Int, _ kind: SupabaseAccessToken.Kind, _ severity: Severity) throws {
        let text = Array(prefix + start + Minting.hex(40 - start.utf8.count, seed: "q"))
        #expect(text.count == count)
        let token = try #require(SupabaseAccessToken(bytes: text))
        #expect(token.kind == kind)
        #expect(token.severity == severity)
        #expect(!token.isPlaceholder)
        #expect(!token.evidence.isEmpty)
        for damaged in damaged(text) { #expect(SupabaseAccessToken(bytes: damaged) == nil) }
    }

    @Test(
        "what has another shape is refused",
        arguments: [
            "", "sbp" + "_", Minting.hex(40), "sbp" + "_" + Minting.hex(39), "sbp" + "_" + Minting.hex(41),
            "sbp" + "_" + Minting.hex(39) + "g",
            "sbp" + "_" + Minting.hex(40).uppercased(), "sbp" + "_v_" + Minting.hex(40), "sbp" + "_vx_" + Minting.hex(40),
            "sbp" + "_v99999_" + Minting.hex(40), "SBP" + "_" + Minting.hex(40), "sbp" + "_oauth" + Minting.hex(40),
        ])
    func refuses(_ text: String) {
        #expect(SupabaseAccessToken(bytes: Array(text)) == nil)
    }

    @Test("documentation digits are placeholders", arguments: ["0", "ab", "01020304050607080910", "1234567"])
    func placeholders(_ pattern: String) throws {
        let digits = String(String(repeating: pattern, count: 40).prefix(40))
        #expect(try #require(SupabaseAccessToken(bytes: Array("sbp" + "_" + digits))).isPlaceholder)
    }
}
