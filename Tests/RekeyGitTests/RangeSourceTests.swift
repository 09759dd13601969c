internal import Foundation
internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

@Suite("range source") struct RangeSourceTests {
    @Test("each version is read once, with its commit") func linear() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.write("f", "one\ntwo\n")
        let second = try git.commit()
        try git.write("f", "one\n")
        try git.commit()
        try git.write("f", "one\ntwo\n")
        try git.commit()
        let read = try git.range("HEAD~3..HEAD")
        #expect(read.chunks.map(Added.init) == [Added("f", "two\n")])
        #expect(read.chunks.first?.provenance.commit == second)
        #expect(read.chunks.first?.provenance.author == "Ada <ada@example.com>")
        #expect(read.chunks.first?.provenance.date == "2026-01-02T03:04:05+00:00")
        #expect(try read.chunks.first?.provenance.blob == git.text("rev-parse", "HEAD:f"))
        #expect(read.account.commits == 3 && read.account.isComplete)
    }

    @Test("the first commit and a rename with an edit") func rootAndRename() throws {
        let git = try GitFixture()
        let lines = (0..<30).map { "line \($0)\n" }.joined()
        try git.write("old", lines)
        try git.commit()
        try git.git("mv", "old", "new")
        try git.write("new", lines + "edited\n")
        try git.commit()
        #expect(try git.range("HEAD").chunks.map(Added.init) == [Added("old", lines), Added("new", "edited\n")])
    }

    @Test("text that enters only in a merge is seen, the rest of a merge is not") func evilMerge() throws {
        let git = try GitFixture()
        try git.write("f", "1\n2\n3\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("g", "side\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("h", "main\n")
        try git.commit()
        try git.git("merge", "--quiet", "--no-commit", "side")
        try git.write("f", "1\n2\n3\nevil\n")
        let merge = try git.commit()
        let read = try git.range("side..HEAD")
        #expect(read.chunks.map(Added.init) == [Added("h", "main\n"), Added("f", "evil\n")])
        #expect(read.chunks.last?.provenance.commit == merge)
    }

    @Test("the same version on two branches shows what is new on either") func twoOrigins() throws {
        let git = try GitFixture()
        try git.write("f", "a\nb\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("f", "a\n")
        try git.commit()
        try git.write("f", "a\nb\nc\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("f", "b\nc\n")
        try git.commit()
        try git.write("f", "a\nb\nc\n")
        try git.commit()
        let read = try git.range("main", "side", "--not", "main~2")
        #expect(read.chunks.filter { $0.bytes.count == 6 }.map(Added.init) == [Added("f", "a\nb\nc\n")])
    }

    @Test("replacements, grafts and configuration hide no commit") func replaced() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        let first = try git.commit()
        try git.write("f", "hidden\n")
        let second = try git.commit()
        try git.write("f", "three\n")
        let third = try git.commit()
        try git.git("replace", second, first)
        try git.write(".git/info/grafts", "\(third) \(first)\n")
        try git.git("config", "log.showRoot", "false")
        try git.git("config", "log.follow", "true")
        try git.git("config", "diff.ignoreSubmodules", "all")
        try git.git("config", "diff.orderFile", "/nowhere")
        try git.git("config", "diff.relative", "true")
        #expect(try git.range("HEAD").chunks.map(Added.init).map(\.text) == ["one\n", "hidden\n", "three\n"])
    }

    @Test("a shallow cut inside the range is said; one outside is not") func shallow() throws {
        let workspace = try Workspace()
        let origin = try GitFixture(workspace, name: "origin")
        for number in 0..<4 {
            try origin.write("f", "line \(number)\n")
            try origin.commit()
        }
        try origin.git("clone", "--quiet", "--depth=2", "file://\(origin.path)", workspace.path("clone"))
        let clone = GitFixture(existing: "clone", in: workspace)
        #expect(try clone.repository().isShallow)
        #expect(try clone.range("HEAD~1..HEAD").account.isComplete)
        let cut = try clone.range("HEAD").account
        #expect(cut.skips.map(\.reason) == [.gitError] && !cut.isComplete)
        let words = try #require(cut.skips.first?.detail)
        #expect(words.hasPrefix("history is cut here"))
        #expect(words.contains("git fetch --deepen=50 origin (all of it: git fetch --unshallow origin)"))
        try clone.git("-c", "protocol.file.allow=always", "fetch", "--quiet", "--deepen=50", "origin")
        #expect(try clone.range("HEAD").account.isComplete)
    }

    @Test("without some blobs the rest is read and nothing is fetched") func partialClone() throws {
        let workspace = try Workspace()
        let origin = try GitFixture(workspace, name: "origin")
        try origin.git("config", "uploadpack.allowFilter", "true")
        try origin.write("f", (0..<50).map { "line \($0)\n" }.joined())
        try origin.commit()
        try origin.git("mv", "f", "g")
        try origin.write("g", (0..<51).map { "line \($0)\n" }.joined())
        try origin.commit()
        try origin.git("clone", "--quiet", "--filter=blob:none", "file://\(origin.path)", workspace.path("clone"))
        let clone = GitFixture(existing: "clone", in: workspace)
        let read = try clone.range("HEAD")
        #expect(read.chunks.map(\.provenance.displayPath) == ["g"])
        #expect(read.account.skips.map(\.reason) == [.missingObject])
        let detail = try #require(read.account.skips.first?.detail)
        let command = try #require(detail.components(separatedBy: "run: git ").last).split(separator: " ").map(String.init)
        #expect(command.prefix(2) == ["cat-file", "-e"])
        try clone.git(["-c", "protocol.file.allow=always"] + command)
        #expect(try clone.range("HEAD").account.isComplete)
    }

    @Test("without trees nothing is fetched, and the command that gets them is said") func treeless() throws {
        let workspace = try Workspace()
        let origin = try GitFixture(workspace, name: "origin")
        try origin.git("config", "uploadpack.allowFilter", "true")
        try origin.write("folder/f", "one\n")
        try origin.commit()
        try origin.write("folder/f", "two\n")
        try origin.commit()
        try origin.git("clone", "--quiet", "--no-checkout", "--filter=tree:0", "file://\(origin.path)", workspace.path("clone"))
        let clone = GitFixture(existing: "clone", in: workspace)
        #expect { try clone.range("HEAD") } throws: { error in
            guard let trouble = (error as? GitError)?.trouble else { return false }
            return trouble.status == .incomplete && trouble.next?.hasSuffix("run: git fetch --refetch --no-filter") == true
        }
    }

    @Test(
        "a revision that is not there is a usage error",
        arguments: ["nowhere", "HEAD..nowhere", "1234567890123456789012345678901234567890..HEAD", "--output=x", "--exec=x", ""])
    func badRevision(_ revision: String) throws {
        let git = try GitFixture()
        try git.commit()
        #expect { try git.range(revision) } throws: { error in
            guard let error = error as? GitError, case .badRevision = error else { return false }
            return error.trouble.status == .usage
        }
        #expect(!git.workspace.exists("repository/x"))
    }
}
