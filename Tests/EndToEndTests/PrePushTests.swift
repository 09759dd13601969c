internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("git push under the pre-push hook")
struct PrePushTests {
    /// A clone of an empty bare repository, one clean commit pushed, the hook in place.
    private func sandbox() throws -> HookSandbox {
        let workspace = try Workspace()
        _ = try GitFixture(workspace, name: "remote.git", options: ["--bare"])
        let box = try HookSandbox(GitFixture(workspace))
        _ = try box.git("remote", "add", "origin", workspace.path("remote.git"))
        try box.write("notes", "one\n")
        try box.fixture.commit()
        #expect(try box.git("push", "--quiet", "origin", "main").status == 0)
        #expect(try box.rekey("hook", "install", "--pre-push").status == 0)
        return box
    }

    private func leak(_ box: HookSandbox, _ file: String = "app.env") throws {
        try box.write(file, HookSandbox.leak())
        try box.fixture.git("add", file)
        try box.fixture.git("commit", "--quiet", "--no-verify", "-m", "leak")
    }

    /// A clean commit; its files are kept apart from those of `leak`.
    private func clean(_ box: HookSandbox, _ message: String = "clean") throws {
        try box.write("notes", "\(UUID())\n")
        try box.fixture.git("add", "notes")
        try box.fixture.git("commit", "--quiet", "--no-verify", "-m", message)
    }

    private func remoteHas(_ box: HookSandbox, _ ref: String) throws -> Bool {
        try !box.git("ls-remote", "origin", ref).stdout.isEmpty
    }

    @Test("commits that the remote lacks decide, also those in the middle")
    func range() throws {
        let box = try sandbox()
        try clean(box)
        #expect(try box.git("push", "--quiet", "origin", "main").status == 0)
        try leak(box)
        _ = try box.git("rm", "--quiet", "app.env")
        _ = try box.git("commit", "--quiet", "--no-verify", "-m", "gone")
        let outcome = try box.git("push", "--quiet", "origin", "main")
        #expect(outcome.status == 1)
        #expect(outcome.everything.contains("service_role"))
        #expect(try box.git("push", "--quiet", "--no-verify", "origin", "main").status == 0)
        try clean(box)
        #expect(try box.git("push", "--quiet", "origin", "main").status == 0, "what the remote has is not looked at again")
    }

    @Test("a new branch counts with what no branch of the remote has; a deletion adds nothing")
    func branches() throws {
        let box = try sandbox()
        _ = try box.git("checkout", "--quiet", "-b", "topic")
        try clean(box)
        #expect(try box.git("push", "--quiet", "origin", "topic").status == 0)
        try leak(box)
        #expect(try box.git("push", "--quiet", "origin", "topic").status == 1)
        #expect(try box.git("push", "--quiet", "origin", "topic:refs/heads/other").status == 1)
        #expect(try !remoteHas(box, "refs/heads/other"))
        #expect(try box.git("push", "--quiet", "origin", "main:refs/heads/third", ":refs/heads/topic").status == 0)
        #expect(try !remoteHas(box, "refs/heads/topic"))
    }

    @Test("one bad ref of several stops the push, whatever its place", arguments: [["main", "topic"], ["topic", "main"]])
    func several(refs: [String]) throws {
        let box = try sandbox()
        _ = try box.git("checkout", "--quiet", "-b", "topic")
        try leak(box)
        _ = try box.git("checkout", "--quiet", "main")
        try clean(box)
        #expect(try box.git("push", "--quiet", "origin", refs[0], refs[1]).status == 1)
        #expect(try !remoteHas(box, "refs/heads/topic"))
    }

    @Test(
        "a source that is a search with blanks is read as what it names",
        arguments: ["HEAD^{/the leaking one}", ":/leaking 0", "refs/heads/main"])
    func search(source: String) throws {
        let box = try sandbox()
        try leak(box)
        _ = try box.git("commit", "--quiet", "--no-verify", "--amend", "-m", "the leaking one, leaking 0 times")
        #expect(try box.git("push", "--quiet", "origin", "\(source):refs/heads/found").status == 1)
        #expect(try !remoteHas(box, "refs/heads/found"))
    }

    @Test("a push to a bare address knows what that address said it has")
    func address() throws {
        let box = try sandbox()
        try leak(box)
        let address = box.fixture.workspace.path("remote.git")
        #expect(try box.git("push", "--quiet", address, "main").status == 1)
        #expect(try box.git("push", "--quiet", "--no-verify", address, "main").status == 0)
        try clean(box)
        #expect(try box.git("push", "--quiet", address, "main").status == 0)
    }

