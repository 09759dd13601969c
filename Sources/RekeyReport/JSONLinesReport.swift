internal import RekeyCore

/// The report as JSON lines: one finding a line, suppressed ones among them, then one summary.
struct JSONLinesReport {
    private let report: Report

    init(_ report: Report) { self.report = report }

    var bytes: [UInt8] {
        var output: [UInt8] = []
        for finding in ReportOrder.sorted(report.findings) {
            append(JSONFinding.value(of: finding, digests: report.options.digests), to: &output)
        }
        return output + summaryLine
    }

    /// The last line.
    var summaryLine: [UInt8] {
        var output: [UInt8] = []
        append(.object([("type", .string("summary"))] + JSONReport.head(of: report) + JSONReport.tail(of: report)), to: &output)
        return output
    }

    private func append(_ value: JSONValue, to output: inout [UInt8]) {
        output += JSONWriter.bytes(of: value, style: .compact)
        output.append(UInt8(ascii: "\n"))
    }
}
