internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// The place of a secret is right whatever surrounds it.
@Suite struct ScanEncodingTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// One way to store a text with a secret in it.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What stands before the secret's line.
        let before: [UInt8]
        let after: [UInt8]
        var isWide = false
        let line: Int
    }

    static let cases = [
        Case(testDescription: "UTF-8", before: Array("# grüße\n# zwei\n".utf8), after: Array("\n".utf8), line: 3),
        Case(testDescription: "no line end", before: [], after: [], line: 1),
        Case(testDescription: "CRLF", before: Array("a\r\nb\r\n".utf8), after: Array("\r\n".utf8), line: 3),
        Case(testDescription: "Latin-1", before: [0x67, 0xFC, 0xDF, 0x0A], after: [0x0A, 0xE4], line: 2),
        Case(testDescription: "invalid UTF-8 beside it", before: [0xFF, 0xC0, 0x0A], after: [0xF8, 0x0A], line: 2),
        Case(testDescription: "binary", before: [0x7F, 0x45, 0x4C, 0x46, 0, 1, 0, 0x0A, 0], after: [0, 0, 0xFE], line: 2),
        Case(testDescription: "UTF-16", before: Array("# grüße 😀\r\n".utf8), after: Array("\r\n".utf8), isWide: true, line: 2),
        Case(
            testDescription: "one huge line", before: [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000) + [0x20],
            after: [0x20] + [UInt8](repeating: UInt8(ascii: "y"), count: 3_000_000), line: 1),
    ]

    @Test("line and offset are those of the stored file", arguments: cases)
    func place(_ c: Case) throws {
        let text = Array(Planted.slack.line.utf8)
        let bytes = c.isWide ? [0xFF, 0xFE] + Self.wide(c.before + text + c.after) : c.before + text + c.after
        try workspace.write("file.env", bytes)
        let report = try ReportReading(Program.run(["scan", "--format", "json", "file.env"], in: workspace.path))
        let finding = try #require(report.findings.first { $0.rule == "slack.webhook" })
        #expect(finding.location.line == c.line)
        let start = c.before.count + text.count - Planted.slack.core.utf8.count
        let wideStart = 2 + String(decoding: c.before, as: UTF8.self).utf16.count * 2 + (start - c.before.count) * 2
        #expect(finding.location.offset == (c.isWide ? wideStart : start))
        #expect(finding.location.length == Planted.slack.core.utf8.count * (c.isWide ? 2 : 1))
        #expect(report.account.complete)
    }

    private static func wide(_ text: [UInt8]) -> [UInt8] {
        String(decoding: text, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
}
