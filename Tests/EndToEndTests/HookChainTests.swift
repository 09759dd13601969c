internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("rekey hook beside hooks of others")
struct HookChainTests {
    static let foreign = "#!/bin/sh\necho older hook ran\n[ ! -e stop ]\n"

    @Test("an older hook is kept, runs first, can stop, and comes back with its bytes and mode", arguments: [0o755, 0o700, 0o644])
    func chained(mode: Int) throws {
        let box = try HookSandbox()
        try box.write(".git/hooks/pre-commit", Self.foreign, mode: mode)
        let installed = try box.rekey("hook", "install")
        #expect(installed.stdout.contains("runs first"))
        #expect(try box.mode(".git/hooks/pre-commit.before-rekey") == mode)
        let isRun = mode & 0o100 != 0
        #expect(try box.commit("notes", "one\n").everything.contains("older hook ran") == isRun)
        let blocked = try box.commit("app.env", HookSandbox.leak())
        #expect(blocked.status == 1)
        #expect(blocked.everything.contains("older hook ran") == isRun)
        #expect(try box.git("rm", "--quiet", "-f", "app.env").status == 0)
        try box.write("stop", "")
        #expect(try box.commit("notes", "two\n").status == (isRun ? 1 : 0))

        #expect(try box.rekey("hook", "uninstall").status == 0)
        #expect(try box.read(".git/hooks/pre-commit") == Self.foreign)
        #expect(try box.mode(".git/hooks/pre-commit") == mode)
        #expect(!box.exists(".git/hooks/pre-commit.before-rekey"))
    }

    @Test("a manager that keeps our hook as its own older one makes no circle")
    func circle() throws {
        let box = try HookSandbox()
        let manager = "#!/bin/sh\nhere=$(dirname \"$0\")\n[ ! -x \"$here/pre-commit.legacy\" ] || exec \"$here/pre-commit.legacy\"\n"
        try box.write(".git/hooks/pre-commit", manager, mode: 0o755)
        #expect(try box.rekey("hook", "install").status == 0)
        try FileManager.default.moveItem(atPath: box.path(".git/hooks/pre-commit"), toPath: box.path(".git/hooks/pre-commit.legacy"))
        try box.write(".git/hooks/pre-commit", manager, mode: 0o755)
        #expect(try box.commit("app.env", HookSandbox.leak()).everything.contains("service_role"))
        #expect(try box.commit("app.env", "MODE=test\n").status == 0)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let why: String
        let prepare: @Sendable (HookSandbox) throws -> Void
        var testDescription: String { name }
    }

