internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// What `rekey rotate apply` refuses, with nothing written, and what it says.
@Suite struct RotateRefusalTests {
    /// A value, and the words it is refused with.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var isChat = false
        let value: @Sendable (RotationSandbox) throws -> String
        let says: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "the old value", value: { $0.old }, says: "the new value is the old one"),
        Case(
            name: "the old value with blanks and its name", value: { " \($0.name)=\"\($0.old)\" \n" }, says: "the new value is the old one"),
        Case(name: "another project", value: { _ in RotationSandbox.token(ref: "abcdefghijkl" + "mnopqrst") }, says: "wrong project"),
        Case(
            name: "another project's new key", value: { _ in try RotationSandbox.apiKey("secret_", ref: "abcdefghijkl" + "mnopqrst") },
            says: "not genuine"),
        Case(
            name: "the publishable key", value: { _ in try RotationSandbox.apiKey("publishable_") }, says: "public key in a secret's place"),
        Case(name: "the anon key", value: { _ in RotationSandbox.token("anon", seed: 4) }, says: "public key in a secret's place"),
        Case(name: "an expired key", value: { _ in RotationSandbox.token(expires: 1_710_000_000, seed: 5) }, says: "expired"),
        Case(name: "a key cut off", value: { String($0.new.dropLast(2)) }, says: "2 characters are missing"),
        Case(name: "a token cut off", value: { _ in String(RotationSandbox.token(seed: 6).dropLast(9)) }, says: "9 characters are missing"),
        Case(name: "what the dashboard shows", value: { _ in "sb_" + "secret_" + "abcde••••••••••" }, says: "masked"),
        Case(name: "a placeholder", value: { _ in "your-service-role-key" }, says: "refused"),
        Case(name: "nothing", value: { _ in "\n" }, says: "empty"),
        Case(name: "two values", value: { "\($0.new)\n\($0.new)x\n" }, says: "refused"),
        Case(name: "something else", value: { _ in "hello there, what is this" }, says: "wrong kind"),
        Case(name: "webhook: the old URL", isChat: true, value: { $0.old }, says: "the new value is the old one"),
        Case(
            name: "webhook: the old token in another URL", isChat: true, value: { "\($0.old)&threadKey=x" }, says: "holds the same secret"),
        Case(
            name: "webhook: another space", isChat: true, value: { _ in RotationSandbox.webhook(space: "AAAAzzzzzzz", seed: 9) },
            says: "--allow-other-space"),
        Case(name: "webhook: no URL", isChat: true, value: { String($0.new.suffix(43)) }, says: "wrong kind"),
        Case(name: "webhook: cut off", isChat: true, value: { String($0.new.dropLast(30)) }, says: "damaged"),
    ]

    @Test("a value that must not be written is refused, and nothing changes", arguments: cases)
    func refused(_ c: Case) throws {
        let sandbox = try c.isChat ? RotationSandbox.chat() : .serviceRole()
        let before = try sandbox.envTexts()
        let value = try c.value(sandbox)
        let outcome = try sandbox.apply(value, "--yes")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains(c.says) && outcome.stderr.contains("next:"), "\(outcome.stderr)")
        #expect(try sandbox.envTexts() == before)
        let shown = value.trimmingCharacters(in: .whitespacesAndNewlines).suffix(16)
        #expect(shown.isEmpty || !outcome.everything.contains(shown))
        #expect(!sandbox.git.workspace.exists("\(sandbox.git.name)/.git/rekey/rotations"))
    }

    @Test("a webhook may move to another space when that is said")
    func otherSpace() throws {
        let sandbox = try RotationSandbox.chat()
        let moved = RotationSandbox.webhook(space: "AAAAzzzzzzz", seed: 9)
        let outcome = try sandbox.apply(moved, "--yes", "--allow-other-space")
        #expect(outcome.status == 0 && outcome.stderr.contains("AAAAzzzzzzz"), "\(outcome.everything)")
        #expect(try sandbox.envTexts().allSatisfy { $0.contains(moved) })
    }

    @Test("the same token in another URL is told, a longer URL is changed")
    func otherForms() throws {
        let sandbox = try RotationSandbox.chat()
        let parts = sandbox.old.split(separator: "?")
        let query = parts[1].split(separator: "&").reversed().joined(separator: "&")
        try sandbox.write(".env.local", "A=1\nOTHER_HOOK='\(parts[0])?\(query)'\nTHREAD_HOOK='\(sandbox.old)&threadKey=deploys'\n")
        let outcome = try sandbox.apply(sandbox.new, "--yes", "--file", ".env", "--file", ".env.local")
        #expect(outcome.status == 0, "\(outcome.everything)")
        #expect(outcome.stderr.contains("by hand: .env.local:2  holds the secret in another form"), "\(outcome.everything)")
        #expect(try sandbox.read(".env.local").contains("\(sandbox.new)&threadKey=deploys"))
        #expect(try sandbox.rekey("rotate", "verify").stdout.contains(".env.local:2"))
    }

    @Test("a legacy key that gives way to a new one is told with the changes that code needs")
    func migration() throws {
        let outcome = try RotationSandbox.serviceRole().apply(RotationSandbox.apiKey("secret_"))
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("header apikey only") && outcome.stderr.contains("verify_jwt"))
    }

    @Test("a value given as an argument is refused and not repeated")
    func argument() throws {
        let sandbox = try RotationSandbox.serviceRole()
        for arguments in [[sandbox.name, sandbox.new], [sandbox.new]] {
            let outcome = try sandbox.rekey(["rotate", "apply"] + arguments)
            #expect(outcome.status == 2)
            #expect(outcome.stderr.contains("argument") && !outcome.everything.contains(sandbox.new.suffix(16)), "\(outcome.everything)")
        }
    }

    @Test("an env file that git tracks is changed with a loud warning; any other tracked file only when asked")
    func tracked() throws {
        let sandbox = try RotationSandbox.serviceRole()
        try sandbox.git.git("add", "--force", ".env")
        try sandbox.git.write("deploy.yml", "env:\n  \(sandbox.name): \(sandbox.old)\n")
        try sandbox.git.commit()
        let outcome = try sandbox.apply(sandbox.new, "--yes")
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("WARNING: .env IS TRACKED BY GIT") && outcome.stderr.contains("git rm --cached"))
        #expect(outcome.stderr.contains("by hand: deploy.yml:2"))
        #expect(try sandbox.read(".env").contains(sandbox.new) && sandbox.read("deploy.yml").contains(sandbox.old))
        let verified = try sandbox.rekey("rotate", "verify")
        #expect(verified.status == 1 && verified.stdout.contains("deploy.yml:2"))
        #expect(try sandbox.apply(sandbox.new, "--yes", "--include-tracked").status == 0)
        #expect(try sandbox.read("deploy.yml").contains(sandbox.new))
    }

    @Test("one read-only file leaves all files as they are")
    func readOnly() throws {
        let sandbox = try RotationSandbox.serviceRole()
        let before = try sandbox.envTexts()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: "\(sandbox.git.path)/.env.production")
        let outcome = try sandbox.apply(sandbox.new, "--yes")
        #expect(outcome.status != 0 && outcome.stderr.contains("read-only") && outcome.stderr.contains(".env.production"))
        #expect(try sandbox.envTexts() == before)
    }

    @Test("a link out of the repository is told, and followed only by its own name")
    func linkOutside() throws {
        let sandbox = try RotationSandbox.serviceRole()
        let before = try sandbox.envTexts()
        try sandbox.git.workspace.write("outside/app.env", "\(sandbox.name)=\(sandbox.old)\n")
        try sandbox.git.workspace.link("\(sandbox.git.name)/.env.local", to: sandbox.git.workspace.path("outside/app.env"))
        let outcome = try sandbox.apply(sandbox.new, "--yes")
        #expect(outcome.status == 2 && outcome.stderr.contains("out of the repository"), "\(outcome.everything)")
        #expect(try sandbox.envTexts() == before)
        #expect(try sandbox.apply(sandbox.new, "--yes", "--file", "../outside/app.env", "--file", ".env").status == 0)
        #expect(String(decoding: try sandbox.git.workspace.read("outside/app.env"), as: UTF8.self).contains(sandbox.new))
        #expect(try sandbox.read(".env").contains(sandbox.new) && sandbox.read(".env.production").contains(sandbox.old))
    }

    @Test("a release folder behind a link inside the repository is followed")
    func linkInside() throws {
        let sandbox = try RotationSandbox.serviceRole()
        try sandbox.write("releases/7/.env", "\(sandbox.name)=\(sandbox.old)\n")
        try sandbox.git.workspace.link("\(sandbox.git.name)/.env.current", to: "releases/7/.env")
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        #expect(try sandbox.read("releases/7/.env") == "\(sandbox.name)=\(sandbox.new)\n")
        let link = try FileManager.default.destinationOfSymbolicLink(atPath: "\(sandbox.git.path)/.env.current")
        #expect(link == "releases/7/.env")
    }

    @Test("a file that somebody edits meanwhile stops the change of all")
    func concurrentEdit() throws {
        let sandbox = try RotationSandbox.serviceRole()
        try sandbox.git.workspace.write("new", sandbox.new)
        let outcome = try sandbox.rekey(
            "rotate", "apply", sandbox.name, "--yes", "--from-command", "echo PORT=4000 >> .env.production; cat ../new")
        #expect(outcome.status != 0 && outcome.stderr.contains("changed meanwhile"), "\(outcome.everything)")
        #expect(try sandbox.envTexts().allSatisfy { $0.contains(sandbox.old) && !$0.contains(sandbox.new) })
        #expect(try sandbox.read(".env.production").hasSuffix("PORT=4000\n"))
    }

    @Test("a full disk leaves all files as they are", .enabled(if: SmallDisk.isPossible))
    func fullDisk() throws {
        let sandbox = try RotationSandbox.serviceRole()
        let before = try sandbox.envTexts()
        let folder = "\(sandbox.git.path)/full"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let disk = try SmallDisk(at: folder)
        try sandbox.write("full/.env", "\(sandbox.name)=\(sandbox.old)\n")
        disk.fill()
        let outcome = try sandbox.apply(sandbox.new, "--yes")
        #expect(outcome.status != 0 && outcome.stderr.contains("No space left"), "\(outcome.everything)")
        #expect(try sandbox.envTexts() == before)
        #expect(try sandbox.read("full/.env") == "\(sandbox.name)=\(sandbox.old)\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [".env", "filler"])
        #expect(try sandbox.git.text("status", "--porcelain", "--ignored").contains("rekey") == false)
        withExtendedLifetime(disk) {}
    }

    @Test("an unknown name, an unknown ID and a folder without a rotation are told with what there is")
    func unknown() throws {
        let sandbox = try RotationSandbox.serviceRole()
        let unknown = try sandbox.rekey("rotate", "apply", "NO_SUCH_NAME", input: sandbox.new)
        #expect(unknown.status == 2 && unknown.stderr.contains("there are:"), "\(unknown.stderr)")
        #expect(try sandbox.rekey("rotate", "apply", "0123456789ab", input: sandbox.new).status == 2)
        #expect(try sandbox.rekey("rotate", "apply", input: sandbox.new).status == 2)
        #expect(try sandbox.rekey("rotate", "verify").status == 2)
        #expect(try sandbox.rekey("rotate", "undo").status == 2)
    }
}

/// A file system of some kilobytes in memory.
final class SmallDisk: Sendable {
    private let path: String

    static let isPossible: Bool = {
        guard geteuid() == 0, let folder = try? Workspace() else { return false }
        return withExtendedLifetime(folder) { (try? SmallDisk(at: folder.path)) != nil }
    }()

    init(at path: String) throws {
        self.path = path
        let mounted = try Program.run(program: "mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path], in: "/")
        guard mounted.status == 0 else { throw RotationSandbox.Unusable(why: mounted.stderr) }
    }

    /// Takes all that is left.
    func fill() { _ = try? Program.run(program: "dd", ["if=/dev/zero", "of=\(path)/filler", "bs=4096"], in: "/") }

    deinit { _ = try? Program.run(program: "umount", [path], in: "/") }
}
