internal import Foundation
internal import RekeyTestSupport

/// A repository whose configuration, attributes and hooks run a program wherever git lets them; each run leaves a marker.
struct TrappedRepository {
    let git: GitFixture
    let name = "SLACK_WEBHOOK_URL"

    private var workspace: Workspace { git.workspace }

    init() throws {
        git = try GitFixture()
        try workspace.makeFolder("markers")
        try workspace.write("trap", "#!/bin/sh\ntouch '\(workspace.path("markers"))'/\"$1\"\n")
        try makeExecutable(workspace.path("trap"))
        try writeFiles()
        try setTraps()
        try writeHooks(to: ".git/hooks")
        try writeHooks(to: "team-hooks")
    }

    /// What ran since the last call, by the names of the settings.
    func takeMarkers() throws -> [String] {
        let markers = try FileManager.default.contentsOfDirectory(atPath: workspace.path("markers")).sorted()
        for marker in markers { try workspace.remove("markers/\(marker)") }
        return markers
    }

    /// The command that leaves a marker.
    private func trap(_ setting: String) -> String { "'\(workspace.path("trap"))' \(setting)" }

    /// Commits, a merge, a stash, tags, staged and unstaged changes, with a secret in some of them; attributes that name every driver.
    private func writeFiles() throws {
        var mint = Mint(seed: 77)
        let secret = mint.slack()
        let attributes = "* diff=trap filter=trap merge=trap text eol=lf working-tree-encoding=UTF-8\n*.long filter=process diff=trap\n"
        try git.write("app.env", "\(secret.line)\nPORT=1\n")
        try git.write("notes.long", "one\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("notes.long", "one\nside\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("other.txt", "main\n")
        try git.commit()
        try git.git("merge", "--quiet", "--no-edit", "side")
        try git.git("tag", "-a", "-m", "annotated", "v1")
        try git.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
        try git.write("notes.long", "stashed\n")
        try git.git("stash", "push", "--quiet")
        try git.write(".gitattributes", attributes)
        try git.write(".git/info/attributes", attributes)
        try git.write("staged.env", "COPY_\(secret.line)\n")
        try git.git("add", "staged.env", ".gitattributes")
        try git.write("notes.long", "changed, not staged\n")
        try git.write("untracked.env", "MODE=test\n")
    }

    /// Every setting of git that names a program. Source: git-config(1), gitattributes(5).
    private static let settings = [
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy", "core.alternateRefsCommand",
        "sequence.editor", "credential.helper", "diff.external", "diff.trap.command", "diff.trap.textconv", "filter.trap.clean",
        "filter.trap.smudge", "filter.process.process", "filter.process.clean", "merge.trap.driver", "gpg.program", "gpg.ssh.program",
        "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "uploadpack.packObjectsHook", "pager.log", "pager.diff", "pager.diff-index",
        "pager.config", "pager.cat-file", "pager.ls-files", "pager.rev-list", "pager.for-each-ref", "interactive.diffFilter",
        "difftool.trap.cmd", "mergetool.trap.cmd", "trailer.trap.command", "trailer.trap.cmd", "remote.origin.uploadpack",
        "remote.origin.receivepack", "sendemail.smtpServer", "web.browser", "browser.trap.cmd", "man.viewer", "tar.trap.command",
        "imap.tunnel", "submodule.module.update",
    ]

    /// Commands of git that rekey calls, as aliases.
    private static let aliases = [
        "log", "diff-index", "ls-files", "cat-file", "rev-list", "for-each-ref", "config", "ls-tree", "hash-object", "update-index",
        "version", "hook", "remote", "rev-parse", "mktree", "status", "stash", "reflog",
    ]

    private func setTraps() throws {
        try git.write(
            "included.config", "[diff]\n\texternal = \(trap("include.path"))\n[core]\n\tfsmonitor = \(trap("included.fsmonitor"))\n")
        try git.git("config", "include.path", "../included.config")
        try git.git("config", "includeIf.gitdir:/.path", "../included.config")
        for setting in Self.settings { try git.git("config", setting, (setting.hasPrefix("submodule") ? "!" : "") + trap(setting)) }
        for alias in Self.aliases { try git.git("config", "alias.\(alias)", "!\(trap("alias.\(alias)"))") }
        for name in ["diff.trap.cachetextconv", "filter.trap.required", "log.showSignature", "commit.gpgSign", "tag.gpgSign"] {
            try git.git("config", name, "true")
        }
        for setting in [("gpg.format", "openpgp"), ("diff.trap.binary", "false"), ("core.untrackedCache", "true")] {
            try git.git("config", setting.0, setting.1)
        }
        // A remote that left out objects, and would be asked for them by a program.
        try git.git("config", "extensions.partialClone", "origin")
        try git.git("config", "remote.origin.promisor", "true")
        try git.git("config", "remote.origin.url", "ext::\(workspace.path("trap")) ext-url")
        try git.git("config", "protocol.ext.allow", "always")
        try git.git("config", "protocol.allow", "always")
        try git.git("config", "core.repositoryFormatVersion", "1")
        let lost = try git.text("rev-parse", "side:notes.long")
        try workspace.remove("repository/.git/objects/\(lost.prefix(2))/\(lost.dropFirst(2))")
        try git.git("config", "core.hooksPath", "team-hooks")
    }

    /// Source: githooks(5).
    private static let hooks = [
        "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg",
        "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update", "proc-receive", "post-receive",
        "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite", "sendemail-validate",
        "fsmonitor-watchman", "query-watchman", "post-index-change",
    ]

    private func writeHooks(to folder: String) throws {
        for hook in Self.hooks {
            try git.write("\(folder)/\(hook)", "#!/bin/sh\n\(trap("hook-\(hook)")) </dev/null\n")
            try makeExecutable("\(git.path)/\(folder)/\(hook)")
        }
    }

    private func makeExecutable(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
}
