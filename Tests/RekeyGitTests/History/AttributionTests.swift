internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("attribution") struct AttributionTests {
    private let word = "canary"

    @Test("a line of commits: the first, those that have it, the one that removed it", arguments: ["sha1", "sha256"])
    func linear(_ format: String) throws {
        let git = try GitFixture(options: ["--object-format=\(format)"])
        try git.write("a/file", "one\n")
        try git.commit()
        try git.write("a/file", "one\n\(word)\n")
        let first = try git.commit()
        try git.write("a/file", "one\n\(word)\nthree\n")
        try git.commit()
        try git.write("other", "x")
        try git.commit()
        let present = try git.exposure(of: word)
        #expect(present.first == HistoryExposure.Commit(id: first, author: "Ada <ada@example.com>", date: "2026-01-02T03:04:05+00:00"))
        #expect(present.firstPathText == "a/file" && present.pathTexts == ["a/file"] && present.pathCount == 1)
        #expect(present.commitCount == 3 && present.held == ["head HEAD", "branch main"] && present.standing == .present)
        #expect(present.removals.isEmpty && present.end == nil && !present.isCut && !present.isFromMerge)
        #expect(present.words == ["still in HEAD", "in branch main"])
        try git.write("a/file", "one\n")
        let last = try git.commit()
        let gone = try git.exposure(of: word)
        #expect(gone.standing == .removed && gone.held == [] && gone.removed == [last: ["HEAD", "main"]] && gone.commitCount == 3)
        #expect(gone.end == "2026-01-02T03:04:05+00:00" && gone.first?.id == first)
        #expect(gone.words == ["removed from HEAD, main by \(last.prefix(12))"])
    }

    @Test("a deleted file, brought back, deleted again") func deletedTwice() throws {
        let git = try GitFixture()
        try git.write("keep", "x")
        try git.write("secret", word)
        let first = try git.commit()
        try git.git("rm", "-q", "secret")
        try git.commit()
        try git.git("branch", "between")
        try git.git("revert", "--no-edit", "HEAD")
        try git.git("tag", "again")
        try git.git("rm", "-q", "secret")
        let last = try git.commit()
        let found = try git.exposure(of: word)
        let between = try git.text("rev-parse", "between")
        #expect(found.first?.id == first && found.commitCount == 2 && found.held == ["tag again"])
        #expect(found.removed == [last: ["HEAD", "main"], between: ["between"]])
    }

    @Test("branches and a merge: what was merged counts, not the merge") func merge() throws {
        let git = try GitFixture()
        try git.write("secret", word)
        let first = try git.commit()
        try git.git("checkout", "-qb", "side")
        try git.write("other", "x")
        try git.commit("on the side")
        try git.git("checkout", "-q", "main")
        try git.git("rm", "-q", "secret")
        let removal = try git.commit()
        try git.git("merge", "-q", "--no-edit", "side")
        let found = try git.exposure(of: word)
        #expect(found.first?.id == first && found.held == ["branch side"] && found.removed == [removal: ["HEAD", "main"]])
        #expect(found.commitCount == 2)
    }

    @Test("a merge that drops what both sides have, or one side brought back, removed it itself") func mergeDrops() throws {
        let git = try GitFixture()
        try git.write("secret", word)
        try git.commit()
        try git.git("checkout", "-qb", "side")
        try git.write("other", "x")
        try git.commit("on the side")
        try git.git("checkout", "-q", "main")
        try git.write("third", "x")
        try git.commit("on main")
        try git.git("merge", "-q", "--no-commit", "side")
        try git.git("rm", "-qf", "secret")
        let merge = try git.commit("merge")
        #expect(try git.exposure(of: word).removed == [merge: ["HEAD", "main"]])
        try git.git("checkout", "-qb", "back")
        try git.write("secret", word)
        try git.commit("back")
        try git.git("checkout", "-q", "main")
        try git.git("merge", "-q", "--no-commit", "--no-ff", "back")
        try git.git("rm", "-qf", "secret")
        let second = try git.commit("merge again")
        try git.git("branch", "-qD", "back", "side")
        #expect(try git.exposure(of: word).removed == [second: ["HEAD", "main"]])
    }

    @Test("text that only a merge brought") func evilMerge() throws {
        let git = try GitFixture()
        try git.write("a", "x")
        try git.commit()
        try git.git("checkout", "-qb", "side")
        try git.write("b", "x")
        try git.commit()
        try git.git("checkout", "-q", "main")
        try git.write("c", "x")
        try git.commit()
        try git.git("merge", "-q", "--no-commit", "side")
        try git.write("b", word)
        let merge = try git.commit("merge")
        let found = try git.exposure(of: word)
        #expect(found.isFromMerge && found.first?.id == merge && found.firstPathText == "b")
        #expect(found.words.contains("entered by a merge"))
    }

    @Test("a cherry-pick has two first commits: the older one counts") func cherryPick() throws {
        let git = try GitFixture()
        try git.write("a", "x")
        try git.commit()
        try git.git("checkout", "-qb", "side")
        try git.write("secret", word)
        try git.git("add", "-A")
        try git.git(["commit", "-qm", "on the side"], environment: ["GIT_COMMITTER_DATE": "2026-01-03T00:00:00+00:00"])
        let first = try git.text("rev-parse", "HEAD")
        try git.git("checkout", "-q", "main")
        try git.git(["cherry-pick", "side"], environment: ["GIT_COMMITTER_DATE": "2026-01-04T00:00:00+00:00"])
        let found = try git.exposure(of: word)
        #expect(found.first?.id == first && found.commitCount == 2)
        #expect(found.held == ["head HEAD", "branch main", "branch side"])
    }

    @Test("a folder that was renamed and copied: all paths") func folders() throws {
        let git = try GitFixture()
        for number in 0..<40 { try git.write("old/file\(number)", "file \(number)\n") }
        try git.write("old/deep/secret", word)
        try git.commit()
        try git.git("mv", "old", "new")
        for number in 0..<3 {
            try git.write("new/file\(number)", "changed")
            try git.commit()
        }
        try git.shell("cp -r new copied")
        try git.write("copied/file9", "changed")
        try git.commit()
        let found = try git.exposure(of: word)
        #expect(found.pathTexts == ["new/deep/secret", "old/deep/secret", "copied/deep/secret"] && found.pathCount == 3)
        #expect(found.firstPathText == "old/deep/secret" && found.commitCount == 5)
    }

    @Test("criss-cross and octopus merges, two roots") func shapes() throws {
        let git = try GitFixture()
        try git.write("a", "x")
        try git.commit()
        for branch in ["one", "two", "three"] {
            try git.git("checkout", "-qb", branch, "main")
            try git.write(branch, branch == "two" ? word : "x")
            try git.commit(branch)
        }
        let first = try git.text("rev-parse", "two")
        try git.git("checkout", "-q", "main")
        try git.git("merge", "-q", "--no-edit", "one", "two", "three")
        try git.git("checkout", "-q", "one")
        try git.git("merge", "-q", "--no-edit", "two")
        try git.git("checkout", "-q", "three")
        try git.git("merge", "-q", "--no-edit", "main")
        try git.git("rm", "-q", "two")
        let removal = try git.commit("gone")
        try git.git("checkout", "-q", "--orphan", "other")
        try git.commit("a second root")
        try git.git("checkout", "-q", "main")
        let found = try git.exposure(of: word)
        #expect(found.first?.id == first && found.removed == [removal: ["three"]])
        #expect(found.held.prefix(4) == ["head HEAD", "branch main", "branch one", "branch two"])
        #expect(found.commitCount == 3)
    }

    @Test("names of files and folders, messages of commits and tags") func namesAndMessages() throws {
        let git = try GitFixture()
        try git.write("a/\(word)-name/file", "x")
        let first = try git.commit()
        try git.git("rm", "-rq", "a")
        let removal = try git.commit()
        let named = try git.exposure(of: word)
        #expect(named.first?.id == first && named.removed == [removal: ["HEAD", "main"]] && named.pathTexts == ["a/\(word)-name"])
        #expect(named.firstPathText == "a/\(word)-name")
        let message = try git.commit("token note-1")
        try git.commit("later")
        try git.git("branch", "early", removal)
        let told = try git.exposure(of: "note-1")
        #expect(told.first?.id == message && told.firstPath == nil && told.held == ["head HEAD", "branch main"])
        #expect(told.messages == ["commit \(message)"] && told.commitCount == 1 && told.removals.isEmpty)
        try git.git("tag", "-a", "-m", "note-2", "v1")
        try git.git("tag", "-a", "-m", "x", "v2", "v1")
        let tagged = try git.exposure(of: "note-2")
        #expect(tagged.first == nil && tagged.held == ["tag v1", "tag v2"] && tagged.messages == ["tag v1"])
        #expect(tagged.words == ["in tags v1, v2", "in the message of tag v1"])
    }
}
