internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("rekey doctor")
struct DoctorTests {
    @Test("protected: says so, and leaves nothing behind")
    func protected() throws {
        let box = try HookSandbox()
        try box.write("notes", "one\n")
        try box.fixture.commit()
        _ = try box.rekey("hook", "install")
        try box.write("notes", "two\n")
        try box.fixture.git("add", "notes")
        try box.fixture.workspace.makeFolder("temporary")
        var traced = box
        traced.variables["TMPDIR"] = box.fixture.workspace.path("temporary")
        let before = try state(box)
        let outcome = try traced.rekey("doctor")
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains("canary: blocked (the hook ended with status 1)"))
        #expect(outcome.stdout.contains(Program.path) || outcome.stdout.contains("/rekey, version 0."))
        #expect(!outcome.everything.contains("sb_" + "secret_"))
        #expect(try state(box) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: box.fixture.workspace.path("temporary")) == [])
    }

    /// Everything git keeps: status, refs, index and objects.
    private func state(_ box: HookSandbox) throws -> [String] {
        let index = try box.fixture.workspace.read("repository/.git/index")
        let objects = try FileManager.default.subpathsOfDirectory(atPath: box.path(".git/objects")).sorted()
        return try [box.fixture.text("status", "--porcelain"), box.fixture.text("for-each-ref"), "\(index)"] + objects
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// What the output has to name.
        let says: [String]
        var status: Int32 = 1
        var variables: [String: String] = [:]
        /// Whether the hook is run though it is not rekey's own.
        var runsHook = false
        let prepare: @Sendable (HookSandbox) throws -> Void
        var testDescription: String { name }
    }

    private static let installed: @Sendable (HookSandbox) throws -> Void = { _ = try $0.rekey("hook", "install") }

    private static func husky(_ text: String) -> @Sendable (HookSandbox) throws -> Void {
        { box in
            _ = try box.git("config", "core.hooksPath", ".husky/_")
            try box.write(
                ".husky/_/pre-commit", "#!/bin/sh\n[ \"${HUSKY-}\" = 0 ] && exit 0\nsh -e \"${0%/_/*}/pre-commit\"\n", mode: 0o755)
            try box.write(".husky/pre-commit", text)
            if text.isEmpty { _ = try box.rekey("hook", "install") }
        }
    }

    @Test(
        "what shadows the hook is named",
        arguments: [
            Case(name: "nothing installed", says: ["no hook at .git/hooks/pre-commit", "rekey hook install", "NOT protected"]) { _ in },
            Case(name: "not executable", says: ["not executable", "chmod +x .git/hooks/pre-commit"]) { box in
                try installed(box)
                try box.write(".git/hooks/pre-commit", box.read(".git/hooks/pre-commit"), mode: 0o644)
            },
            Case(name: "core.hooksPath came later", says: ["core.hooksPath", "file:.git/config", "is ignored", "no hook at other/"]) {
                box in
                try installed(box)
                _ = try box.git("config", "core.hooksPath", "other")
            },
            Case(name: "hooks off", says: ["/dev/null", "no such folder"]) { box in
                try installed(box)
                _ = try box.git("config", "core.hooksPath", "/dev/null")
            },
            Case(
                name: "somebody else's hook", says: ["does not speak of rekey", "canary: let through", "keeps the hook"], runsHook: true
            ) {
                try $0.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n", mode: 0o755)
            },
            Case(name: "hook that leaves early", says: ["let through, though", "leaves the hook early"], runsHook: true) {
                try $0.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\nrekey scan --staged\n", mode: 0o755)
            },
            Case(
                name: "hook that stops for another reason", says: ["not because of it", "the hook says: lint is unhappy", "NOT proven"],
                runsHook: true
            ) {
                try $0.write(".git/hooks/pre-commit", "#!/bin/sh\necho lint is unhappy >/dev/stderr\nexit 9\n", mode: 0o755)
            },
            Case(name: "hook that shows what is staged", says: ["a line that holds the canary"], runsHook: true) {
                try $0.write(".git/hooks/pre-commit", "#!/bin/sh\ngit cat-file -p :rekey-doctor-canary | cut -c21-\nexit 9\n", mode: 0o755)
            },
            Case(name: "excluded by configuration", says: ["let through, though", ".rekeyignore"]) { box in
                try installed(box)
                try box.write(".rekeyignore", "*\n")
            },
            Case(name: "an older hook first", says: ["pre-commit.before-rekey, not run here", "canary: blocked"], status: 0) { box in
                try box.write(".git/hooks/pre-commit", "#!/bin/sh\ntouch older-ran; exit 9\n", mode: 0o755)
                try installed(box)
            },
            Case(
                name: "husky runs rekey", says: ["husky: .husky/pre-commit runs rekey", "canary: blocked"], status: 0, runsHook: true,
                prepare: husky("")),
            Case(name: "husky, not asked to run it", says: ["runs rekey", "not tried", "rekey doctor --run-hook"], prepare: husky("")),
            Case(name: "somebody else's hook, not asked to run it", says: ["not tried", "was not run", "rekey hook install", "--run-hook"])
            {
                try $0.write(".git/hooks/pre-commit", "#!/bin/sh\ntouch older-ran\n", mode: 0o755)
            },
            Case(name: "rekey's hook with a line more", says: ["or altered", "not tried", "to renew it, run: rekey hook install"]) { box in
                try installed(box)
                try box.write(".git/hooks/pre-commit", "\(box.read(".git/hooks/pre-commit"))touch older-ran\n", mode: 0o755)
            },
            Case(name: "rekey's hook with another program", says: ["or altered", "not tried"]) { box in
                try installed(box)
                try box.write("other", "#!/bin/sh\ntouch older-ran\n", mode: 0o755)
                let text = try box.read(".git/hooks/pre-commit").replacing(#/installed='.*'/#, with: "installed='\(box.path("other"))'")
                try box.write(".git/hooks/pre-commit", text, mode: 0o755)
            },
            Case(name: "husky does not", says: ["husky: .husky/pre-commit does not run rekey"], prepare: husky("echo fine\n")),
            Case(name: "husky off", says: ["HUSKY=0", "unset HUSKY"], variables: ["HUSKY": "0"], prepare: husky("")),
            Case(name: "husky not active", says: ["not active in this clone", "npx husky"]) {
                try $0.write(".husky/pre-commit", "rekey scan --staged\n")
            },
        ])
    func shadows(_ c: Case) throws {
        var box = try HookSandbox()
        try c.prepare(box)
        box.variables.merge(c.variables) { _, new in new }
        let outcome = c.runsHook ? try box.rekey("doctor", "--run-hook") : try box.rekey("doctor")
        #expect(outcome.status == c.status, "\(outcome.everything)")
        for words in c.says { #expect(outcome.stdout.contains(words), "\(outcome.everything)") }
        #expect(!outcome.everything.contains("sb_" + "secret_"))
        #expect(!box.exists("older-ran"))
        #expect(!box.exists("rekey-doctor-canary"))
    }

    @Test("a git without `git hook run` is no obstacle", arguments: [true, false])
    func oldGit(isInstalled: Bool) throws {
        var box = try HookSandbox()
        let wrapper =
            #"case " $* " in *" version "*) echo git version 2.30.2 ;; *" hook run "*) exit 129 ;; *) PATH=${PATH#*:} exec git "$@" ;; esac"#
        try box.write("old/git", "#!/bin/sh\n\(wrapper)\n", mode: 0o755)
        box.variables["PATH"] = box.path("old") + ":" + (box.variables["PATH"] ?? "")
        if isInstalled {
            _ = try box.rekey("hook", "install")
        } else {
            try box.write(".git/hooks/pre-commit", "exit 0 # no first line\n", mode: 0o755)
        }
        let outcome = isInstalled ? try box.rekey("doctor") : try box.rekey("doctor", "--run-hook")
        #expect(outcome.stdout.contains("git 2.30.2"))
        #expect(outcome.status == (isInstalled ? 0 : 1), "\(outcome.everything)")
        #expect(outcome.stdout.contains(isInstalled ? "canary: blocked" : "canary: let through"))
    }

    @Test("outside of a repository there is nothing to prove")
    func nowhere() throws {
        let workspace = try Workspace()
        let outcome = try Program.run(["doctor"], in: workspace.path)
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("not a git repository"))
    }
}
