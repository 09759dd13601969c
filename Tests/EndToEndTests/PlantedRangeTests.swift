internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("every hiding place that a ref leads to", .enabled(if: PlantedHistory.isPossible, "no python3"))
struct PlantedRangeTests {
    /// What the JSON report says of where a secret comes from.
    private struct Report: Decodable {
        struct Finding: Decodable {
            struct Location: Decodable {
                let path: String
                let entry: String?
            }
            struct Source: Decodable {
                let commit: String?
            }
            struct Secret: Decodable {
                let sha256: String
            }
            let location: Location
            let source: Source
            let secret: Secret
        }
        let findings: [Finding]
    }

    @Test("all refs: each found with the first commit that has it, and nothing else", arguments: [[], ["--depth", "60"], ["--sha256"]])
    func allRefs(options: [String]) throws {
        let planted = try PlantedHistory.make(commits: 300, options: options)
        #expect(planted.secrets.count == 27)
        let outcome = try Program.run(["scan", "--all-refs", "--format", "json", "--with-digest"], in: planted.git.path)
        #expect(outcome.status == 1)
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.stdout.utf8))
        let found = Dictionary(grouping: report.findings, by: \.secret.sha256)
        for secret in planted.secrets {
            guard let findings = found[secret.digest] else {
                #expect(!secret.isReachable, "\(secret.place) was missed")
                continue
            }
            #expect(secret.isReachable, "\(secret.place) is of no ref")
            if let first = secret.first { #expect(findings.contains { $0.source.commit == first }, "\(secret.place)") }
            let isFile = secret.object == "blob" && !secret.paths.isEmpty && secret.place != "note"
            if isFile { #expect(findings.contains { secret.paths.contains($0.location.path) }, "\(secret.place)") }
        }
        #expect(Set(found.keys).isSubset(of: Set(planted.secrets.map(\.digest))))
        let entries = Set(report.findings.compactMap(\.location.entry))
        #expect(entries == ["commit message", "author field", "file name", "tag message v1", "ref name"])
    }

    @Test("the same arguments make the same objects")
    func deterministic() throws {
        let heads = try (0..<2).map { _ in
            let planted = try PlantedHistory.make(commits: 100)
            return try planted.git.text("rev-parse", "HEAD", "stash", "v1", "refs/notes/commits") + "\(planted.secrets)"
        }
        #expect(heads[0] == heads[1])
    }
}
