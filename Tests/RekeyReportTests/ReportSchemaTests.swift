internal import Foundation
internal import RekeyCore
internal import RekeyReport
internal import RekeyTestSupport
internal import Testing

@Suite("reports and docs/report.schema.json")
struct ReportSchemaTests {
    private let schema: JSONSchema

    init() throws {
        let docs = Golden.folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")
        schema = JSONSchema(root: try JSONTree(parsing: Data(contentsOf: docs.appending(path: "report.schema.json"))))
    }

    @Test("a JSON report fits", arguments: ReportCase.all)
    func json(_ c: ReportCase) throws {
        let report = try JSONTree(parsing: c.report.bytes(as: .json))
        #expect(schema.faults(in: report, definition: "report") == [])
        #expect(schema.faults(in: report) == [])
        let findings = try #require(report["findings"]).elements.count + #require(report["suppressed"]).elements.count
        #expect(findings == c.report.findings.count)
    }

    @Test("every JSONL line fits: findings, then one summary", arguments: ReportCase.all)
    func jsonLines(_ c: ReportCase) throws {
        let lines = try c.report.bytes(as: .jsonl).split(separator: 0x0A).map { try JSONTree(parsing: $0) }
        #expect(lines.count == c.report.findings.count + 1)
        for line in lines.dropLast() { #expect(schema.faults(in: line, definition: "finding") == []) }
        for line in lines { #expect(schema.faults(in: line) == []) }
        #expect(schema.faults(in: try #require(lines.last), definition: "summary") == [])
    }

    @Test("every word of our enums fits", arguments: zip(Provenance.Kind.allCases, Self.statuses))
    func everyWord(_ kind: Provenance.Kind, _ status: RekeyCore.ExitStatus) throws {
        var findings: [Finding] = []
        for severity in Severity.allCases {
            for confidence in Confidence.allCases {
                var finding = Finding.serviceKey(path: "p", kind: kind)
                finding.severity = severity
                finding.confidence = confidence
                findings.append(finding)
            }
        }
        findings += Suppression.Kind.allCases.map { Finding.webhook(path: "q").suppressed(by: $0, reason: "", origin: "") }
        let account = Account(skips: Skip.Reason.allCases.map { Skip(path: "p", reason: $0) })
        let options = Report.Options(digests: [Fingerprint("f3a91c2b7d10"): String(repeating: "0f", count: 32)])
        let report = Report.sample(
            source: kind, findings: findings, account: account, gate: Self.gate(for: status), exitStatus: status, options: options,
            elapsed: .seconds(1))
        #expect(schema.faults(in: try JSONTree(parsing: report.bytes(as: .json)), definition: "report") == [])
    }

    /// Every exit status, over and over, so that each kind of source meets one.
    private static let statuses = Array(repeatElement(RekeyCore.ExitStatus.allCases, count: Provenance.Kind.allCases.count).joined())

    /// A different gate for each status, so that the table above meets all of them.
    private static func gate(for status: RekeyCore.ExitStatus) -> Report.Gate {
        switch status {
        case .success: .never
        case .findings: .failOn(.critical)
        case .usage: .failOn(.high)
        case .incomplete: .failOn(.medium)
        case .fault: .failOn(.low)
        case .interrupted: .failOn(.info)
        }
    }

    @Test(
        "a report that breaks the contract does not fit",
        arguments: [
            (#""rule": "supabase.secret-key""#, #""rule": 7"#),
            (#""severity": "critical""#, #""severity": "severe""#),
            (#""id": "f3a91c2b7d10""#, #""id": "F3A9""#),
            (#""redacted": "#, #""bytes": "x", "redacted": "#),
            (#""sb_secret_…[41]""#, #""sb_secret_""#),
            (#""line": 12"#, #""line": 0"#),
            (#""suppressed": null"#, #""suppressed": true"#),
            (#""findings": ["#, #""results": ["#),
            (#""exit_status": 1"#, #""exit_status": 5"#),
            (#""complete": true"#, #""complete": 1"#),
            (#""offset": 481"#, #""offset": "481""#),
        ])
    func broken(_ part: String, _ replacement: String) throws {
        let report = String(decoding: ReportCase.oneCriticalStaged.report.bytes(as: .json), as: UTF8.self)
        let changed = report.replacing(part, with: replacement)
        #expect(changed != report)
        #expect(schema.faults(in: try JSONTree(parsing: changed.utf8), definition: "report") != [])
    }

    @Test("a path that is not UTF-8 keeps its bytes")
    func pathBytes() throws {
        let path: [UInt8] = [0x61, 0xFF, 0x2E]
        let report = Report.sample(findings: [.webhook(pathBytes: path, entry: Array("ok".utf8))])
        let finding = try #require(try JSONTree(parsing: report.bytes(as: .json))["findings"]?.elements.first)
        #expect(finding["location"]?["path"] == .string("a\u{FFFD}."))
        #expect(Data(base64Encoded: finding["location"]?["path_bytes"]?.text ?? "") == Data(path))
        #expect(finding["location"]?["entry"] == .string("ok"))
        #expect(finding["location"]?["entry_bytes"] == nil)
    }

    @Test("what was encoded says how in its entry, behind the path inside an archive")
    func decodings() throws {
        for (entry, expected) in [("", "base64 > gzip"), ("a/b.env", "a/b.env > base64 > gzip")] {
            var finding = Finding.webhook(pathBytes: Array("a.yaml".utf8), entry: Array(entry.utf8))
            finding.decodings = [.base64, .gzip]
            let json = try JSONTree(parsing: Report.sample(findings: [finding]).bytes(as: .json))
            #expect(json["findings"]?.elements.first?["location"]?["entry"] == .string(expected))
        }
    }
}
