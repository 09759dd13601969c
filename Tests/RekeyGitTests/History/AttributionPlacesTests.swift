internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("attribution: what still holds it") struct AttributionPlacesTests {
    private let word = "canary"

    private func start() throws -> GitFixture {
        let git = try GitFixture()
        try git.write("a", "x")
        try git.commit()
        return git
    }

    @Test("a stash: the work tree's files, the index's, the untracked ones") func stash() throws {
        let git = try start()
        try git.write("a", "\(word)-work")
        try git.write("staged", "\(word)-index")
        try git.git("add", "staged")
        try git.write("staged", "later")
        try git.write("untracked", "\(word)-untracked")
        try git.git("stash", "push", "-q", "--include-untracked")
        for part in ["work", "index", "untracked"] {
            let found = try git.exposure(of: "\(word)-\(part)")
            #expect(found.held == ["stash stash@{0}"] && found.standing == .present && found.words.first == "in stash@{0}")
            #expect(found.first != nil && found.removals.isEmpty)
        }
        try git.write("a", "another")
        try git.git("stash", "push", "-q")
        #expect(try git.exposure(of: "\(word)-untracked").held == ["stash stash@{1}"])
        try git.git("stash", "drop", "-q", "stash@{1}")
        let dropped = try git.exposure(of: "\(word)-untracked", isPackable: false)
        #expect(dropped.held == [] && dropped.standing == .unreachable && dropped.words.first == "unreachable (dangling)")
    }

    @Test("only the reflog, then nothing") func reflog() throws {
        let git = try start()
        try git.write("secret", word)
        let first = try git.commit()
        try git.git("reset", "-q", "--hard", "HEAD~1")
        let logged = try git.exposure(of: word)
        #expect(logged.standing == .reflog && logged.first?.id == first && logged.words == ["only in the reflog"])
        try git.git("reflog", "expire", "--expire=now", "--all")
        let dangling = try git.exposure(of: word, isPackable: false)
        #expect(dangling.standing == .unreachable && dangling.first?.id == first && dangling.commitCount == 1)
        #expect(dangling.pathTexts == ["secret"])
    }

    @Test("only an index, also a linked work tree's; a blob that nothing names") func index() throws {
        let git = try start()
        try git.write("d/staged", word)
        try git.git("add", "-A")
        let staged = try git.exposure(of: word)
        #expect(staged.standing == .index && staged.held == ["index index"] && staged.words == ["only in the index"])
        #expect(staged.pathTexts == ["d/staged"] && staged.first == nil && staged.commitCount == 0)
        try git.git("reset", "-q")
        let loose = try git.exposure(of: word, isPackable: false)
        #expect(loose.standing == .unreachable && loose.held == [] && loose.pathTexts == [])
        try git.git("worktree", "add", "-q", "--detach", "../linked")
        let linked = GitFixture(existing: "linked", in: git.workspace)
        try linked.write("there", "\(word)-2")
        try linked.git("add", "there")
        for place in [git, linked] {
            let found = try place.exposure(of: "\(word)-2")
            #expect(found.held == ["index index of work tree linked"] && found.standing == .index && found.pathTexts == ["there"])
        }
        try linked.git("commit", "-qm", "there")
        #expect(try git.exposure(of: "\(word)-2").held == ["head HEAD of work tree linked"])
        #expect(try git.exposure(of: "\(word)-2").words == ["still in HEAD of work tree linked"])
    }

    @Test("a detached head, remote branches, refs of other kinds") func refs() throws {
        let git = try start()
        try git.git("checkout", "-q", "--detach")
        try git.write("secret", word)
        try git.commit()
        #expect(try git.exposure(of: word).held == ["head HEAD"])
        try git.git("update-ref", "refs/remotes/origin/topic", "HEAD")
        try git.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/topic")
        try git.git("update-ref", "refs/pull/7/head", "HEAD")
        try git.git("tag", "light")
        let found = try git.exposure(of: word)
        #expect(
            found.held == ["head HEAD", "remote-branch origin/topic", "tag light", "other refs/pull/7/head"])
    }

    @Test("tags of blobs and trees") func tagsOfObjects() throws {
        let git = try start()
        try git.write("sub/deep/secret", word)
        try git.git("add", "-A")
        let tree = try git.text("write-tree")
        let folder = try git.text("rev-parse", "\(tree):sub")
        let blob = try git.text("rev-parse", "\(tree):sub/deep/secret")
        try git.git("reset", "-q", "--hard")
        try git.git("tag", "-a", "-m", "x", "annotated", tree)
        try git.git("tag", "folder", folder)
        try git.git("tag", "-a", "-m", "x", "blob", blob)
        let found = try git.exposure(of: word)
        #expect(found.held == ["tag annotated", "tag blob", "tag folder"] && found.first == nil && found.standing == .present)
        #expect(found.pathTexts == ["sub/deep/secret"])
    }

    @Test("a shallow clone says that it is cut, and misses no parents") func shallow() throws {
        let git = try start()
        try git.write("secret", word)
        try git.commit()
        for number in 0..<4 {
            try git.write("b", "\(number)")
            try git.commit()
        }
        let copy = try git.clone("copy", ["--depth=2"], overFile: true)
        let found = try copy.exposure(of: word)
        let oldest = try copy.text("rev-parse", "HEAD~1")
        #expect(found.isCut && found.commitCount == 2 && found.first?.id == oldest)
        #expect(found.words.contains("history is cut there, it may be older"))
        #expect(try NotedHistory(copy.repository()).map.missing == [])
    }

    @Test("a partial clone names what was left to the remote") func partial() throws {
        let git = try start()
        try git.write("d/b", "y")
        try git.commit()
        try git.git("config", "uploadpack.allowFilter", "true")
        let copy = try git.clone("copy", ["--filter=blob:none", "--no-checkout"], overFile: true)
        let history = try NotedHistory(copy.repository())
        let blobs = try [git.text("rev-parse", "HEAD:a"), git.text("rev-parse", "HEAD:d/b")]
        #expect(Set(history.map.missing.map(\.id.hex)) == Set(blobs) && history.map.missing.allSatisfy { $0.kind == .blob })
        let second = try #require(history.map.missing.first { $0.id.hex == blobs[1] })
        #expect(history.map.referrer(of: second)?.path == Array("d".utf8))
    }

    @Test("a clone without trees still tells its commits") func treeless() throws {
        let git = try start()
        try git.commit("note-1")
        try git.git("config", "uploadpack.allowFilter", "true")
        let copy = try git.clone("copy", ["--filter=tree:0", "--no-checkout"], overFile: true)
        #expect(try NotedHistory(copy.repository()).map.missing.map(\.kind) == [.tree])
        let head = try git.text("rev-parse", "HEAD")
        #expect(try copy.exposure(of: "note-1", isPackable: false).first?.id == head)
    }

    @Test("author and date as git gives them", arguments: ["+0000", "+0530", "-0330", "-1200"])
    func person(_ zone: String) throws {
        let git = try start()
        try git.write("secret", word)
        try git.git("add", "-A")
        try git.git(
            ["commit", "-qm", "x"],
            environment: ["GIT_AUTHOR_DATE": "1700000000 \(zone)", "GIT_AUTHOR_NAME": "Zoë <\u{301}", "GIT_AUTHOR_EMAIL": "z@example.com"])
        let found = try git.exposure(of: word)
        #expect(try found.first?.date == git.text("log", "-1", "--format=%aI"))
        #expect(try found.first?.author == git.text("log", "-1", "--format=%an <%ae>"))
    }
}
