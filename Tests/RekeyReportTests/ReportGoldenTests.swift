internal import RekeyCore
internal import RekeyReport
internal import RekeyTestSupport
internal import Testing

@Suite("reports as a whole")
struct ReportGoldenTests {
    @Test("a report is what its golden holds", arguments: ReportCase.all, ReportFormat.allCases)
    func golden(_ c: ReportCase, format: ReportFormat) throws {
        try Golden.check(c.report.bytes(as: format), against: "reports/\(c.name).\(Self.suffix(of: format))")
    }

    @Test("the order of findings and skips does not matter", arguments: ReportCase.all, ReportFormat.allCases)
    func orderIndependent(_ c: ReportCase, format: ReportFormat) {
        var other = c.report
        let expected = c.report.bytes(as: format)
        for _ in 0..<5 {
            other.findings.shuffle()
            other.account.skips.shuffle()
            #expect(other.bytes(as: format) == expected)
        }
    }

    @Test("findings at one place are still put in one order")
    func ties() {
        var findings = (0..<6).map { index in
            var finding = Finding.webhook(path: "same.sh", evidence: ["fact \(index % 3)"])
            finding.provenance.commit = index.isMultiple(of: 2) ? "aa" : "bb"
            finding.variable = index > 3 ? "A" : nil
            return finding
        }
        for format in ReportFormat.allCases {
            let expected = Report.sample(findings: findings).bytes(as: format)
            for _ in 0..<10 {
                findings.shuffle()
                #expect(Report.sample(findings: findings).bytes(as: format) == expected)
            }
        }
    }

    @Test("a golden that differs is told with its line")
    func goldenCanFail() {
        #expect(Golden.difference(expected: Array("a\nb\n".utf8), actual: Array("a\nb\n".utf8)) == nil)
        let difference = Golden.difference(expected: Array("a\nb\n".utf8), actual: Array("a\nc\n".utf8))
        #expect(difference == "line 2\n  expected: b\n  actual:   c")
    }

    private static func suffix(of format: ReportFormat) -> String {
        switch format {
        case .text: "txt"
        case .json: "json"
        case .jsonl: "jsonl"
        }
    }
}
