internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("what a repository configures is never run")
struct UntrustedConfigurationTests {
    @Test("the traps work: plain git falls into them")
    func traps() throws {
        let trapped = try TrappedRepository()
        for arguments in [
            ["status"], ["diff"], ["log", "-p"], ["add", "--all"], ["commit", "-m", "x", "--allow-empty"], ["hook", "run", "pre-commit"],
        ] {
            _ = try Program.run(program: "git", arguments, in: trapped.git.path)
        }
        let markers = Set(try trapped.takeMarkers())
        #expect(
            markers.isSuperset(of: [
                "included.fsmonitor", "filter.trap.clean", "diff.trap.textconv", "hook-pre-commit", "hook-post-index-change",
            ]), "\(markers)")
        _ = try Program.run(program: "git", ["log", "-p", "--no-ext-diff", "--all"], in: trapped.git.path)
        #expect(markers.union(try trapped.takeMarkers()).contains("ext-url"), "git fetches what a partial clone lacks")
    }

    /// One run of rekey.
    struct Run: Sendable {
        let arguments: [String]
        var input = ""

        init(_ words: String, input: String = "") {
            arguments = words.split(separator: " ").map(String.init)
            self.input = input
        }
    }

    /// Every command that reads a repository, in an order in which each has something to do.
    private static func runs(_ trapped: TrappedRepository) throws -> [Run] {
        let head = try trapped.git.text("rev-parse", "HEAD")
        let zero = String(repeating: "0", count: 40)
        let plain = [
            "scan", "scan --include-ignored --verbose .", "scan app.env", "scan --staged", "scan --range HEAD~1..HEAD",
            "scan --since HEAD~1",
            "scan --branch main", "scan --branch side --since main", "scan --all-refs", "scan --format json --all-refs",
            "explain \(trapped.name) --text x", "explain 0123456789ab", "explain 0123456789ab --staged", "rules list", "rules check",
            "env list", "env where \(trapped.name)", "env get PORT", "rotate plan \(trapped.name)",
            "rotate steps \(trapped.name)", "rotate status", "rotate report", "rotate verify",
        ]
        let patch = "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+words\n"
        var mint = Mint(seed: 78)
        let new = String(mint.slack().line.split(separator: "=")[1])
        return plain.map { Run($0) } + [
            Run("scan --patch", input: patch), Run("scan -", input: "words\n"),
            Run("scan --pushed -- origin ext::x", input: "main \(head) refs/heads/new \(zero)\n"),
            Run("scan --received", input: "\(zero) \(head) refs/heads/new\n"),
            Run("env set PORT", input: "2"), Run("rotate apply \(trapped.name) --yes", input: new), Run("rotate done 1 --evidence words"),
            Run("rotate verify"), Run("rotate undo"), Run("supabase inspect", input: "words"),
            Run("hook install --pre-push"), Run("doctor"), Run("hook uninstall"), Run("hook install --pre-receive"), Run("hook uninstall"),
            Run("doctor"),
        ]
    }

    @Test("no command leaves a marker", arguments: [false, true])
    func commands(inEnvironment: Bool) throws {
        let trapped = try TrappedRepository()
        var variables = ["GIT_CONFIG_GLOBAL": "/dev/null"]
        if inEnvironment {
            let trap = "'\(trapped.git.workspace.path("trap"))'"
            for name in [
                "GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_EDITOR", "EDITOR", "VISUAL", "GIT_SSH_COMMAND", "GIT_ASKPASS",
                "SSH_ASKPASS",
            ] {
                variables[name] = "\(trap) \(name)"
            }
        }
        _ = try trapped.takeMarkers()
        for run in try Self.runs(trapped) {
            let outcome = try Program.run(run.arguments, in: trapped.git.path, input: run.input, environment: variables)
            let words = run.arguments.joined(separator: " ")
            #expect(!outcome.stderr.contains("Usage:"), "\(words): \(outcome.stderr)")
            let markers = try trapped.takeMarkers()
            #expect(markers.isEmpty, "\(words) ran \(markers)")
        }
    }
}
