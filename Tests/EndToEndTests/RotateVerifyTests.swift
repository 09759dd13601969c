internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey rotate verify`: nothing that holds the old value is overlooked, and what is left in history is no failure.
@Suite struct RotateVerifyTests {
    /// A place that holds the old value after everything else was changed.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Puts the value there; gives what verify is told besides.
        let plant: @Sendable (RotationSandbox) throws -> [String]
        var status: Int32 = 1
        let says: [String]
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "a tracked file",
            plant: {
                try $0.git.write("notes.md", "one\nkey \($0.old)\n")
                return []
            }, says: ["LEFT", "notes.md:2"]),
        Case(
            name: "an env file that git ignores, in a folder",
            plant: {
                try $0.write("apps/web/.env.local", "OTHER_NAME='\($0.old)'\n")
                return []
            }, says: ["apps/web/.env.local:1", "rekey rotate apply"]),
        Case(
            name: "base64 in a manifest",
            plant: {
                let encoded = Data("\($0.old)\n".utf8).base64EncodedString()
                try $0.git.write("k8s/secret.yml", "kind: Secret\ndata:\n  key: \(encoded)\n")
                return []
            }, says: ["k8s/secret.yml:3"]),
        Case(
            name: "UTF-16",
            plant: {
                try $0.git.write("windows.txt", [0xFF, 0xFE] + Array("x=\($0.old)\r\n".data(using: .utf16LittleEndian) ?? Data()))
                return []
            }, says: ["LEFT"]),
        Case(
            name: "what is staged",
            plant: {
                try $0.git.write("staged.txt", "\($0.old)\n")
                try $0.git.git("add", "staged.txt")
                try $0.git.write("staged.txt", "clean\n")
                return []
            }, says: ["index", "staged.txt:1", "git add"]),
        Case(
            name: "another branch's newest commit",
            plant: {
                try $0.git.git("checkout", "--quiet", "-b", "release")
                try $0.git.write("release.txt", "\n\n\($0.old)\n")
                try $0.git.commit()
                try $0.git.git("checkout", "--quiet", "main")
                return []
            }, says: ["branches", "release: release.txt:3"]),
        Case(
            name: "history only",
            plant: {
                try $0.git.write("gone.txt", "\($0.old)\n")
                try $0.git.commit()
                try $0.git.write("gone.txt", "gone\n")
                try $0.git.commit()
                return []
            }, status: 0, says: ["history", "2 commits bring it", "proven"]),
        Case(
            name: "a log that no rule understands",
            plant: {
                let parts = $0.old.split(separator: ".").joined(separator: ".")
                try $0.git.workspace.write("app.log", "a\nb\n[x|\(parts)|y]\n")
                return ["--log", $0.git.workspace.path("app.log")]
            }, says: ["log", "line 3"]),
        Case(
            name: "a compressed log",
            plant: {
                try $0.git.workspace.write("app.log", "a\n\($0.old)\n")
                _ = try Program.run(program: "gzip", ["-k", "app.log"], in: $0.git.workspace.path)
                return ["--log", $0.git.workspace.path("app.log.gz")]
            }, says: ["app.log.gz", "line 2"]),
        Case(
            name: "a layer of a saved image",
            plant: {
                try $0.git.workspace.write("layer/app/config.json", "{\"key\":\"\($0.old)\"}\n")
                let tar = "tar cf layer.tar -C layer . && mkdir -p image/abc && mv layer.tar image/abc/ && tar czf image.tgz -C image ."
                _ = try Program.run(program: "sh", ["-c", tar], in: $0.git.workspace.path)
                return ["--log", $0.git.workspace.path("image.tgz")]
            }, says: ["layer.tar", "config.json", "LEFT"]),
        Case(
            name: "the output of compose",
            plant: {
                try $0.git.workspace.write("compose.out", "services:\n  api:\n    environment:\n      KEY: \($0.old)\n")
                return ["--compose-file", $0.git.workspace.path("compose.out")]
            }, says: ["compose", "line 4", "recreate"]),
        Case(
            name: "a clean log",
            plant: {
                try $0.git.workspace.write("app.log", "nothing\n")
                return ["--log", $0.git.workspace.path("app.log")]
            }, status: 0, says: ["gone from", "app.log"]),
        Case(
            name: "a log that is not there", plant: { _ in ["--log", "absent.log"] }, status: 3,
            says: ["UNREAD", "absent.log", "not proven"]),
        Case(
            name: "a broken archive",
            plant: {
                try $0.git.workspace.write("broken.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4])
                return ["--log", $0.git.workspace.path("broken.gz")]
            }, status: 3, says: ["UNREAD", "broken.gz"]),
        Case(
            name: "files that disagree on the new value",
            plant: {
                try $0.write(".env.production", "\($0.name)=\(try RotationSandbox.apiKey("secret_", seed: 77))\n")
                return []
            }, says: ["not the same", ".env.production:1"]),
        Case(
            name: "a placeholder for the new value",
            plant: {
                try $0.write(".env", "\($0.name)=changeme\n")
                return []
            }, says: ["placeholder", ".env:1"]),
        Case(
            name: "a name that is gone and still read",
            plant: { sandbox in
                for file in sandbox.envFiles { try sandbox.write(file, "SUPABASE_SECRET_KEY=\(sandbox.new)\n") }
                return []
            }, says: ["old name", "index.js:1", "--name-stays"]),
        Case(
            name: "a name that a store serves now",
            plant: { sandbox in
                for file in sandbox.envFiles { try sandbox.write(file, "PORT=3000\n") }
                return ["--name-stays"]
            }, status: 0, says: ["comes from a store now"]),
    ]

    @Test("every place that keeps the old value is found, by its ID alone", arguments: cases)
    func found(_ c: Case) throws {
        let sandbox = try RotationSandbox.serviceRole()
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        let options = try c.plant(sandbox)
        let outcome = try sandbox.rekey(["rotate", "verify"] + options)
        #expect(outcome.status == c.status, "\(outcome.everything)")
        for phrase in c.says { #expect(outcome.stdout.contains(phrase), "\(phrase): \(outcome.stdout)") }
        for secret in [sandbox.old, sandbox.new] { #expect(!outcome.everything.contains(secret.suffix(16))) }
        let status = try RotationReading(sandbox.rekey("rotate", "steps", "--format", "json"))
        #expect(status.steps.first { $0.id == "prove.offline-check" }?.state == (c.status == 0 ? "done" : "open"))
    }

    @Test("a value that no rule knows is recognised by its length and ID, also when it was nowhere but in a log")
    func shapeless() throws {
        let sandbox = try RotationSandbox.serviceRole()
        var mint = Mint(seed: 8)
        let (old, new) = (mint.text(24), mint.text(24))
        try sandbox.write(".env", "SPECIAL_THING=\(old)\n")
        let started = try sandbox.rekey("rotate", "apply", "SPECIAL_THING", "--yes", input: new)
        #expect(started.status == 0, "\(started.everything)")
        try sandbox.git.workspace.write("app.log", "12:00 starting with (\(old)) and \(new)\n")
        let outcome = try sandbox.rekey("rotate", "verify", "--log", sandbox.git.workspace.path("app.log"))
        #expect(outcome.status == 1 && outcome.stdout.contains("line 1"), "\(outcome.everything)")
        #expect(try sandbox.rekey("rotate", "verify").status == 0)
    }

    @Test("a given value must be the one that is replaced")
    func given() throws {
        let sandbox = try RotationSandbox.chat()
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        #expect(try sandbox.rekey("rotate", "verify", "--value-from-stdin", input: sandbox.old + "\n").status == 0)
        let wrong = try sandbox.rekey("rotate", "verify", "--value-from-stdin", input: sandbox.new)
        #expect(wrong.status == 2 && wrong.stderr.contains("not the one that rotation"))
        let escaped = sandbox.old.replacing("&", with: "\\u0026").replacing("=", with: "\\u003d")
        try sandbox.git.workspace.write("app.log", "{\"hook\":\"\(escaped)\"}\n")
        let outcome = try sandbox.rekey(
            "rotate", "verify", "--value-from-stdin", "--log", sandbox.git.workspace.path("app.log"), input: sandbox.old)
        #expect(outcome.status == 1, "\(outcome.everything)")
    }

    @Test("a verification that fails later opens the step again")
    func reopens() throws {
        let sandbox = try RotationSandbox.serviceRole()
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        let first = try sandbox.rekey("rotate", "verify")
        #expect(first.status == 0 && first.stderr.contains("recorded as done: prove.offline-check"))
        #expect(first.stderr.contains("the way back is kept"))
        try sandbox.write(".env", "\(sandbox.name)=\(sandbox.old)\n")
        let second = try sandbox.rekey("rotate", "verify")
        #expect(second.status == 1 && second.stderr.contains("open again: prove.offline-check"))
    }
}
