internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("rekey hook, and git commit under it")
struct HookTests {
    @Test("a commit that adds a service_role key is blocked by name, a clean one passes")
    func plain() throws {
        let box = try HookSandbox()
        let installed = try box.rekey("hook", "install")
        #expect(installed.status == 0)
        #expect(installed.stdout.contains(".git/hooks/pre-commit"))
        #expect(try box.mode(".git/hooks/pre-commit") == 0o755)

        let blocked = try box.commit("app.env", HookSandbox.leak())
        #expect(blocked.status == 1)
        #expect(blocked.everything.contains("service_role"))
        #expect(blocked.everything.contains("app.env"))
        #expect(try box.git("rev-parse", "--verify", "--quiet", "HEAD").status == 1)

        #expect(try box.commit("app.env", "MODE=test\n").status == 0)
        #expect(try box.commit("other.env", HookSandbox.leak()).status == 1)
        #expect(try box.git("commit", "--quiet", "--no-verify", "-m", "once").status == 0)
    }

    @Test(
        "the installed hook is the file of hooks/, but for the place of the program", arguments: ["pre-commit", "pre-push", "pre-receive"])
    func sameBytes(name: String) throws {
        let box = try HookSandbox()
        #expect(try box.rekey("hook", "install", name == "pre-receive" ? "--pre-receive" : "--pre-push").status == 0)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let source = try String(contentsOf: root.appending(path: "hooks/\(name)"), encoding: .utf8)
        let lines = try box.read(".git/hooks/\(name)").split(separator: "\n", omittingEmptySubsequences: false)
        let place = try #require(lines.first { $0.hasPrefix("installed=") })
        #expect(place.hasSuffix("/rekey'"))
        #expect(lines.map { $0 == place ? "installed=''" : String($0) }.joined(separator: "\n") == source)
    }

    @Test("installing again changes nothing, and an older version of ours is renewed")
    func idempotent() throws {
        let box = try HookSandbox()
        _ = try box.rekey("hook", "install")
        let text = try box.read(".git/hooks/pre-commit")
        let again = try box.rekey("hook", "install")
        #expect(again.status == 0)
        #expect(again.stdout.contains("installed already"))
        #expect(try box.read(".git/hooks/pre-commit") == text)
        try box.write(".git/hooks/pre-commit", "#!/bin/sh\n# rekey hook: pre-commit\nexit 0\n")
        #expect(try box.rekey("hook", "install").stdout.contains("updated"))
        #expect(try box.read(".git/hooks/pre-commit") == text)
        #expect(!box.exists(".git/hooks/pre-commit.before-rekey"))
    }

    struct Way: Sendable, CustomTestStringConvertible {
        let name: String
        /// How the leak gets into the commit; `app.env` is tracked and clean before.
        let prepare: @Sendable (HookSandbox) throws -> Void
        let commit: [String]
        let isBlocked: Bool
        var testDescription: String { name }
    }

    @Test(
        "what the commit would add decides, however it is made",
        arguments: [
            Way(name: "commit -a", prepare: { try $0.write("app.env", HookSandbox.leak()) }, commit: ["-a"], isBlocked: true),
            Way(name: "a path", prepare: { try $0.write("app.env", HookSandbox.leak()) }, commit: ["app.env"], isBlocked: true),
            Way(name: "another path", prepare: leakIsStaged, commit: ["notes"], isBlocked: false),
            Way(name: "include", prepare: { try $0.write("app.env", HookSandbox.leak()) }, commit: ["-i", "app.env"], isBlocked: true),
            Way(name: "amend", prepare: leakIsStaged, commit: ["--amend"], isBlocked: true),
            Way(name: "staged, then cleaned in the work tree only", prepare: leakIsStagedOnly, commit: [], isBlocked: true),
            Way(name: "clean staged, leak in the work tree only", prepare: leakIsUnstaged, commit: [], isBlocked: false),
        ])
    func ways(_ way: Way) throws {
        let box = try HookSandbox()
        try box.write("app.env", "MODE=test\n")
        try box.write("notes", "one\n")
        try box.fixture.commit()
        #expect(try box.rekey("hook", "install").status == 0)
        try box.write("notes", "two\n")
        try way.prepare(box)
        let outcome = try Program.run(
            program: "git", ["commit", "--quiet", "-m", "change"] + way.commit, in: box.folder, environment: box.variables)
        #expect(outcome.status == (way.isBlocked ? 1 : 0), "\(outcome.everything)")
        #expect(outcome.everything.contains("app.env") == way.isBlocked)
    }

