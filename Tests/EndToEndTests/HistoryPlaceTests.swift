internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("where the history is looked at") struct HistoryPlaceTests {
    /// A password that a settings file gives away by its name, and nothing else does so.
    private static let settings: String = {
        var mint = Mint(seed: 77)
        return "[client]\nuser = shop\npassword = \(mint.text(14))\n"
    }()

    private static func rules(_ git: GitFixture, _ options: [String]) throws -> Set<String> {
        let outcome = try Program.run(["scan", "--format", "json"] + options, in: git.path)
        #expect(outcome.status == 1, "\(outcome.stderr)")
        return try ReportReading(outcome).rules
    }

    @Test("a file that was only staged is taken for what its path says")
    func staged() throws {
        let git = try GitFixture()
        try git.commit()
        try git.write("my.cnf", Self.settings)
        try git.git("add", "my.cnf")
        #expect(try Self.rules(git, ["--history"]) == ["ini.password"])
        #expect(try Self.rules(git, ["--staged"]) == ["ini.password"])
    }

    @Test("a file that was committed as one thing and staged as another is taken for both")
    func stagedElsewhere() throws {
        let git = try GitFixture()
        try git.write("words", Self.settings)
        try git.commit()
        try git.git("mv", "words", "my.cnf")
        #expect(try Self.rules(git, ["--history"]).contains("ini.password"))
    }

    @Test("a version that has many paths is looked at under each that means something else")
    func manyPaths() throws {
        let git = try GitFixture()
        for number in 0..<40 { try git.write("t\(number)", Self.settings) }
        try git.write("some/folder/far/away/my.cnf", Self.settings)
        try git.commit()
        #expect(try Self.rules(git, ["--history"]).contains("ini.password"))
    }

    private struct Told: Decodable {
        struct Finding: Decodable {
            struct Location: Decodable {
                let path: String
                let entry: String?
                let line: Int
            }
            struct Exposure: Decodable {
                struct Holder: Decodable {
                    let kind: String
                    let name: String
                }
                let standing: String
                let holders: [Holder]
            }
            struct Source: Decodable {
                let commit: String?
                let blob: String?
            }
            let location: Location
            let source: Source
            let exposure: Exposure?
        }
        let findings: [Finding]
    }

    private static func told(_ git: GitFixture, _ source: String, never secret: String) throws -> [Told.Finding] {
        for format in ["text", "jsonl"] {
            let outcome = try Program.run(["scan", source, "--format", format, "--verbose"], in: git.path)
            #expect(!outcome.everything.contains(secret.suffix(20)))
        }
        let outcome = try Program.run(["scan", source, "--format", "json"], in: git.path)
        #expect(outcome.status == 1, "\(outcome.stderr)")
        return try JSONDecoder().decode(Told.self, from: Data(outcome.stdout.utf8)).findings
    }

    @Test("the line and the version that are shown are those of the commit that is shown")
    func firstPlace() throws {
        let git = try GitFixture()
        var mint = Mint(seed: 80)
        let secret = "glpat" + "-" + mint.text(20)
        let filling = (0..<300).map { "line \($0) \(mint.text(12))" }
        for count in 1...8 {
            let lines = filling.prefix(20 * count) + ["# \(secret.prefix(8))", "token: \(secret)"] + filling.suffix(100)
            try git.write("settings.yml", lines.joined(separator: "\n") + "\n")
            try git.commit()
        }
        try git.git("repack", "-adfq", "--depth=50")
        let findings = try Self.told(git, "--history", never: secret)
        let finding = try #require(findings.first)
        let commit = try #require(finding.source.commit)
        let oldest = try Self.line(git.git("rev-list", "--max-parents=0", "HEAD"))
        #expect(commit == oldest)
        let blob = try Self.line(git.git("rev-parse", "\(commit):settings.yml"))
        #expect(finding.source.blob == blob && finding.location.line == 22)
    }

    private static func line(_ output: [UInt8]) -> String { String(decoding: output.filter { $0 != 0x0A }, as: UTF8.self) }

    @Test("names of branches and tags are read, and say what has them", arguments: ["--history", "--all-refs"])
    func refNames(source: String) throws {
        let git = try GitFixture()
        try git.commit()
        var mint = Mint(seed: 78)
        let secret = "glpat" + "-" + mint.text(20)
        try git.git("branch", "fix/\(secret)")
        let findings = try Self.told(git, source, never: secret)
        #expect(findings.map(\.location.entry) == ["ref name"] && findings.map(\.location.line) == [1])
        guard source == "--history" else { return }
        let exposure = try #require(findings.first?.exposure)
        #expect(exposure.standing == "present" && exposure.holders.map(\.kind) == ["branch"])
        #expect(exposure.holders.map(\.name) == ["fix/…"])
    }

    @Test("an author is an author field, and a message a message, on the same line", arguments: ["--history", "--all-refs"])
    func texts(source: String) throws {
        let git = try GitFixture()
        var mint = Mint(seed: 79)
        let (author, message) = ("glpat" + "-" + mint.text(20), "glpat" + "-" + mint.text(20))
        try git.git(["commit", "--quiet", "--allow-empty", "-m", "first\n\n\(message)"], environment: ["GIT_AUTHOR_NAME": author])
        let findings = try Self.told(git, source, never: author)
        let places = Set(findings.map { "\($0.location.entry ?? "") \($0.location.line)" })
        #expect(places == ["author field 1", "commit message 3"])
    }
}
