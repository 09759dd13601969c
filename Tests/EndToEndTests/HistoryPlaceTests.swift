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
}
