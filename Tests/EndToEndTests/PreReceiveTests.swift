internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("git push into a repository with the pre-receive hook")
struct PreReceiveTests {
    /// A bare repository with the hook, and a clone of it with one clean commit that it has taken.
    private struct Server {
        let bare: HookSandbox
        let box: HookSandbox

        init() throws {
            let workspace = try Workspace()
            bare = try HookSandbox(GitFixture(workspace, name: "server.git", options: ["--bare"]))
            box = try HookSandbox(GitFixture(workspace))
            #expect(try bare.rekey("hook", "install", "--pre-receive").status == 0)
            _ = try box.git("remote", "add", "origin", bare.fixture.path)
            try box.write("notes", (0..<200).map { "line \($0)\n" }.joined())
            try box.fixture.commit()
            #expect(try push("main").status == 0)
        }

        func push(_ refs: String...) throws -> Program.Outcome {
            try Program.run(
                program: "git", ["push", "--quiet", "origin"] + refs, in: box.folder, environment: box.variables)
        }

        func has(_ ref: String) throws -> Bool { try bare.git("rev-parse", "--verify", "--quiet", ref).status == 0 }
    }

    /// How the server keeps what is pushed: loose, or as a pack that lacks bases it has already.
    private static let unpackLimits = ["100", "1"]

    @Test("a leak that a later commit removes is refused, its objects are gone, a clean push is taken", arguments: unpackLimits)
    func removed(unpackLimit: String) throws {
        let server = try Server()
        _ = try server.bare.git("config", "receive.unpackLimit", unpackLimit)
        _ = try server.box.git("checkout", "--quiet", "-b", "topic")
        try server.box.write("notes", (0..<200).map { "line \($0)\n" }.joined() + HookSandbox.leak())
        try server.box.fixture.commit("leak")
        let blob = try server.box.fixture.text("rev-parse", "HEAD:notes")
        try server.box.write("notes", (0..<201).map { "line \($0)\n" }.joined())
        try server.box.fixture.commit("gone")
        let refused = try server.push("topic")
        #expect(refused.status == 1)
        #expect(refused.stderr.contains("remote: ") && refused.stderr.contains("service_role") && refused.stderr.contains("notes:201"))
        #expect(refused.stderr.contains("pre-receive hook declined"))
        #expect(!refused.stderr.contains("\u{1B}["))
        #expect(try !server.has("topic"))
        #expect(try server.bare.git("cat-file", "-e", blob).status != 0)
        _ = try server.box.git("reset", "--quiet", "--hard", "main")
        try server.box.write("notes", (0..<202).map { "line \($0)\n" }.joined())
        try server.box.fixture.commit("fine")
        let taken = try server.push("topic")
        #expect(taken.status == 0 && !taken.stderr.contains("remote:"), "\(taken.stderr)")
        #expect(try server.has("topic"))
    }

    @Test("one bad ref of several refuses all of them; deletions pass")
    func several() throws {
        let server = try Server()
        _ = try server.box.git("branch", "fine")
        _ = try server.box.git("checkout", "--quiet", "-b", "bad")
        try server.box.write("app.env", HookSandbox.leak())
        try server.box.fixture.commit("leak")
        #expect(try server.push("fine", "bad").status == 1)
        #expect(try !server.has("fine") && !server.has("bad"))
        #expect(try server.push("fine").status == 0)
        #expect(try server.push(":fine").status == 0)
        #expect(try !server.has("fine"))
    }

