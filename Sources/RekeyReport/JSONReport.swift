internal import RekeyCore

/// The report as one JSON object.
struct JSONReport {
    /// Names the form of JSON and JSONL reports. The number changes only when a key is removed or changes its meaning.
    static let schema = "rekey.report/1"

    private let report: Report

    init(_ report: Report) { self.report = report }

    var bytes: [UInt8] {
        let findings = ReportOrder.sorted(report.findings)
        let value = JSONValue.object(
            Self.head(of: report) + [
                ("findings", .array(values(of: findings.filter { $0.suppression == nil }))),
                ("suppressed", .array(values(of: findings.filter { $0.suppression != nil }))),
            ] + Self.tail(of: report))
        return JSONWriter.bytes(of: value, style: .indented) + [UInt8(ascii: "\n")]
    }

    private func values(of findings: [Finding]) -> [JSONValue] {
        findings.map { JSONFinding.value(of: $0, digests: report.options.digests) }
    }

    /// The members that open a report or a JSONL summary.
    static func head(of report: Report) -> [(key: String, value: JSONValue)] {
        [
            ("schema", .string(schema)),
            ("tool", .object([("name", .string(report.tool.name)), ("version", .string(report.tool.version))])),
        ]
    }

    /// The members that close a report or a JSONL summary.
    static func tail(of report: Report) -> [(key: String, value: JSONValue)] {
        [
            ("account", account(of: report)),
            (
                "gate",
                .object([
                    ("fail_on", .string(report.gate.word)),
                    ("failing", .integer(report.findings.count { $0.suppression == nil && report.gate.stops($0.severity) })),
                ])
            ),
            ("exit_status", .integer(Int(report.exitStatus.rawValue))),
        ]
    }

    private static func account(of report: Report) -> JSONValue {
        let account = report.account
        return .object([
            ("source", .string(report.source.rawValue)),
            ("asked", .string(account.asked)),
            ("complete", .bool(account.isComplete)),
            ("files", .integer(account.files)),
            ("bytes", .integer(account.bytes)),
            ("commits", .integer(account.commits)),
            ("skipped", .array(account.skips.sorted().map(skip))),
            ("elapsed_seconds", report.elapsed.map { .decimal(units: Quantity.milliseconds($0), places: 3) } ?? .null),
        ])
    }

    private static func skip(_ skip: Skip) -> JSONValue {
        .object([
            ("path", .string(skip.path)),
            ("reason", .string(skip.reason.rawValue)),
            ("incomplete", .bool(skip.makesIncomplete)),
            ("detail", .string(skip.detail)),
        ])
    }
}
