internal import Testing

@testable internal import RekeyGit

@Suite("patch date") struct PatchDateTests {
    @Test(
        "every form git prints by itself becomes ISO 8601",
        arguments: [
            ("Fri Jan 2 03:04:05 2026 +0100", "2026-01-02T03:04:05+01:00"), ("Fri, 2 Jan 2026 03:04:05 -0530", "2026-01-02T03:04:05-05:30"),
            ("2026-01-02 03:04:05 +0000", "2026-01-02T03:04:05+00:00"), ("2026-01-02T03:04:05+01:00", "2026-01-02T03:04:05+01:00"),
        ])
    func forms(_ text: String, _ expected: String) { #expect(PatchDate.iso8601(text) == expected) }

    @Test(
        "anything else is no date",
        arguments: ["", "3 days ago", "Fri Foo 2 03:04:05 2026 +0100", "Fri Jan 99 03:04:05 2026 +0100", "a b c"])
    func others(_ text: String) { #expect(PatchDate.iso8601(text) == nil) }
}
