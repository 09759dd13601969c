internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// No command shows a secret, whatever it is given and whatever goes wrong.
@Suite struct CanaryTests {
    private static let fixture = Result { try CanaryFixture() }

    /// One run of the program.
    struct Run: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        /// Which planted text goes to standard input; `nil` is none.
        var input: String?
        var testDescription: String { "rekey " + arguments.joined(separator: " ") + (input == nil ? "" : " < \(input ?? "")") }

        init(_ arguments: String, input: String? = nil) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.input = input
        }
    }

    static let scans = [
        "", "--staged", "--range HEAD~1..HEAD", "--since HEAD~1", "--patch change.patch", ".env app.json deploy", "own.toml",
    ]
    static let forms = [
        "", "--verbose", "--format json", "--format jsonl", "--quiet --fail-on never", "--verbose --no-color --only-rule supabase.*",
    ]

    static let scanRuns = scans.flatMap { source in forms.map { Run("scan \(source) \($0)") } }
    static let inputRuns = forms.flatMap { form in
        [
            Run("scan - \(form)", input: ".env"), Run("scan --patch \(form)", input: "change.patch"),
            Run("scan - \(form)", input: "app.json"),
        ]
    }
    static let outputRuns = ["text", "json", "jsonl"].map { Run("scan --verbose --format \($0) --output report.\($0)") }
    static let texts = [".env", "app.json", "deploy/secret.yaml", "wide.properties", "allowed.sh", "change.patch", "own.toml"]
    static let explainRuns = texts.flatMap { name in
        [Run("explain --text -", input: name), Run("explain --text - --path \(name)", input: name)]
    }
    static let ruleRuns =
        ["toml", "json"].map { Run("rules show own.rule --config own.toml --format \($0)") } + [
            Run("explain own.rule --config own.toml"), Run("rules list --config own.toml"), Run("rules check own.toml"),
            Run("rules check --config own.toml"), Run("explain supabase.secret-key"), Run("rules show supabase.secret-key"),
        ]
    static let brokenFiles = [
        "unterminated.toml", "doubled.toml", "typed.toml", "unknown.toml", "regex.toml", "gate.toml", "list.toml", ".env",
    ]
    static let brokenRuns = brokenFiles.flatMap {
        [Run("scan --config \($0)"), Run("rules check \($0)"), Run("rules list --config \($0)"), Run("explain own.rule --config \($0)")]
    }
    static let badRuns = [
        Run("scan missing"), Run("scan --range nowhere..HEAD"), Run("scan --output no/such/folder"), Run("explain 0123456789ab"),
        Run("scan --patch .env"), Run("scan --patch app.json --verbose"), Run("doctor"), Run("hook install"), Run("hook uninstall"),
    ]

    static let names = [
        "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_SECRET_KEY", "CHAT_WEBHOOK", "DATABASE_URL", "ADMIN_PASSWORD", "NO_SUCH_NAME",
    ]
    static let envRuns =
        [Run("env list"), Run("env list --format json"), Run("env list .env app.json"), Run("env get NO_SUCH_NAME")]
        + names.flatMap {
            [Run("env where \($0)"), Run("env where \($0) --format json"), Run("env set \($0) --dry-run", input: "staged.env")]
        }
    static let rotateRuns =
        names.flatMap { name in ["text", "markdown", "json"].map { Run("rotate plan \(name) --log change.patch --format \($0)") } }
        + names.map { Run("rotate apply \($0) --dry-run", input: "staged.env") }
        + [
            Run("rotate status"), Run("rotate verify"), Run("rotate report"), Run("rotate undo"),
            Run("rotate plan --value-from-stdin", input: ".env"),
        ]
    static let redactRuns = texts.filter { $0 != "wide.properties" }.flatMap { name in
        [Run("redact", input: name), Run("redact --verbose --fail-on info --max-delay 0", input: name)]
    }
    static let keyRuns = [Run("supabase inspect", input: ".env"), Run("supabase mint jwt --file .env --dry-run")]

    @Test(
        "no secret comes out",
        arguments: scanRuns + inputRuns + outputRuns + explainRuns + ruleRuns + brokenRuns + badRuns + envRuns + rotateRuns + keyRuns
            + redactRuns)
    func nothingLeaks(_ run: Run) throws {
        let fixture = try Self.fixture.get()
        try check(run.arguments, input: run.input, fixture)
    }

    @Test("no secret comes out of an explained finding")
    func explainedFindings() throws {
        let fixture = try Self.fixture.get()
        #expect(fixture.ids.count > fixture.secrets.count)
        for id in Set(fixture.ids) { try check(["explain", id], input: nil, fixture) }
    }

    @Test("a secret given in place of an ID is not repeated")
    func secretAsID() throws {
        let fixture = try Self.fixture.get()
        for secret in fixture.secrets {
            try check(["explain", secret.core], input: nil, fixture)
            try check(["rules", "show", secret.core], input: nil, fixture)
            try check(["rules", "list", "--provider", secret.core], input: nil, fixture)
        }
    }

    @Test("each planted secret is found where it stands, so that the silence above means something")
    func plantedAreFound() throws {
        let fixture = try Self.fixture.get()
        let found = try ReportReading(Program.run(["scan", ".env", "--format", "json"], in: fixture.git.path))
        var line = 1
        for secret in fixture.secrets {
            let lines = line..<line + secret.line.split(separator: "\n").count
            #expect(found.findings.contains { lines.contains($0.location.line) }, "\(secret.name)")
            line = lines.upperBound
        }
    }

    private func check(_ arguments: [String], input: String?, _ fixture: CanaryFixture) throws {
        let bytes = try input.map { try fixture.git.workspace.read("repository/\($0)") } ?? []
        let outcome = try Program.run(arguments, in: fixture.git.path, input: String(decoding: bytes, as: UTF8.self))
        let checker = LeakCheck(fixture.secrets)
        #expect(checker.leaks(in: Array(outcome.stdout.utf8)) == [], "on stdout")
        #expect(checker.leaks(in: Array(outcome.stderr.utf8)) == [], "on stderr")
        #expect((0...3).contains(outcome.status))
        for file in try fixture.writtenFiles() {
            guard file.path.hasPrefix("report.") else {
                Issue.record("\(file.path) was written")
                continue
            }
            if arguments.contains("--output") { #expect(checker.leaks(in: file.bytes) == [], "in \(file.path)") }
        }
    }
}