    @Test("messages of commits and tags, tags of blobs")
    func texts() throws {
        let server = try Server()
        let box = server.box
        _ = try box.git("commit", "--quiet", "--allow-empty", "-m", HookSandbox.leak())
        #expect(try server.push("main").stderr.contains("commit message"))
        _ = try box.git("reset", "--quiet", "--hard", "HEAD~1")
        _ = try box.git("tag", "-a", "-m", HookSandbox.leak(), "said")
        #expect(try server.push("said").stderr.contains("tag message said"))
        try box.write("loose", HookSandbox.leak())
        _ = try box.git("tag", "blob", try box.fixture.text("hash-object", "-w", "loose"))
        #expect(try server.push("blob").stderr.contains("refs/tags/blob:1"))
        for ref in ["said", "blob"] { #expect(try !server.has(ref)) }
    }

    @Test("what the server has already is not looked at again")
    func known() throws {
        let server = try Server()
        try server.box.write("app.env", HookSandbox.leak())
        try server.box.fixture.commit("leak")
        _ = try server.bare.rekey("hook", "uninstall")
        #expect(try server.push("main").status == 0)
        #expect(try server.bare.rekey("hook", "install", "--pre-receive").status == 0)
        _ = try server.box.git("mv", "app.env", "moved.env")
        _ = try server.box.git("commit", "--quiet", "-m", "moved")
        #expect(try server.push("main", "main:refs/heads/copy").status == 0)
    }

    @Test("what cannot be read is refused, and says so")
    func incomplete() throws {
        let server = try Server()
        try server.bare.write(".rekey.toml", "[scan]\nmaximumFileMiB = 1\n[nonsense\n")
        try server.box.write("notes", "new\n")
        try server.box.fixture.commit()
        let wrong = try server.push("main")
        #expect(wrong.status == 1 && wrong.stderr.contains("remote: rekey: "))
        try server.bare.fixture.workspace.remove("server.git/.rekey.toml")
        let absent = try Program.run(
            program: "git", ["push", "--quiet", "origin", "main"], in: server.box.folder,
            environment: server.box.variables.merging(["REKEY": "/nowhere/rekey"]) { _, new in new })
        #expect(absent.status == 1 && absent.stderr.contains("remote: rekey: the push is refused: nothing could be scanned"))
        let program = "#!/bin/sh\ncat >/dev/null\nexit 3\n"
        try server.bare.write("three", program, mode: 0o755)
        let three = try Program.run(
            program: "git", ["push", "--quiet", "origin", "main"], in: server.box.folder,
            environment: server.box.variables.merging(["REKEY": server.bare.path("three")]) { _, new in new })
        #expect(three.status == 1)
        #expect(try server.push("main").status == 0)
        // One byte more than is read of one object; a file without content, which takes no room.
        try server.box.fixture.shell("truncate -s 104857601 large && git add large && git commit -q -m large")
        let large = try server.push("main")
        #expect(large.status == 1)
        #expect(large.stderr.contains("remote: ") && large.stderr.contains("over the size limit"), "\(large.stderr)")
    }

    @Test("the configuration of a bare repository is its own folder's, not what is pushed")
    func configuration() throws {
        let server = try Server()
        try server.box.write(".rekey.toml", "[scan]\nexclude = [\"*\"]\n")
        try server.box.write(".rekeyignore", "*\n")
        try server.box.write("app.env", HookSandbox.leak())
        try server.box.fixture.commit()
        #expect(try server.push("main").status == 1)
        try server.bare.write(".rekeyignore", "*.env\n")
        #expect(try server.push("main").status == 0)
    }

    @Test("an older pre-receive gets the refs, and refuses when it fails")
    func chained() throws {
        let server = try Server()
        _ = try server.bare.rekey("hook", "uninstall")
        let older = "#!/bin/sh\nwhile read -r line; do echo \"ref: $line\"; done\n[ ! -e stop ]\n"
        try server.bare.write("hooks/pre-receive", older, mode: 0o755)
        #expect(try server.bare.rekey("hook", "install", "--pre-receive").stdout.contains("runs first"))
        #expect(try server.bare.rekey("doctor").status == 0)
        try server.box.write("notes", "new\n")
        try server.box.fixture.commit()
        try server.bare.write("stop", "")
        #expect(try server.push("main").status == 1)
        try server.bare.fixture.workspace.remove("server.git/stop")
        #expect(try server.push("main").stderr.contains("refs/heads/main"))
        #expect(try server.bare.rekey("hook", "uninstall").status == 0)
        #expect(try server.bare.read("hooks/pre-receive") == older)
    }

    @Test("doctor proves the hook with a push that leaves nothing behind")
    func doctor() throws {
        let server = try Server()
        let before = try FileManager.default.subpathsOfDirectory(atPath: server.bare.fixture.path).sorted()
        let proven = try server.bare.rekey("doctor")
        #expect(proven.status == 0)
        #expect(proven.stdout.contains("protected: a push that brings a credential is refused here"))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: server.bare.fixture.path).sorted() == before)
        try server.bare.write(".rekeyignore", "*\n")
        #expect(try server.bare.rekey("doctor").stdout.contains("NOT protected: a push that brings a credential is taken here"))
        #expect(try server.bare.rekey("hook", "uninstall").status == 0)
        let open = try server.bare.rekey("doctor")
        #expect(open.status == 1 && open.stdout.contains("rekey hook install --pre-receive"))
    }

    @Test("hooks that nothing would run are refused", arguments: [["hook", "install"], ["hook", "install", "--pre-push"]])
    func wrongPlace(_ arguments: [String]) throws {
        let bare = try GitFixture(options: ["--bare"])
        let outcome = try Program.run(arguments, in: bare.path)
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("rekey hook install --pre-receive"))
        #expect(try Program.run(["hook", "install", "--pre-push", "--pre-receive"], in: bare.path).status == 2)
    }

    @Test("a SHA-256 repository is no obstacle")
    func otherHash() throws {
        let workspace = try Workspace()
        let bare = try HookSandbox(GitFixture(workspace, name: "server.git", options: ["--bare", "--object-format=sha256"]))
        let box = try HookSandbox(GitFixture(workspace, options: ["--object-format=sha256"]))
        #expect(try bare.rekey("hook", "install", "--pre-receive").status == 0)
        #expect(try bare.rekey("doctor").status == 0)
        _ = try box.git("remote", "add", "origin", bare.fixture.path)
        try box.write("app.env", HookSandbox.leak())
        try box.fixture.commit()
        #expect(try box.git("push", "--quiet", "origin", "main").stderr.contains("app.env:1"))
    }
}
