/// The forms a report can take: the words after `--format`.
package enum ReportFormat: String, Sendable, CaseIterable {
    /// For people, grouped by secret.
    case text
    /// One JSON object.
    case json
    /// One JSON object per finding and line, then one with the account.
    case jsonl
}

extension Report {
    /// The report as UTF-8, ending with a line feed: the same bytes whatever the order of `findings` and `account.skips`.
    package func bytes(as format: ReportFormat) -> [UInt8] {
        switch format {
        case .text: TextReport(self).bytes
        case .json: JSONReport(self).bytes
        case .jsonl: JSONLinesReport(self).bytes
        }
    }
}
