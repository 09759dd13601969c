internal import Foundation
internal import RekeyCore
internal import RekeyReport
internal import RekeyTestSupport
internal import Testing

@Suite("docs/report-format.md")
struct ReportDocumentTests {
    private let document: String

    init() throws {
        let root = Golden.folder.deletingLastPathComponent().deletingLastPathComponent()
        document = try String(contentsOf: root.appending(path: "docs/report-format.md"), encoding: .utf8)
    }

    @Test("its examples are what the program writes")
    func examples() {
        for format in ReportFormat.allCases { #expect(document.contains(text(ReportCase.oneCriticalStaged, format))) }
        #expect(document.contains(text(.incomplete, .text)))
        #expect(document.contains(text(.infoOnly, .text)))
    }

    @Test("every reason for a skip is listed with what it means", arguments: Skip.Reason.allCases)
    func reasons(_ reason: Skip.Reason) {
        #expect(document.contains("| `\(reason.rawValue)` | \(reason.makesIncomplete ? "yes" : "no") |"))
    }

    @Test("every exit status is listed", arguments: RekeyCore.ExitStatus.allCases)
    func statuses(_ status: RekeyCore.ExitStatus) { #expect(document.contains("\n| \(status.rawValue) | ")) }

    @Test("every key is explained", arguments: ReportCase.all)
    func keys(_ c: ReportCase) throws {
        var report = c.report
        report.options.digests = [Fingerprint("f3a91c2b7d10"): String(repeating: "0f", count: 32)]
        let keys = Self.keys(of: try JSONTree(parsing: report.bytes(as: .json)))
        #expect(keys.count >= 10)
        for key in keys { #expect(document.contains("`\(key)`")) }
    }

    private static func keys(of value: JSONTree) -> Set<String> {
        switch value {
        case .object(let members): Set(members.keys).union(members.values.flatMap(keys))
        case .array(let elements): Set(elements.flatMap(keys))
        case .null, .bool, .integer, .number, .string: []
        }
    }

    private func text(_ c: ReportCase, _ format: ReportFormat) -> String { String(decoding: c.report.bytes(as: format), as: UTF8.self) }
}
