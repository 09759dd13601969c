internal import RekeyCore
internal import RekeyReport
internal import Testing

/// A named report for goldens and for tests over every kind of report.
struct ReportCase: Sendable, CustomTestStringConvertible {
    let name: String
    let report: Report

    var testDescription: String { name }
}

extension ReportCase {
    static let all: [ReportCase] = [
        clean, incomplete, oneCriticalStaged, manyPlaces, manyPlacesVerbose, infoOnly, suppressed, suppressedVerbose, hostilePaths,
        emptyStage, mixedHistory, skippedOnly, stream, log,
    ]

    static let clean = ReportCase(
        name: "clean", report: .sample(account: Account(asked: "work tree of /srv/app", files: 214, bytes: 1_234_567)))

    static let incomplete = ReportCase(
        name: "incomplete",
        report: .sample(
            account: Account(
                asked: "work tree of /srv/app", files: 212, bytes: 1_200_000,
                skips: [
                    Skip(path: "vendor/lib", reason: .excludedByConfiguration),
                    Skip(path: "var/lock", reason: .unreadable, detail: "permission denied"),
                    Skip(path: "data/dump.sql", reason: .overSizeLimit),
                ]),
            exitStatus: .incomplete))

    static let oneCriticalStaged = ReportCase(
        name: "one-critical-staged",
        report: .sample(
            source: .staged, findings: [.serviceKey(path: "docker/.env", kind: .staged)],
            account: Account(asked: "staged changes", files: 2, bytes: 3_400), exitStatus: .findings))

    static let manyPlaces = ReportCase(name: "many-places", report: .sample(findings: twelvePlaces, exitStatus: .findings))

    static let manyPlacesVerbose = ReportCase(
        name: "many-places-verbose",
        report: .sample(findings: twelvePlaces, exitStatus: .findings, options: Report.Options(isVerbose: true, usesColor: true)))

    static let infoOnly = ReportCase(
        name: "info-only",
        report: .sample(findings: [.publicKey(path: "web/.env", line: 2), .publicKey(path: "web/src/client.ts", line: 7)]))

    static let suppressed = ReportCase(name: "suppressed", report: .sample(findings: excused))

    static let suppressedVerbose = ReportCase(
        name: "suppressed-verbose", report: .sample(findings: excused, options: Report.Options(isVerbose: true)))

    static let hostilePaths = ReportCase(
        name: "hostile-paths",
        report: .sample(
            findings: hostile,
            account: Account(
                asked: "work tree of /srv/\u{1B}[2J", files: 4, bytes: 999,
                skips: [Skip(path: "a\nclean: no credentials found", reason: .unreadable, detail: "why\u{7}")]),
            exitStatus: .findings))

    static let emptyStage = ReportCase(
        name: "empty-stage", report: .sample(source: .staged, account: Account(asked: "staged changes")))

    static let mixedHistory = ReportCase(
        name: "mixed-history",
        report: .sample(
            source: .history, findings: inHistory,
            account: Account(asked: "every object of /srv/app", files: 1_200, bytes: 34_500_000, commits: 310),
            exitStatus: .findings, elapsed: .milliseconds(1_042)))

    static let skippedOnly = ReportCase(
        name: "skipped-only",
        report: .sample(
            source: .staged,
            account: Account(asked: "staged changes", skips: [Skip(path: "vendor/a.js", reason: .excludedByConfiguration)])))

    static let stream = ReportCase(
        name: "stream",
        report: .sample(
            source: .stream, account: Account(asked: "standard input", files: 1, bytes: 1_073_741_824), elapsed: .seconds(2)))

    static let log = ReportCase(
        name: "log",
        report: .sample(
            source: .stream,
            findings: [
                Finding.serviceKey(path: "-", kind: .stream).written(at: "2026-11-24T03:29:55.123Z"),
                Finding.serviceKey(path: "-", line: 40, kind: .stream).written(at: "Nov 24 03:29:55"),
                Finding.webhook(path: "-", kind: .stream).written(at: "1790000000"),
            ],
            account: Account(asked: "standard input", files: 1, bytes: 4_096), exitStatus: .findings))
}

extension ReportCase {
    private static let twelvePlaces =
        (1...12).map { Finding.serviceKey(path: "config/\($0).env", line: $0) } + [Finding.webhook(path: "a.sh")]

    private static let excused = [
        Finding.serviceKey(path: "docs/guide.md").suppressed(by: .inline, reason: "revoked", origin: "docs/guide.md:12"),
        Finding.webhook(path: "old.sh").suppressed(by: .baseline, reason: "", origin: ".rekey/baseline.json:4"),
        Finding.webhook(path: "older.sh").suppressed(by: .ignoreFile, reason: "", origin: ""),
    ]

    private static let hostile = [
        Finding.serviceKey(path: "a\u{1B}[31m\u{202E}vne.\u{200B}env"),
        Finding.serviceKey(path: "line\nbreak\u{2028}\"quote\\.env"),
        Finding.webhook(pathBytes: Array("latin-".utf8) + [0xE9, 0xFF] + Array(".sh".utf8), entry: [0x80, 0x41]),
        Finding.webhook(path: "b.sh", variable: "HOOK\u{7}\u{9B}1m", evidence: ["channel \u{1B}]0;x\u{7}", "\u{E0041}tagged"]),
    ]

    private static let inHistory: [Finding] = {
        var first = Finding.serviceKey(path: "app/.env", kind: .history)
        first.provenance.commit = String(repeating: "1a2b3c4d", count: 5)
        first.provenance.author = "Ana \u{202E}Example"
        first.provenance.date = "2024-05-01T10:00:00Z"
        var second = Finding.webhook(path: "lost.sh", kind: .history)
        second.provenance.blob = String(repeating: "5e6f7a8b", count: 5)
        second.severity = .medium
        second.confidence = .likely
        var third = Finding.publicKey(path: "web/.env", line: 2, kind: .history)
        third.severity = .low
        var fourth = first
        fourth.severity = .high
        fourth.location.line = 99
        return [first, second, third, fourth]
    }()
}

extension Report {
    static func sample(
        source: Provenance.Kind = .worktree, findings: [Finding] = [],
        account: Account = Account(asked: "work tree of /srv/app", files: 3, bytes: 640), gate: Gate = .failOn(.medium),
        exitStatus: RekeyCore.ExitStatus = .success, options: Options = Options(), elapsed: Duration? = nil
    ) -> Report {
        Report(
            tool: Tool(name: "rekey", version: "0.0.0-test"), source: source, findings: findings, account: account, gate: gate,
            exitStatus: exitStatus, options: options, elapsed: elapsed)
    }
}