    @Test(
        "what cannot be chained is refused and left as it is",
        arguments: [
            Refusal(name: "symbolic link", why: "symbolic link") {
                try $0.fixture.workspace.link("repository/.git/hooks/pre-commit", to: "../../check.sh")
            },
            Refusal(name: "folder", why: "no file") { try $0.write(".git/hooks/pre-commit/file", "") },
            Refusal(name: "two hooks", why: "before-rekey is there, too") {
                try $0.write(".git/hooks/pre-commit", foreign, mode: 0o755)
                try $0.write(".git/hooks/pre-commit.before-rekey", foreign, mode: 0o755)
            },
            Refusal(name: "hook that looks at its name", why: "its own name") {
                try $0.write(".git/hooks/pre-commit", "#!/bin/sh\nexec checks \"$(basename \"$0\")\"\n", mode: 0o755)
            },
            Refusal(name: "lefthook", why: "lefthook install") { try $0.write("lefthook.yml", "pre-commit:\n  jobs: []\n") },
            Refusal(name: "hooks turned off", why: "hooks folder not usable") { _ = try $0.git("config", "core.hooksPath", "/dev/null") },
        ])
    func refused(_ refusal: Refusal) throws {
        let box = try HookSandbox()
        try refusal.prepare(box)
        let before = try? box.read(".git/hooks/pre-commit")
        let outcome = try box.rekey("hook", "install")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains(refusal.why), "\(outcome.stderr)")
        #expect(outcome.stderr.contains("next:"))
        #expect((try? box.read(".git/hooks/pre-commit")) == before)
    }

    @Test("one that is refused keeps the other from being installed")
    func allOrNothing() throws {
        let box = try HookSandbox()
        try box.write(".git/hooks/pre-push/file", "")
        #expect(try box.rekey("hook", "install", "--pre-push").status == 2)
        #expect(!box.exists(".git/hooks/pre-commit"))
    }

    @Test("core.hooksPath decides where the hook goes", arguments: [".githooks", "ABSOLUTE", "deep/er/hooks"])
    func hooksPath(value: String) throws {
        let box = try HookSandbox()
        let folder = value == "ABSOLUTE" ? box.fixture.workspace.path("team hooks") : value
        _ = try box.git("config", "core.hooksPath", folder)
        let hook = folder.hasPrefix("/") ? "../team hooks/pre-commit" : "\(folder)/pre-commit"
        #expect(try box.rekey("hook", "install").status == 0)
        #expect(box.exists(hook))
        #expect(!box.exists(".git/hooks/pre-commit"))
        #expect(try box.commit("app.env", HookSandbox.leak()).status == 1)
        #expect(try box.commit("app.env", "MODE=test\n").status == 0)
        #expect(try box.rekey("doctor").status == 0)
        #expect(try box.rekey("hook", "uninstall").status == 0)
        #expect(!box.exists(hook))
    }

    @Test("in a folder of the work tree no path of this machine is written when PATH has rekey")
    func noMachinePath() throws {
        var box = try HookSandbox()
        box.variables["PATH", default: ""] += ":\(Program.buildFolder)"
        _ = try box.git("config", "core.hooksPath", ".githooks")
        #expect(try box.rekey("hook", "install").stdout.contains("belongs to the work tree"))
        #expect(try !box.read(".githooks/pre-commit").contains(Program.buildFolder))
        #expect(try box.commit("app.env", HookSandbox.leak()).status == 1)
    }

    @Test("core.hooksPath of the user's own configuration counts, and is told")
    func globalHooksPath() throws {
        var box = try HookSandbox()
        try box.fixture.workspace.write("config", "[core]\n\thooksPath = ~/my-hooks\n")
        box.variables["GIT_CONFIG_GLOBAL"] = box.fixture.workspace.path("config")
        let installed = try box.rekey("hook", "install")
        #expect(installed.stdout.contains("serves every repository"))
        #expect(box.fixture.workspace.exists("my-hooks/pre-commit"))
        #expect(try box.commit("app.env", HookSandbox.leak()).status == 1)
    }

    @Test(
        "husky: two lines in its file, first and once, taken out again", arguments: ["npm test\n", "#!/bin/sh\necho theirs\nexit 0\n", nil])
    func husky(theirs: String?) throws {
        let box = try HookSandbox()
        _ = try box.git("config", "core.hooksPath", ".husky/_")
        let start = "#!/usr/bin/env sh\ns=$(dirname \"$(dirname \"$0\")\")/$(basename \"$0\")\n[ ! -f \"$s\" ] && exit 0\n"
        try box.write(".husky/_/pre-commit", start + "[ \"${HUSKY-}\" = 0 ] && exit 0\nsh -e \"$s\" \"$@\"\n", mode: 0o755)
        if let theirs { try box.write(".husky/pre-commit", theirs.replacing("npm test", with: "echo theirs")) }
        let before = try? box.read(".husky/pre-commit")
        #expect(try box.rekey("hook", "install").status == 0)
        let text = try box.read(".husky/pre-commit")
        #expect(try box.rekey("hook", "install").stdout.contains("already"))
        #expect(try box.read(".husky/pre-commit") == text)
        #expect(try box.read(".husky/_/pre-commit").hasPrefix(start))

        #expect(try box.commit("app.env", HookSandbox.leak()).status == 1)
        #expect(try box.commit("app.env", "MODE=test\n").status == 0)
        #expect(try box.rekey("doctor", "--run-hook").status == 0)
        #expect(try box.rekey("hook", "uninstall").status == 0)
        #expect((try? box.read(".husky/pre-commit")) == before)
    }

    @Test("husky: a pre-push of its own is not read away")
    func huskyPush() throws {
        let box = try HookSandbox()
        _ = try box.git("config", "core.hooksPath", ".husky/_")
        try box.write(".husky/pre-push", "git lfs pre-push \"$@\"\n")
        let outcome = try box.rekey("hook", "install", "--pre-push")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("standard input"))
        #expect(!box.exists(".husky/pre-commit"))
    }

    @Test("nothing of ours: uninstall leaves all alone")
    func nothingToRemove() throws {
        let box = try HookSandbox()
        try box.write(".git/hooks/pre-commit", Self.foreign, mode: 0o755)
        let outcome = try box.rekey("hook", "uninstall")
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains("no hook of rekey"))
        #expect(try box.read(".git/hooks/pre-commit") == Self.foreign)
    }
}
