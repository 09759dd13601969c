internal import RekeyCore
internal import RekeyRotation
internal import Testing

/// What a verification says, and how it ends.
@Suite struct VerificationReportTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let verdicts: [VerificationReport.Verdict]
        let status: RekeyCore.ExitStatus
        let says: String
        var testDescription: String { name }
    }

    @Test(
        "what is left counts before what could not be read, and notes count for nothing",
        arguments: [
            Case(name: "nothing", verdicts: [], status: .success, says: "proven"),
            Case(name: "all well", verdicts: [.ok, .note], status: .success, says: "proven"),
            Case(name: "one left", verdicts: [.ok, .left], status: .findings, says: "1 of 2 checks found something left"),
            Case(name: "one unread", verdicts: [.ok, .unread, .note], status: .incomplete, says: "1 of 3 checks could not be made"),
            Case(name: "both", verdicts: [.unread, .left], status: .findings, says: "not done"),
        ])
    func statuses(_ c: Case) {
        var report = VerificationReport(title: "Rotation")
        for verdict in c.verdicts { report.add(VerificationReport.Line("files", verdict, "text")) }
        #expect(report.status == c.status)
        #expect(report.text.contains(c.says))
    }

    @Test("names stand under each other, long lists are cut, and nothing moves the cursor")
    func text() {
        var report = VerificationReport(title: "Rotation \u{1B}[2J")
        report.add(VerificationReport.Line("index", .ok, "gone"))
        report.add(VerificationReport.Line("env files", .left, "20 places", details: (1...20).map { ".env:\($0)" }, next: "apply"))
        #expect(
            report.text.split(separator: "\n").prefix(5) == [
                "Rotation \\u{1B}[2J", "  ok     index      gone", "  LEFT   env files  20 places", "                    .env:1",
                "                    .env:2",
            ])
        #expect(report.text.contains("and 8 more") && report.text.contains("next: apply"))
        #expect(report.evidence == "index: gone")
    }
}