    private static let leakIsStaged: @Sendable (HookSandbox) throws -> Void = {
        try $0.write("app.env", HookSandbox.leak())
        _ = try $0.git("add", "app.env")
    }

    private static let leakIsStagedOnly: @Sendable (HookSandbox) throws -> Void = {
        try leakIsStaged($0)
        try $0.write("app.env", "MODE=test\n")
    }

    private static let leakIsUnstaged: @Sendable (HookSandbox) throws -> Void = {
        try $0.write("app.env", "MODE=other\n")
        _ = try $0.git("add", "app.env")
        try $0.write("app.env", HookSandbox.leak())
    }

    @Test("a linked work tree is guarded by the same hook, from either side", arguments: [true, false])
    func linkedWorkTree(installsInside: Bool) throws {
        var box = try HookSandbox()
        try box.write("notes", "one\n")
        try box.fixture.commit()
        try box.fixture.git("worktree", "add", "--quiet", "../linked")
        let linked = box.fixture.workspace.path("linked")
        if installsInside { box.folder = linked }
        #expect(try box.rekey("hook", "install").status == 0)
        for folder in [linked, box.fixture.path] {
            box.folder = folder
            #expect(try box.commit("app.env", HookSandbox.leak()).everything.contains("service_role"))
            #expect(try box.commit("app.env", "MODE=test\n").status == 0)
            #expect(try box.rekey("doctor").status == 0)
        }
    }

    @Test("a submodule has a hook of its own")
    func submodule() throws {
        let outer = try GitFixture()
        let inner = try GitFixture(outer.workspace, name: "inner")
        try inner.write("notes", "one\n")
        try inner.commit()
        try outer.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "part"])
        var box = try HookSandbox(outer)
        box.folder = outer.path + "/part"
        #expect(try box.rekey("hook", "install").status == 0)
        #expect(box.exists(".git/modules/part/hooks/pre-commit"))
        #expect(!box.exists(".git/hooks/pre-commit"))
        #expect(try box.commit("app.env", HookSandbox.leak()).status == 1)
        #expect(try box.commit("app.env", "MODE=test\n").status == 0)
        #expect(try box.rekey("doctor").status == 0)
    }

    @Test("without rekey nothing passes, and the message says what to do")
    func missing() throws {
        let box = try HookSandbox()
        _ = try box.rekey("hook", "install")
        let text = try box.read(".git/hooks/pre-commit").split(separator: "\n", omittingEmptySubsequences: false)
        try box.write(
            ".git/hooks/pre-commit", text.map { $0.hasPrefix("installed=") ? "installed='/nowhere/rekey'" : $0 }.joined(separator: "\n"))
        let outcome = try box.commit("notes", "clean\n")
        #expect(outcome.status == 1)
        #expect(outcome.stderr.contains("/nowhere/rekey"))
        #expect(outcome.stderr.contains("git commit --no-verify"))
        #expect(try box.commit("notes", "clean\n", environment: ["REKEY": Program.path]).status == 0)
        #expect(try box.commit("notes", "clean too\n", environment: ["REKEY": "/nowhere/else"]).stderr.contains("/nowhere/else"))
        let doctor = try box.rekey("doctor")
        #expect(doctor.status == 1)
        #expect(doctor.stdout.contains("finds no rekey"))
    }

    @Test("a relative folder in PATH names no rekey: the repository could hold it")
    func relativePath() throws {
        var box = try HookSandbox()
        _ = try box.rekey("hook", "install")
        try box.write("rekey", "#!/bin/sh\nexit 0\n", mode: 0o755)
        box.variables["PATH"] = ".:" + (box.variables["PATH"] ?? "")
        #expect(try box.commit("app.env", HookSandbox.leak()).status == 1)
    }

    @Test("outside a repository there is nothing to install", arguments: [["hook", "install"], ["hook", "uninstall"], ["doctor"]])
    func noRepository(command: [String]) throws {
        let workspace = try Workspace()
        let outcome = try Program.run(command, in: workspace.path, environment: ["GIT_CEILING_DIRECTORIES": workspace.path])
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("not a git repository"))
    }
}
