internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("the whole history", .enabled(if: PlantedHistory.isPossible, "no python3"))
struct HistoryScanTests {
    private struct Report: Decodable {
        struct Finding: Decodable {
            struct Secret: Decodable { let sha256: String }
            struct Exposure: Decodable {
                struct First: Decodable { let commit: String }
                struct Holder: Decodable {
                    let kind: String
                    let name: String
                }
                struct Removal: Decodable { let commit: String }
                let standing: String
                let first: First?
                let paths: [String]
                let holders: [Holder]
                let removals: [Removal]
            }
            let rule: String
            let secret: Secret
            let exposure: Exposure
        }
        struct Account: Decodable {
            let complete: Bool
            let commits: Int
        }
        let findings: [Finding]
        let account: Account
    }

    private static func scan(_ planted: PlantedHistory, _ options: [String] = []) throws -> (report: Report, text: String) {
        let words = ["scan", "--history", "--format", "json", "--with-digest"] + options
        let outcome = try Program.run(words, in: planted.git.path)
        #expect(outcome.status == 1, "\(outcome.stderr)")
        return (try JSONDecoder().decode(Report.self, from: Data(outcome.stdout.utf8)), outcome.stdout)
    }

    @Test("every hiding place is found, once, and said to be what was planted", arguments: [[], ["--depth", "60"], ["--sha256"]])
    func planted(options: [String]) throws {
        let planted = try PlantedHistory.make(commits: 300, options: options)
        let (report, text) = try Self.scan(planted)
        #expect(report.account.complete)
        // Why `ghp_`: all planted secrets begin so, and of none more is shown.
        #expect(text.matches(of: /ghp_[0-9A-Za-z]/).isEmpty)
        let found = Dictionary(grouping: report.findings, by: \.secret.sha256)
        #expect(Set(found.keys) == Set(planted.secrets.map(\.digest)))
        for secret in planted.secrets {
            guard let finding = found[secret.digest]?.first else { continue }
            #expect(found[secret.digest]?.count == 1, "\(secret.place)")
            let exposure = finding.exposure
            #expect(exposure.first?.commit == secret.first, "\(secret.place)")
            // Why beginnings: a name that is a secret is covered.
            let isTold = secret.paths.allSatisfy { path in exposure.paths.contains { $0.hasPrefix(path) } }
            #expect(isTold, "\(secret.place): \(exposure.paths)")
            if let removed = secret.removed { #expect(exposure.removals.contains { $0.commit == removed }, "\(secret.place)") }
            #expect(Self.fits(exposure, secret.whereabouts), "\(secret.place): \(secret.whereabouts), said \(exposure)")
        }
    }

    /// Whether the report says what the table says of where a secret still is.
    private static func fits(_ exposure: Report.Finding.Exposure, _ whereabouts: String) -> Bool {
        let words = whereabouts.split(separator: " ").map(String.init)
        switch words[0] {
        case "head": return exposure.standing == "present" && exposure.holders.contains { $0.kind == "head" }
        case "branch", "tag": return exposure.holders.contains { $0.kind == words[0] && $0.name == words[1] }
        case "stash": return exposure.holders.contains { $0.kind == "stash" }
        case "notes": return exposure.holders.contains { $0.name == "refs/notes/commits" }
        case "index": return exposure.standing == "index"
        case "reflog": return exposure.standing == "reflog"
        case "dangling": return exposure.standing == "unreachable"
        default: return exposure.standing == "removed" || exposure.standing == "present"
        }
    }

    @Test("scanning every version whole finds the same, and so do more threads, to the byte")
    func shortcut() throws {
        let planted = try PlantedHistory.make(commits: 400, options: ["--depth", "50"])
        let shortcut = try Self.scan(planted, ["--jobs", "1"])
        let whole = try Self.scan(planted, ["--no-delta-shortcut"])
        #expect(Set(shortcut.report.findings.map(\.secret.sha256)) == Set(whole.report.findings.map(\.secret.sha256)))
        #expect(try Self.scan(planted, ["--jobs", "4"]).text == shortcut.text)
    }

    @Test("a scan that is stopped says so, and ends with 3")
    func limits() throws {
        let planted = try PlantedHistory.make(commits: 100)
        let outcome = try Program.run(["scan", "--history", "--memory", "1", "--fail-on", "never"], in: planted.git.path)
        #expect(outcome.status == 3)
        #expect(outcome.stdout.contains("memory limit reached") && outcome.stdout.contains("--memory"))
    }

    @Test(
        "options that cannot be are refused",
        arguments: [
            ["--history", "--staged"], ["--history", "src"], ["--no-delta-shortcut"], ["--time-limit", "5"],
            ["--history", "--time-limit", "0"],
            ["--history", "--memory", "-1"],
        ])
    func refusals(options: [String]) throws {
        let workspace = try Workspace()
        let git = try GitFixture(workspace)
        let outcome = try Program.run(["scan"] + options, in: git.path)
        #expect(outcome.status == 2, "\(outcome.stdout)\(outcome.stderr)")
        #expect(outcome.stdout.isEmpty && outcome.stderr.contains("--"))
    }
}
