internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey scan` of archives, as a user sees it.
@Suite struct ArchiveScanTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.write("app/.env", "A=1\n\(Planted.slack.line)\n")
        try workspace.write("app/readme.md", "nothing\n")
    }

    private func shell(_ script: String) throws {
        let outcome = try Program.run(program: "/bin/sh", ["-ec", script], in: workspace.path)
        try #require(outcome.status == 0, "\(outcome.everything)")
    }

    private func scan(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(["scan", "--no-color"] + arguments, in: workspace.path)
    }

    @Test("a secret in an archive in an archive is named with its place; the account counts the files inside")
    func nested() throws {
        try shell("tar czf inner.tgz app && tar cf outer.tar inner.tgz && rm -r app")
        let outcome = try scan("outer.tar")
        #expect(outcome.status == 1 && outcome.stdout.contains("\nouter.tar!/inner.tgz!/app/.env:2:"))
        #expect(outcome.stdout.contains("read 3 files,") && outcome.stdout.contains("nothing skipped"))
        let json = try scan("outer.tar", "--format", "json").stdout
        #expect(json.contains("\"entry\": \"inner.tgz!/app/.env\"") && json.contains("\"kind\": \"archive\""))
    }

    @Test("limits end with 3, and with --allow-limits with 0; a broken archive with 3 either way")
    func limits() throws {
        try shell("rm app/.env && tar cf inner.tar app && tar czf outer.tgz inner.tar && rm -r app inner.tar")
        #expect(try scan("outer.tgz", "--max-depth", "2").status == 0)
        let cut = try scan("outer.tgz", "--max-depth", "1")
        #expect(cut.status == 3 && cut.stdout.contains("outer.tgz!/inner.tar  depth limit reached"))
        let allowed = try scan("outer.tgz", "--max-depth", "1", "--allow-limits")
        #expect(allowed.status == 0 && allowed.stdout.contains("not read: 1 depth limit reached"))
        try shell("head -c 100 outer.tgz > cut.tgz")
        #expect(try scan("cut.tgz", "--allow-limits").status == 3)
        #expect(try scan("--max-depth", "13").status == 2)
    }

    @Test("a member that is excluded is not read, and an archive that is excluded is not opened")
    func excluded() throws {
        try shell("tar cf app.tar app && rm -r app")
        try workspace.write(".rekeyignore", "app.tar/app/.env\n")
        let member = try scan()
        #expect(member.status == 0 && member.stdout.contains("1 excluded by configuration"))
        try workspace.write(".rekeyignore", "*.tar\n")
        #expect(try scan("--verbose").stdout.contains("app.tar  excluded by configuration"))
    }

    @Test("a compressed log has no path inside; names with escapes and line feeds do nothing to a terminal")
    func names() throws {
        try shell("gzip -c app/.env > log.gz; mv app/.env \"app/$(printf 'a\\033[31m\\nb')\"; tar cf odd.tar app; rm -r app")
        let outcome = try scan()
        #expect(outcome.stdout.contains("\nlog.gz:2:") && outcome.stdout.contains("odd.tar!/app/a\\u{1B}[31m\\nb:2:"))
        #expect(!outcome.stdout.contains("\u{1B}"))
    }

    @Test("a hook looks into an archive that is staged, and a range into one that was committed")
    func git() throws {
        let git = try GitFixture(workspace, name: "repository")
        try shell("zip -qr repository/app.zip app || (cd repository && tar czf app.zip ../app)")
        try git.git("add", "app.zip")
        let staged = try Program.run(["scan", "--staged"], in: workspace.path("repository"))
        #expect(staged.status == 1 && staged.stdout.contains("app.zip!/"))
        try git.git("commit", "-qm", "archive")
        try workspace.write("repository/x", "x\n")
        let range = try Program.run(["scan", "--range", "HEAD"], in: workspace.path("repository"))
        #expect(range.status == 1 && range.stdout.contains("app.zip!/") && range.stdout.contains("commit "))
        try git.git("rm", "-q", "app.zip")
        try git.git("commit", "-qm", "gone")
        let history = try Program.run(["scan", "--history"], in: workspace.path("repository"))
        #expect(history.status == 1 && history.stdout.contains("app.zip!/") && history.stdout.contains("removed"))
    }

    @Test("versions of a zip that share members give what they give when each is read whole")
    func versions() throws {
        let git = try GitFixture(workspace, name: "repository")
        var mint = Mint(seed: 77)
        let other = mint.slack()
        let filler = (0..<2_000).map { "setting_\($0) = \($0 &* 31)\n" }.joined()
        for (number, line) in ["A=1", Planted.slack.line, Planted.slack.line, other.line, "A=1"].enumerated() {
            try workspace.write("app/settings.ini", filler)
            try workspace.write("app/.env", line + "\n")
            try workspace.write("app/version", "\(number)\n")
            try shell("rm -f repository/app.zip; cp -r app repository/app; cd repository; zip -qr app.zip app; rm -r app")
            try git.git("add", "app.zip")
            try git.git("commit", "-qm", "version \(number)")
        }
        let reports = try [[], ["--no-delta-shortcut"], ["--jobs", "1"]].map {
            try Program.run(["scan", "--history", "--format", "json"] + $0, in: workspace.path("repository"))
        }
        #expect(reports.allSatisfy { $0.status == 1 && $0.stdout == reports[0].stdout })
        let text = try Program.run(["scan", "--history"], in: workspace.path("repository"))
        #expect(text.stdout.contains("in 2 commits") && text.stdout.contains("in 1 commit "), "\(text.stdout)")
    }

    @Test("FIFOs, devices, and links in a circle cost no time and are named")
    func odd() throws {
        try shell("rm -r app && mkfifo pipe && ln -s b a && ln -s a b && ln -s /dev/zero zero")
        for path in ["pipe", "/dev/zero", "zero"] {
            let outcome = try scan(path)
            #expect(outcome.status != 1 && !outcome.stdout.contains("clean: no credentials"), "\(path): \(outcome.everything)")
        }
        #expect(try scan(".").status == 0)
        #expect(try scan("a").status != 0)
        try workspace.write("real.env", Planted.slack.line)
        try shell("ln -s real.env link.env")
        #expect(try scan("link.env").status == 1, "a link that was named is followed")
    }
}
