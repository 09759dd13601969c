internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable import RekeyGit

@Suite("push source") struct PushSourceTests {
    private static let zero = String(repeating: "0", count: 40)
    private static let one = String(repeating: "1", count: 40)

    @Test(
        "lines that git does not write are refused",
        arguments: [
            ("x", false), ("\(zero) \(one)", false), ("\(zero) \(one) ref more", false), ("\(zero) short ref", false),
            ("local \(one) refs/heads/a short", true), ("local \(one)", true), ("\(one) refs/heads/a \(zero)", true),
        ])
    func malformed(line: String, isSending: Bool) {
        #expect(Push(lines: Array(line.utf8), side: isSending ? .sending(remote: nil) : .receiving) == nil)
    }

    @Test("a local name with blanks, empty lines, no line at all") func lines() throws {
        let push = try #require(
            Push(lines: Array("\n:/some words \(Self.one) refs/heads/a \(Self.zero)\n\n".utf8), side: .sending(remote: "o")))
        #expect(push.refs == [Push.Ref(old: Self.zero, new: Self.one, name: "refs/heads/a")])
        #expect(push.summary == "1 ref of a push to o")
        #expect(try #require(Push(lines: [], side: .receiving)).refs.isEmpty)
    }

    @Test("branches that the push changes, and the remote's HEAD, are not taken from memory") func known() throws {
        let text = "a \(Self.one) refs/heads/to[p] \(Self.zero)\nb \(Self.zero) refs/tags/v \(Self.one)\n"
        let push = try #require(Push(lines: Array(text.utf8), side: .sending(remote: "o*")))
        let known = KnownRevisions(push, isHere: { _ in true })
        #expect(known.words == [#"--exclude=o\*/to\[p]"#, #"--exclude=o\*/HEAD"#, "--not", #"--remotes=o\*/*"#])
        #expect(known.excluded == ["^\(Self.one)"])
        #expect(KnownRevisions(push, isHere: { _ in false }).excluded == [])
    }

    /// Two commits on `main`; `refs/remotes/origin/main` is at the first.
    private func fixture() throws -> GitFixture {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit("first")
        try git.git("update-ref", "refs/remotes/origin/main", "HEAD")
        try git.write("f", "one\ntwo\n")
        try git.commit("second")
        return git
    }

    private func files(_ said: [String]) -> [String] {
        said.filter { line in !["commit message", "author field", "file name", "tag message"].contains { line.hasPrefix($0) } }
    }

    @Test("an old state that is here is what the remote has") func update() throws {
        let git = try fixture()
        let (old, new) = (try git.text("rev-parse", "HEAD~1"), try git.text("rev-parse", "HEAD"))
        let read = try git.push("main \(new) refs/heads/main \(old)", side: .sending(remote: "origin"))
        #expect(files(read.said) == [#"f: "two\n""#])
        #expect(read.said.contains(#"commit message: "second\n""#) && !read.said.contains(#"commit message: "first\n""#))
        #expect(read.account.commits == 1 && read.account.isComplete)
    }

    @Test("a branch that the remote lost is pushed as a whole, whatever is remembered of it") func lost() throws {
        let git = try fixture()
        let new = try git.text("rev-parse", "HEAD")
        let whole = try git.push("main \(new) refs/heads/main \(Self.zero)", side: .sending(remote: "origin"))
        #expect(files(whole.said) == [#"f: "one\n""#, #"f: "two\n""#])
        #expect(whole.account.commits == 2)
        let other = try git.push("main \(new) refs/heads/other \(Self.zero)", side: .sending(remote: "origin"))
        #expect(other.account.commits == 1)
        let bare = try git.push("main \(new) refs/heads/other \(Self.zero)", side: .sending(remote: nil))
        #expect(bare.account.commits == 2)
    }

    @Test("several refs: each object once; deletions add nothing") func several() throws {
        let git = try fixture()
        let new = try git.text("rev-parse", "HEAD")
        let line = { (name: String) in "main \(new) refs/heads/\(name) \(Self.zero)" }
        let known = try git.push(line("a"), line("b"), "(delete) \(Self.zero) refs/heads/c \(new)", side: .sending(remote: "origin"))
        #expect(known.said.isEmpty, "the remote has just said that it has it")
        let apart = try git.push(line("a"), line("b"), side: .sending(remote: "origin"))
        #expect(files(apart.said) == [#"f: "two\n""#])
        let gone = try git.push("(delete) \(Self.zero) refs/heads/main \(new)", side: .sending(remote: "origin"))
        #expect(gone.said.isEmpty && gone.account.isComplete)
    }

    @Test("what an existing ref leads to is not read again, not even under another name") func receiving() throws {
        let git = try fixture()
        let copy = try git.text("rev-parse", "HEAD:f")
        try git.write("entries", "100644 blob \(copy)\tcopy\n100644 blob \(copy)\tf\n")
        try git.shell("git mktree < entries > made")
        let made = String(decoding: try git.workspace.read("repository/made"), as: UTF8.self).split(separator: "\n")[0]
        let commit = try git.text("commit-tree", String(made), "-p", "HEAD", "-m", "copied")
        let read = try git.push("\(Self.zero) \(commit) refs/heads/new", side: .receiving)
        #expect(files(read.said) == [])
        #expect(read.said.contains(#"file name: "copy\n""#) && read.said.contains(#"commit message: "copied\n""#))
        let same = try git.text("rev-parse", "HEAD")
        #expect(try git.push("\(Self.zero) \(same) refs/heads/same", side: .receiving).said.isEmpty)
    }

    @Test("names of refs that are new there; those that were there, or go, are not pushed") func refNames() throws {
        let git = try GitFixture()
        let first = try git.commit()
        let second = try git.commit()
        let read = try git.push(
            "HEAD \(second) refs/heads/new \(Self.zero)", "HEAD \(second) refs/heads/old \(first)",
            "(delete) \(Self.zero) refs/heads/gone \(first)", side: .sending(remote: nil), withRefNames: true)
        #expect(read.said.filter { $0.hasPrefix("ref name") } == [#"ref name: "refs/heads/new\n""#])
    }

    @Test("tags: the message, and the blob or tree that they are of") func tags() throws {
        let git = try fixture()
        try git.write("loose", "loose\n")
        let blob = try git.text("hash-object", "-w", "loose")
        try git.git("tag", "-a", "-m", "of a blob", "t", blob)
        let tag = try git.text("rev-parse", "t")
        try git.git("update-ref", "-d", "refs/tags/t")
        let read = try git.push("\(Self.zero) \(tag) refs/tags/t", side: .receiving)
        #expect(files(read.said) == [#"refs/tags/t: "loose\n""#])
        #expect(read.said.contains(#"tag message t: "of a blob\n""#))
        try git.write("entries", "100644 blob \(blob)\tinside\n")
        try git.shell("git mktree < entries > made")
        let tree = String(decoding: try git.workspace.read("repository/made"), as: UTF8.self).split(separator: "\n")[0]
        let held = try git.push("\(Self.zero) \(tree) refs/tags/u", side: .receiving)
        #expect(held.said == [#"file name: "inside\n""#, #"inside: "loose\n""#])
    }

    @Test("what a partial clone left out and would fetch to push it is not read, and said") func partialClone() throws {
        let workspace = try Workspace()
        let origin = try GitFixture(workspace, name: "origin")
        try origin.git("config", "uploadpack.allowFilter", "true")
        try origin.write("f", "one\n")
        try origin.commit()
        try origin.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://\(origin.path)", workspace.path("clone"))
        let clone = GitFixture(existing: "clone", in: workspace)
        let head = try clone.text("rev-parse", "HEAD")
        let elsewhere = try clone.push("main \(head) refs/heads/x \(Self.zero)", side: .sending(remote: nil))
        #expect(elsewhere.account.skips.map(\.reason) == [.missingObject])
        let back = try clone.push("main \(head) refs/heads/x \(Self.zero)", side: .sending(remote: "origin"))
        #expect(back.account.isComplete && back.said.isEmpty)
    }

    @Test("an object that is not here is an error, not silence") func absent() throws {
        let git = try fixture()
        #expect(throws: GitError.self) { try git.push("\(Self.zero) \(Self.one) refs/heads/a", side: .receiving) }
    }
}
