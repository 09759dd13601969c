internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

@Suite("texts of a range") struct RangeTextsTests {
    private static let author =
        #"author field: "author Ada <ada@example.com> 1767323045 +0000\ncommitter Ada <ada@example.com> 1767323045 +0000\n""#

    @Test("messages, people and names of the range's commits, and of no other") func commits() throws {
        let git = try GitFixture()
        try git.write("before", "one\n")
        try git.commit("outside")
        try git.write("before", "two\n")
        try git.write("folder/after", "one\n")
        try git.commit("inside\n\nbody")
        try git.git("mv", "before", "moved")
        try git.commit("renamed")
        let said = try git.rangeTexts("HEAD~2..HEAD")
        #expect(
            said == [
                #"commit message: "inside\n\nbody\n""#, Self.author, #"commit message: "renamed\n""#, Self.author,
                #"file name: "folder/after\n""#, #"file name: "moved\n""#,
            ])
    }

    @Test("what stands behind a zero byte in a message is read") func zeroByte() throws {
        let git = try GitFixture()
        try git.commit()
        let tree = try git.text("rev-parse", "HEAD^{tree}")
        try git.write("raw", "tree \(tree)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nseen\0behind\n")
        let id = try git.text("hash-object", "-t", "commit", "-w", "--literally", "raw")
        #expect(try git.rangeTexts(id).contains { $0.contains("behind") })
    }

    @Test("annotated tags of the range's commits, nested ones too") func tags() throws {
        let git = try GitFixture()
        try git.commit("one")
        try git.git("tag", "-a", "-m", "outside", "old")
        try git.commit("two")
        try git.git("tag", "-a", "-m", "inner", "inner")
        try git.git("tag", "-a", "-m", "outer", "outer", "inner")
        try git.git("tag", "light")
        let said = try git.rangeTexts("HEAD~1..HEAD").filter { $0.hasPrefix("tag message") }
        #expect(said == [#"tag message inner: "inner\n""#, #"tag message outer: "outer\n""#])
    }

    @Test("all refs: other branches, stash with untracked files, notes, tags of blobs and trees") func allRefs() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("side", "side\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("f", "one\nworktree\n")
        try git.write("untracked", "untracked\n")
        try git.git("stash", "push", "--quiet", "--include-untracked")
        try git.git("notes", "add", "-m", "note", "HEAD")
        try git.write("loose", "tagged blob\n")
        try git.git("tag", "blob", try git.text("hash-object", "-w", "loose"))
        try git.write("folder/inside", "tagged tree\n")
        try git.git("add", "folder")
        let tree = try git.text("write-tree")
        try git.git("rm", "--quiet", "-rf", "--cached", "folder")
        try git.git("tag", "-a", "-m", "of a tree", "tree", tree)
        let read = try git.range("--all")
        let texts = Set(read.chunks.map { Added($0).text })
        #expect(texts.isSuperset(of: ["one\n", "side\n", "worktree\n", "untracked\n", "note\n", "tagged blob\n", "tagged tree\n"]))
        #expect(read.account.isComplete)
        #expect(read.chunks.contains { $0.provenance.displayPath == "refs/tags/blob" })
        #expect(try git.rangeTexts("--all").contains(#"tag message tree: "of a tree\n""#))
        #expect(try git.rangeTexts("--all").contains { $0.hasPrefix("file name") && $0.contains("folder/inside") })
        try git.git("tag", "-d", "tree")
        #expect(try git.range("--all", "--not", "main").chunks.map(Added.init).contains(Added("f", "one\n")) == false)
    }

    @Test("a branch is the branch, whatever else has its name") func branch() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "same")
        try git.write("f", "one\ntwo\n")
        try git.commit()
        try git.git("tag", "same", "main")
        try git.write("same", "a file of this name\n")
        #expect(try git.range("--branch=same", "--not", "main").chunks.map(Added.init) == [Added("f", "two\n")])
        #expect(try git.range("--branch=main", "--branch=same").chunks.count == 2)
        #expect { try git.range("--branch=nowhere") } throws: { $0 as? GitError == .badRevision("nowhere") }
    }

    @Test("A...B is what either side adds") func symmetric() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("g", "side\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("h", "main\n")
        try git.commit()
        #expect(Set(try git.range("main...side").chunks.map { Added($0).text }) == ["side\n", "main\n"])
    }

    @Test("text that one parent outside of the range lacks is not new, text of a parent inside is told there") func merges() throws {
        let git = try GitFixture()
        try git.write("f", "1\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("f", "1\nside\n")
        let side = try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("g", "main\n")
        try git.commit()
        try git.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
        let inside = try git.range("HEAD^1..HEAD").chunks
        #expect(inside.map(Added.init) == [Added("f", "side\n")])
        #expect(inside.first?.provenance.commit == side)
        #expect(try git.range("HEAD^2..HEAD").chunks.map(Added.init) == [Added("g", "main\n")])
    }

    @Test("a chain of tags without end costs no process without end") func deepTags() throws {
        let git = try GitFixture()
        try git.commit()
        for number in 0..<12 { try git.git("tag", "-a", "-m", "t\(number)", "t\(number)", number == 0 ? "HEAD" : "t\(number - 1)") }
        for number in 0..<11 { try git.git("tag", "-d", "t\(number)") }
        let read = try git.range("--all")
        #expect(read.account.skips.map(\.path) == ["refs/tags/t11"] && !read.account.isComplete)
    }
}
