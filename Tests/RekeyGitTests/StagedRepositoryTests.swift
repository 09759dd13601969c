internal import Foundation
internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

@Suite("staged source in unusual repositories") struct StagedRepositoryTests {
    @Test("a linked work tree has its own index") func linkedWorkTree() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.git("worktree", "add", "--quiet", git.workspace.path("linked"))
        let linked = GitFixture(existing: "linked", in: git.workspace)
        try linked.write("f", "one\nlinked\n")
        try linked.git("add", "f")
        #expect(try linked.staged().added == [Added("f", "linked\n")])
        #expect(try git.staged().added.isEmpty)
        let found = try linked.repository()
        #expect(found.root == Array(linked.path.utf8))
        #expect(found.commonDirectory == Array("\(git.path)/.git".utf8))
    }

    @Test("an added submodule is said and does not make the answer incomplete") func submodule() throws {
        let workspace = try Workspace()
        let inner = try GitFixture(workspace, name: "inner")
        try inner.write("f", "one\n")
        try inner.commit()
        let outer = try GitFixture(workspace, name: "outer")
        try outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "module")
        try outer.git("config", "-f", ".gitmodules", "submodule.module.ignore", "all")
        let read = try outer.staged()
        #expect(read.added.map(\.path) == [".gitmodules"])
        #expect(read.account.skips.map(\.reason) == [.submoduleCommit])
        #expect(read.account.isComplete)
        let listing = try WorkTreeListing.read(outer.repository())
        #expect(listing.submodules == [Array("module".utf8)])
        #expect(try outer.repository(at: "\(outer.path)/module").gitDirectory == Array("\(outer.path)/.git/modules/module".utf8))
    }

    @Test("a sparse index is expanded") func sparseIndex() throws {
        let git = try GitFixture()
        for folder in ["in", "out"] { try git.write("\(folder)/f", "one\n") }
        try git.commit()
        try git.git("sparse-checkout", "init", "--cone", "--sparse-index")
        try git.git("sparse-checkout", "set", "in")
        try git.write("in/f", "one\ntwo\n")
        try git.git("add", "in/f")
        #expect(try git.staged().added == [Added("in/f", "two\n")])
        try git.write("out/f", "one\ntwo\n")
        try git.git("add", "--sparse", "out/f")
        #expect(try git.staged().added == [Added("in/f", "two\n"), Added("out/f", "two\n")])
    }

    @Test("the index named by GIT_INDEX_FILE is read") func namedIndex() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.write("f", "one\ntwo\n")
        try git.git(["add", "f"], environment: ["GIT_INDEX_FILE": ".git/other"])
        #expect(try git.staged().added.map(\.path) == [])
        #expect(try git.staged(["GIT_INDEX_FILE": ".git/other"]).added.map(\.text).first?.contains("two") == true)
    }

    @Test(
        "inside a pre-commit hook, what will be committed is read",
        arguments: [(["-a"], ["a", "b"]), (["b"], ["b"]), ([], ["a"])] as [([String], [String])])
    func preCommitHook(_ options: [String], _ paths: [String]) throws {
        let git = try GitFixture()
        for name in ["a", "b"] { try git.write(name, "one\n") }
        try git.commit()
        try git.write("a", "one\ntwo\n")
        try git.git("add", "a")
        try git.write("b", "one\ntwo\n")
        let hook = "#!/bin/sh\nenv -0 > ../env.part\nmv ../env.part ../env\nwhile ! test -e ../go; do sleep 0.02; done\n"
        try git.write(".git/hooks/pre-commit", hook)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(git.path)/.git/hooks/pre-commit")
        var added: [Added] = []
        let status = try git.git(["commit", "--quiet", "-m", "second"] + options) {
            defer { try? git.workspace.write("go", "") }
            let end = Date().addingTimeInterval(30)
            while !git.workspace.exists("env"), Date() < end { usleep(20_000) }
            let entries = try git.workspace.read("env").split(separator: 0).map { Array($0) }
            let start = Array(git.path.utf8)
            let environment = GitEnvironment(entries: entries)
            let repository = try Repository.discover(from: start, environment: environment, workingDirectory: start)
            _ = try StagedSource.read(repository) { added.append(Added($0)) }
        }
        #expect(status == 0)
        #expect(added == paths.map { Added($0, "two\n") })
    }

    @Test("during a merge, lines of the other side are not new; unmerged paths are said") func merge() throws {
        let git = try GitFixture()
        try git.write("clash", "base\n")
        try git.write("both", "a\n1\n2\n3\n4\n5\nz\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("clash", "theirs\n")
        try git.write("both", "a\n1\n2\n3\n4\n5\nz\ntheirs\n")
        try git.write("new", "theirs\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("clash", "ours\n")
        try git.write("both", "ours\na\n1\n2\n3\n4\n5\nz\n")
        try git.commit()
        #expect(throws: (any Error).self) { try git.git("merge", "--quiet", "side") }
        let during = try git.staged()
        #expect(during.added.isEmpty)
        #expect(during.account.skips.map(\.path) == ["clash"] && !during.account.isComplete)
        try git.write("clash", "ours\ntheirs\nevil\n")
        try git.git("add", "clash")
        let after = try git.staged()
        #expect(after.added == [Added("clash", "evil\n")])
        #expect(after.account.isComplete)
        try git.git("commit", "--quiet", "-m", "merge")
        let range = try git.range("HEAD^..HEAD")
        #expect(range.chunks.map(Added.init).contains(Added("clash", "evil\n")))
        #expect(!range.chunks.map(Added.init).contains { $0.path == "both" && $0.text.contains("ours") })
    }

    @Test("a broken index throws") func brokenIndex() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.write(".git/index", "DIRC not an index at all, long enough to be read as one")
        #expect { try git.staged() } throws: { error in
            if case GitError.failed(let command, 128, _) = error { command == "diff-index" } else { false }
        }
    }

    @Test("a repository of another user is refused and explained") func dubiousOwnership() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.git("add", "f")
        #expect { try git.staged(["GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"]) } throws: { error in
            guard let error = error as? GitError, error == .dubiousOwnership(path: git.path) else { return false }
            return error.trouble.status == .incomplete
                && error.trouble.next?.hasSuffix("git config --global --add safe.directory \(git.path)") == true
        }
    }

    @Test("what a repository configures is not run") func hostileConfiguration() throws {
        let git = try GitFixture()
        try git.write("f", "one\n")
        try git.commit()
        try git.write("f", "two\n")
        try git.git("add", "f")
        let trap = "touch '\(git.workspace.path("ran"))'"
        for name in ["core.fsmonitor", "core.pager", "pager.log", "pager.diff-index", "gpg.program", "diff.external", "core.sshCommand"] {
            try git.git("config", name, trap)
        }
        try git.git("config", "log.showSignature", "true")
        try git.git("config", "alias.log", "!\(trap)")
        try git.write(".git/hooks/post-index-change", "#!/bin/sh\n\(trap)\n")
        #expect(try git.staged().added == [Added("f", "two\n")])
        #expect(try git.range("HEAD").chunks.count == 1)
        #expect(try WorkTreeListing.read(git.repository()).paths == [[0x66]])
        #expect(!git.workspace.exists("ran"))
    }
}