    @Test("tags count, their messages, and what tags of blobs and trees hold")
    func tags() throws {
        let box = try sandbox()
        _ = try box.git("tag", "-a", "-m", "clean", "good")
        #expect(try box.git("push", "--quiet", "origin", "good").status == 0)
        try leak(box)
        _ = try box.git("tag", "-a", "-m", "leak", "bad")
        #expect(try box.git("push", "--quiet", "origin", "bad").status == 1)
        let blob = try box.git("rev-parse", "HEAD:app.env").stdout.trimmingCharacters(in: .newlines)
        _ = try box.git("tag", "blob", blob)
        let outcome = try box.git("push", "--quiet", "origin", "blob")
        #expect(outcome.status == 1)
        #expect(outcome.everything.contains("refs/tags/blob:1"))
        _ = try box.git("tag", "tree", "HEAD^{tree}")
        #expect(try box.git("push", "--quiet", "origin", "tree").everything.contains("app.env:1"))
        _ = try box.git("reset", "--quiet", "--hard", "HEAD~1")
        _ = try box.git("tag", "-a", "-m", HookSandbox.leak(), "said")
        #expect(try box.git("push", "--quiet", "origin", "said").everything.contains("tag message said"))
        for name in ["bad", "blob", "tree", "said"] { #expect(try !remoteHas(box, "refs/tags/\(name)")) }
    }

    @Test("a commit message and the name of a file count")
    func texts() throws {
        let box = try sandbox()
        _ = try box.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", HookSandbox.leak())
        #expect(try box.git("push", "--quiet", "origin", "main").everything.contains("commit message"))
        _ = try box.git("reset", "--quiet", "--hard", "HEAD~1")
        try box.write(String(HookSandbox.serviceRoleToken()), "")
        _ = try box.git("add", "--all")
        _ = try box.git("commit", "--quiet", "--no-verify", "-m", "name")
        #expect(try box.git("push", "--quiet", "origin", "main").everything.contains("file name"))
    }

    @Test("a force push that brings back what the remote was rid of is stopped")
    func rewritten() throws {
        let box = try sandbox()
        try leak(box)
        #expect(try box.git("push", "--quiet", "--no-verify", "origin", "main").status == 0)
        let leaked = try box.git("rev-parse", "HEAD").stdout.trimmingCharacters(in: .newlines)
        let address = box.fixture.workspace.path("remote.git")
        // Why by hand: the remote is rewritten by somebody else, and this clone still remembers the old state.
        _ = try box.git("--git-dir", address, "update-ref", "refs/heads/main", "\(leaked)~1")
        let outcome = try box.git("push", "--quiet", "--force", "origin", "main")
        #expect(outcome.status == 1)
        #expect(outcome.everything.contains("app.env"))
        _ = try box.git("--git-dir", address, "update-ref", "-d", "refs/heads/main")
        #expect(try box.git("push", "--quiet", "origin", "main").status == 1, "deleted there, so it would come back")
    }

    @Test("a force push of clean commits, a new remote without branches here")
    func newRemote() throws {
        let box = try sandbox()
        _ = try box.git("commit", "--quiet", "--amend", "--no-verify", "-m", "amended")
        #expect(try box.git("push", "--quiet", "--force", "origin", "main").status == 0)
        _ = try GitFixture(box.fixture.workspace, name: "second.git", options: ["--bare"])
        _ = try box.git("remote", "add", "second", box.fixture.workspace.path("second.git"))
        try leak(box)
        _ = try box.git("push", "--quiet", "--no-verify", "origin", "main")
        let outcome = try box.git("push", "--quiet", "second", "main")
        #expect(outcome.status == 1, "another remote's branches excuse nothing")
        #expect(outcome.everything.contains("app.env"))
    }

    @Test("an older pre-push gets its arguments and the refs, and stops the push when it fails")
    func chained() throws {
        let box = try sandbox()
        _ = try box.rekey("hook", "uninstall")
        let older = "#!/bin/sh\necho \"older: $1\"\nwhile read -r line; do echo \"ref: $line\"; done\n[ ! -e stop ]\n"
        try box.write(".git/hooks/pre-push", older, mode: 0o755)
        #expect(try box.rekey("hook", "install", "--pre-push").status == 0)
        try clean(box)
        let passed = try box.git("push", "--quiet", "origin", "main")
        #expect(passed.status == 0)
        #expect(passed.everything.contains("older: origin"))
        #expect(passed.everything.contains("ref: refs/heads/main "))
        try leak(box)
        #expect(try box.git("push", "--quiet", "origin", "main").everything.contains("service_role"))
        try box.write("stop", "")
        let stopped = try box.git("push", "--quiet", "origin", "main")
        #expect(stopped.status == 1)
        #expect(!stopped.everything.contains("service_role"))
        #expect(try box.rekey("hook", "uninstall").status == 0)
        #expect(try box.read(".git/hooks/pre-push") == older)
    }

    @Test("without rekey no push passes, a deletion neither")
    func missing() throws {
        let box = try sandbox()
        try clean(box)
        let outcome = try box.git("push", "--quiet", "origin", "main", environment: ["REKEY": "/nowhere/rekey"])
        #expect(outcome.status == 1)
        #expect(outcome.stderr.contains("git push --no-verify"))
    }
}
