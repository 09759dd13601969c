internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey rotate plan`, run as a user runs it.
@Suite struct RotatePlanTests {
    private let scenario: RotationScenario

    init() throws { scenario = try RotationScenario() }

    @Test("a leaked service_role key: what it is, where it was, and a step for everything that uses it")
    func serviceRole() throws {
        let plan = try scenario.plan("SUPABASE_SERVICE_ROLE_KEY", "--log", "deploy.log")
        #expect(plan.subject.rule == "supabase.service-role-jwt")
        #expect(plan.playbook == "supabase.service-role")
        #expect(plan.subject.variables == ["SUPABASE_SERVICE_ROLE_KEY"])
        let facts = plan.subject.facts
        #expect(facts.role == "service_role" && facts.legacy && !facts.inClient && facts.selfHosted == false)
        #expect(facts.projectRef?.count == 20)
        #expect(facts.owner == "acme" && facts.repository == "shop" && facts.envFile == ".env")
        let exposure = plan.exposure
        #expect(exposure.workTree == [.init(path: ".env", line: 1), .init(path: ".env.production", line: 1)])
        #expect(exposure.index.isEmpty && exposure.historyRead)
        #expect(exposure.history?.commits == 1 && exposure.history?.firstAuthor == "Ada")
        #expect(exposure.remotes == [.init(address: "github.com/acme/shop", visibility: "unknown")])
        #expect(exposure.logs == ["deploy.log"])
        let deploys = plan.steps.filter { $0.phase == "deploy" }.map(\.id)
        #expect(
            deploys == [
                "deploy.env-files", "deploy.change-code", "deploy.replace-anon",
                "deploy.github-actions.production.SUPABASE_SERVICE_ROLE_KEY", "deploy.compose.docker-compose.yml",
                "deploy.supabase-functions.given", "deploy.readers.restart", "deploy.other-copies",
            ])
        let github = try #require(plan["deploy.github-actions.production.SUPABASE_SERVICE_ROLE_KEY"])
        #expect(
            github.commands.first
                == "rekey env get SUPABASE_SERVICE_ROLE_KEY --file .env | gh secret set SUPABASE_SERVICE_ROLE_KEY --repo acme/shop --env production"
        )
        #expect(github.place == ".github/workflows/deploy.yml:11" && github.blanks.isEmpty)
        #expect(plan["deploy.compose.docker-compose.yml"]?.commands == ["docker compose up -d --force-recreate api worker"])
        #expect(plan.breaks.contains { $0.hasPrefix("api and worker: down") })
        #expect(plan["clean.history"] != nil && plan["clean.logs"] != nil)
    }

    @Test("a leaked chat webhook: the token is the secret, the whole URL the value")
    func webhook() throws {
        let plan = try scenario.plan("GOOGLE_CHAT_WEBHOOK_URL", "--remotes", "public", "--file", ".env.production")
        #expect(plan.subject.rule == "google-chat.webhook" && plan.playbook == "google-chat.webhook")
        #expect(plan.exposure.workTree.map(\.path) == [".env", ".env.production", "supabase/functions/.env"])
        #expect(plan.exposure.history == nil && plan.exposure.remotes.map(\.visibility) == ["public"])
        #expect(plan.subject.facts.envFile == ".env.production")
        let functions = try #require(plan["deploy.supabase-functions.GOOGLE_CHAT_WEBHOOK_URL"])
        #expect(functions.commands.first?.hasPrefix("rekey env get GOOGLE_CHAT_WEBHOOK_URL --file .env.production | jq") == true)
        #expect(plan["deploy.supabase-functions.given"] == nil)
        #expect(plan["clean.history"] == nil)
    }

    @Test("under abuse the old secret ends before the new one is made", arguments: ["now", "unknown", "no"])
    func abuse(_ abuse: String) throws {
        let plan = try scenario.plan("GOOGLE_CHAT_WEBHOOK_URL", "--abuse", abuse)
        let phases = plan.steps.map(\.phase)
        let (revoke, issue) = (try #require(phases.firstIndex(of: "revoke")), try #require(phases.firstIndex(of: "issue")))
        #expect((revoke < issue) == (abuse == "now"))
        #expect(plan.abuse == abuse)
        #expect((plan["contain.look-for-abuse"] != nil) == (abuse == "unknown"))
    }

    @Test("ID, name and standard input lead to the same plan")
    func naming() throws {
        let id = try scenario.identifiers().serviceRole
        #expect(try scenario.plan(id).id == id)
        #expect(try scenario.plan(id.uppercased()).id == id)
        let given = try scenario.plan("--value-from-stdin", input: scenario.token + "\n")
        #expect(given.id == id && given.subject.variables == ["SUPABASE_SERVICE_ROLE_KEY"])
        #expect(try scenario.plan("--value-from-stdin", "--variable", "KEY", input: scenario.token).subject.variables.first == "KEY")
        #expect(try scenario.plan("--value-from-stdin", input: scenario.webhook).subject.rule == "google-chat.webhook")
    }

    @Test("a secret that left the work tree is found in the index, in history, in a reflog and in a log")
    func gone() throws {
        let id = try scenario.identifiers().serviceRole
        for file in [".env", ".env.production"] { try scenario.fixture.write(file, "PORT=3000\n") }
        let history = try scenario.plan(id, "--variable", "SUPABASE_SERVICE_ROLE_KEY")
        #expect(history.exposure.workTree.isEmpty && history.exposure.history?.commits == 1)
        #expect(history["deploy.github-actions.production.SUPABASE_SERVICE_ROLE_KEY"] != nil)
        try scenario.fixture.git("checkout", "--quiet", "--orphan", "fresh")
        try scenario.fixture.git("commit", "--quiet", "-m", "fresh")
        try scenario.fixture.git("branch", "--quiet", "-D", "main")
        #expect(try scenario.plan(id).exposure.history?.commits == 1)
        try scenario.fixture.git("reflog", "expire", "--expire=now", "--all")
        #expect(try scenario.rotate("plan", id).status == 2)
        let log = try scenario.plan(id, "--log", "deploy.log")
        #expect(log.exposure.logs == ["deploy.log"] && log.exposure.history == nil)
        try scenario.fixture.write("staged.txt", "KEY=\(scenario.token)\n")
        try scenario.fixture.git("add", "staged.txt")
        try scenario.fixture.workspace.remove("\(scenario.fixture.name)/staged.txt")
        #expect(try scenario.plan(id).exposure.index == [.init(path: "staged.txt", line: 1)])
    }

    @Test("base64 copies count as places of the secret")
    func encoded() throws {
        let base64 = Data(scenario.token.utf8).base64EncodedString()
        try scenario.fixture.write(
            "k8s/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: api\ndata:\n  service-key: \(base64)\n")
        try scenario.fixture.commit("manifest")
        let plan = try scenario.plan("SUPABASE_SERVICE_ROLE_KEY")
        #expect(plan.exposure.workTree.contains(.init(path: "k8s/secret.yaml", line: 6)))
        #expect(plan.exposure.index == [.init(path: "k8s/secret.yaml", line: 6)])
        #expect(plan.exposure.history?.commits == 2)
    }

    @Test("a name of which nobody holds the value still gets its consumers and the playbook it suggests")
    func byNameOnly() throws {
        for file in [".env", ".env.production"] { try scenario.fixture.workspace.remove("\(scenario.fixture.name)/\(file)") }
        let plan = try scenario.plan("SUPABASE_SERVICE_ROLE_KEY")
        #expect(plan.playbook == "supabase.service-role" && plan.subject.title.contains("by its name"))
        #expect(!plan.exposure.historyRead)
        let github = try #require(plan["deploy.github-actions.production.SUPABASE_SERVICE_ROLE_KEY"])
        #expect(github.blanks.contains { $0.hasPrefix("ENV_FILE: ") })
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        var input = ""
        let says: [String]
    }

    @Test(
        "what cannot be planned is refused with what there is",
        arguments: [
            Refusal(testDescription: "no secret named", arguments: [], says: ["no secret named"]),
            Refusal(
                testDescription: "unknown name", arguments: ["NOBODY_KNOWS_IT"],
                says: ["NOBODY_KNOWS_IT", "supabase.service-role-jwt SUPABASE_SERVICE_ROLE_KEY  .env:1", "google-chat.webhook"]),
            Refusal(
                testDescription: "unknown ID", arguments: ["0123456789ab"], says: ["no finding with the ID 0123456789ab", "there are:"]),
            Refusal(testDescription: "unknown log", arguments: ["PORT", "--log", "none.log"], says: ["log not readable", "none.log"]),
            Refusal(testDescription: "unknown file", arguments: ["PORT", "--file", "none.env"], says: ["none.env"]),
            Refusal(testDescription: "nothing on standard input", arguments: ["--value-from-stdin"], says: ["standard input"]),
            Refusal(testDescription: "blanks on standard input", arguments: ["--value-from-stdin"], input: " \n", says: ["it is empty"]),
            Refusal(
                testDescription: "two names", arguments: ["PORT", "--value-from-stdin", "--variable", "X"],
                says: ["two names for one secret"]),
        ])
    func refusals(_ c: Refusal) throws {
        let outcome = try scenario.rekey(["rotate", "plan"] + c.arguments, input: c.input)
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        for text in c.says { #expect(outcome.stderr.contains(text), "\(text)") }
    }

    @Test("a name with two values is not guessed at: by ID or by file it is clear")
    func ambiguous() throws {
        var mint = Mint(seed: 99)
        let other = mint.supabaseKey()
        try scenario.fixture.write(".env.production", "SUPABASE_SERVICE_ROLE_KEY=sb_" + "secret_\(other.core)\n")
        let outcome = try scenario.rotate("plan", "SUPABASE_SERVICE_ROLE_KEY")
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains("2 different values"))
        let ids = outcome.stderr.matches(of: #/[0-9a-f]{12}/#).map { String($0.output) }
        #expect(ids.count == 2)
        for id in ids { #expect(try scenario.plan(id).id == id) }
        #expect(try scenario.plan("SUPABASE_SERVICE_ROLE_KEY", "--file", ".env.production").subject.rule == "supabase.secret-key")
        #expect(LeakCheck([other]).leaks(in: Array(outcome.everything.utf8)).isEmpty)
    }

    @Test("a secret given as an argument is refused and not repeated", arguments: ["plan", "steps"])
    func argument(_ command: String) throws {
        for secret in [scenario.token, scenario.webhook] {
            let outcome = try scenario.rotate(command, secret)
            #expect(outcome.status == 2)
            #expect(outcome.stderr.contains("--value-from-stdin"))
            #expect(scenario.leaks(in: outcome.everything).isEmpty)
        }
    }

    @Test("nothing is written, and no form of the plan holds a secret", arguments: ["text", "markdown", "json"])
    func pure(_ format: String) throws {
        for name in ["SUPABASE_SERVICE_ROLE_KEY", "GOOGLE_CHAT_WEBHOOK_URL"] {
            let outcome = try scenario.rotate("plan", name, "--format", format, "--log", "deploy.log")
            #expect(outcome.status == 0)
            #expect(!outcome.stdout.isEmpty)
            #expect(scenario.leaks(in: outcome.everything).isEmpty)
            #expect(!outcome.everything.contains("hunter"), "the password of the remote")
        }
        #expect(try scenario.stateFiles().isEmpty)
        #expect(try scenario.fixture.text("status", "--porcelain").isEmpty)
    }

    @Test("bash reads every command of the plans", arguments: ["SUPABASE_SERVICE_ROLE_KEY", "GOOGLE_CHAT_WEBHOOK_URL", "PORT"])
    func shell(_ name: String) throws {
        var seen = 0
        for abuse in ["now", "no"] {
            for command in try scenario.plan(name, "--abuse", abuse, "--log", "deploy.log").steps.flatMap(\.commands) {
                let outcome = try Program.run(program: "bash", ["-n", "-c", command], in: scenario.fixture.path)
                #expect(outcome.status == 0 && outcome.stderr.isEmpty, "\(command): \(outcome.stderr)")
                seen += 1
            }
        }
        #expect(seen > 10)
    }

    @Test("outside a repository the folder is planned for")
    func noRepository() throws {
        let workspace = try Workspace()
        try workspace.write("app/.env", scenario.serviceRole.line + "\n")
        let outcome = try Program.run(
            ["rotate", "plan", "SUPABASE_SERVICE_ROLE_KEY", "--format", "json"], in: workspace.path("app"),
            environment: ["HOME": workspace.path])
        let plan = try PlanReading(outcome)
        #expect(plan.exposure.workTree == [.init(path: ".env", line: 1)] && !plan.exposure.historyRead)
    }

    @Test("what cannot be read is told, and the plan is there all the same")
    func incomplete() throws {
        try scenario.fixture.git("clone", "--quiet", "--depth", "1", "file://\(scenario.fixture.path)", "../shallow")
        let folder = scenario.fixture.workspace.path("shallow")
        try (scenario.serviceRole.line + "\n").write(toFile: "\(folder)/.env", atomically: true, encoding: .utf8)
        let outcome = try Program.run(["rotate", "plan", "SUPABASE_SERVICE_ROLE_KEY"], in: folder)
        #expect(outcome.status == 3)
        #expect(outcome.stderr.contains("shallow"))
        #expect(outcome.stdout.hasPrefix("Rotation "))
    }
}
