internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// A leaked secret on its whole way: found, planned, replaced, every step done, proven dead.
@Suite struct RotationScenarioTests {
    enum Scenario: String, CaseIterable, Sendable {
        case serviceRole, chat

        func sandbox() throws -> RotationSandbox { try self == .serviceRole ? .serviceRole() : .chat() }
    }

    @Test("from the scan to status 0", arguments: Scenario.allCases)
    func whole(_ scenario: Scenario) throws {
        let sandbox = try scenario.sandbox()
        var outputs: [Program.Outcome] = []
        func run(_ arguments: String..., input: String = "") throws -> Program.Outcome {
            let outcome = try sandbox.rekey(arguments, input: input)
            outputs.append(outcome)
            return outcome
        }
        let id = try sandbox.id()
        let plan = try run("rotate", "plan", id, "--log", sandbox.log, "--format", "json")
        #expect(plan.status == 0, "\(plan.stderr)")
        #expect(!sandbox.git.workspace.exists("\(sandbox.git.name)/.git/rekey"))
        try checkCommands(RotationReading(plan))

        #expect(try run("rotate", "steps", id, "--log", sandbox.log).status == 0)
        #expect(try run("rotate", "status").status == 1)
        #expect(try run("rotate", "verify").status == 1)

        let before = try sandbox.envTexts()
        let rehearsal = try run("rotate", "apply", id, input: sandbox.new)
        #expect(rehearsal.status == 0 && rehearsal.stderr.contains("--yes"))
        #expect(try sandbox.envTexts() == before)
        let applied = try run("rotate", "apply", id, "--yes", input: sandbox.new + "\n")
        #expect(applied.status == 0, "\(applied.everything)")
        #expect(applied.stderr.contains("a line end was taken off"))
        #expect(applied.stdout.contains("docker compose up -d --force-recreate api worker"))
        #expect(applied.stdout.contains("gh secret set \(sandbox.name) --repo acme/shop --env production"))
        // Why: an `&` without quotes is a command to bash, so that such a value gets them.
        let unquoted = { (texts: [String]) in texts.map { $0.filter { $0 != "'" } } }
        #expect(try unquoted(sandbox.envTexts()) == unquoted(before.map { $0.replacing(sandbox.old, with: sandbox.new) }))

        var turns = 0
        while case let open = try RotationReading(sandbox.rekey("rotate", "steps", id, "--format", "json")).open, let step = open.first,
            turns < 60
        {
            turns += 1
            if step.commands.contains(where: { $0.hasPrefix("rekey rotate verify") }) {
                #expect(try run("rotate", "verify", "--log", sandbox.log).status == 1)
                try sandbox.git.workspace.write("deploy.log", "12:00 start\n")
                let verified = try run("rotate", "verify", "--log", sandbox.log)
                #expect(verified.status == 0, "\(verified.everything)")
                #expect(verified.stdout.contains("proven") && verified.stdout.contains("history"))
                #expect(verified.stderr.contains("forgotten"))
            } else if step.commands.contains(where: { $0.hasPrefix("rekey rotate report") }) {
                let report = try run("rotate", "report")
                #expect(report.status == 0 && report.stdout.contains("# Evidence of rotation"))
            } else {
                #expect(try run("rotate", "done", step.id, "--evidence", "seen by Ada, issue 17").status == 0, "\(step.id)")
            }
        }
        let status = try run("rotate", "status")
        #expect(status.status == 0, "\(status.stdout)")
        #expect(try run("rotate", "undo").status == 2)
        for outcome in outputs {
            for secret in [sandbox.old, sandbox.new] { #expect(!outcome.everything.contains(secret.suffix(20))) }
        }
    }

    /// Every command is one that the shell can read.
    private func checkCommands(_ plan: RotationReading) throws {
        let commands = plan.steps.flatMap(\.commands)
        #expect(commands.count > 5)
        let folder = try Workspace()
        for command in commands {
            let parsed = try Program.run(program: "bash", ["-n"], in: folder.path, input: command + "\n")
            #expect(parsed.status == 0, "\(command): \(parsed.stderr)")
        }
    }

    @Test("undo brings the files back and opens the steps again", arguments: Scenario.allCases)
    func undo(_ scenario: Scenario) throws {
        let sandbox = try scenario.sandbox()
        let before = try sandbox.envTexts()
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        #expect(try sandbox.envTexts() != before)
        #expect(try sandbox.rekey("rotate", "verify").status == 0)
        let undone = try sandbox.rekey("rotate", "undo")
        #expect(undone.status == 0, "\(undone.everything)")
        #expect(undone.stdout.contains("open again: deploy.env-files, prove.offline-check"))
        #expect(try sandbox.envTexts() == before)
        #expect(try sandbox.rekey("rotate", "verify").status == 1)
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        #expect(try !sandbox.envTexts().contains { $0.contains(sandbox.old) })
    }

    @Test("what was applied once is found settled the second time, by name and by ID")
    func again() throws {
        let sandbox = try RotationSandbox.serviceRole()
        let id = try sandbox.id()
        #expect(try sandbox.apply(sandbox.new, "--yes").status == 0)
        let after = try sandbox.envTexts()
        for subject in [sandbox.name, id] {
            let second = try sandbox.rekey("rotate", "apply", subject, "--yes", input: sandbox.new)
            #expect(second.status == 0 && second.stderr.contains("nothing to change"), "\(second.everything)")
        }
        #expect(try sandbox.envTexts() == after)
    }

    @Test("a key made by mint in the stack's own env file goes to the other files")
    func mintThenApply() throws {
        let sandbox = try RotationSandbox.serviceRole()
        try sandbox.write("docker/.env", "JWT_SECRET=an old secret of forty characters or so\nSERVICE_ROLE_KEY=\(sandbox.old)\n")
        #expect(try sandbox.rekey("supabase", "mint", "jwt", "--file", "docker/.env").status == 0)
        #expect(try !sandbox.read("docker/.env").contains(sandbox.old))
    }
}
