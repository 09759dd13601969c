internal import Dispatch
internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey rotate steps`, `done`, `status` and `report`, run as a user runs them.
@Suite struct RotateStateTests {
    private let scenario: RotationScenario

    init() throws { scenario = try RotationScenario() }

    private struct Status: Decodable {
        struct Rotation: Decodable {
            struct Step: Decodable {
                let id: String
                let state: String
                let by: String?
                let at: Int?
                let evidence: String?
            }

            let id: String
            let complete: Bool
            let open: Int
            let next: String?
            let steps: [Step]
        }

        let complete: Bool
        let rotations: [Rotation]
    }

    private func status(_ arguments: String...) throws -> Status {
        let outcome = try scenario.rekey(["rotate", "status", "--format", "json"] + arguments)
        return try JSONDecoder().decode(Status.self, from: Data(outcome.stdout.utf8))
    }

    @Test(
        "from plan to status 0: every step is done with its evidence, and the state holds no secret",
        arguments: ["SUPABASE_SERVICE_ROLE_KEY", "GOOGLE_CHAT_WEBHOOK_URL"])
    func wholeWay(_ name: String) throws {
        let plan = try scenario.plan(name, "--log", "deploy.log")
        #expect(try scenario.rotate("steps", plan.id, "--log", "deploy.log").status == 0)
        #expect(try scenario.rotate("status").status == 1)
        #expect(try status().rotations.first?.steps.map(\.id) == plan.steps.map(\.id))
        for step in plan.steps {
            #expect(try status().rotations.first?.next == step.id)
            let outcome = try scenario.rotate("done", step.id, "--evidence", "seen: 200, ticket 17", "--by", "ann")
            #expect(outcome.status == 0, "\(step.id): \(outcome.stderr)")
            #expect(scenario.leaks(in: outcome.everything).isEmpty)
        }
        #expect(try scenario.rotate("status").status == 0)
        #expect(try scenario.rotate("status", plan.id).stdout.contains("all \(plan.steps.count) steps are done or skipped"))
        #expect(try status().complete)
        let report = try scenario.rotate("report")
        #expect(report.status == 0 && report.stdout.contains("**state**: complete") && report.stdout.contains("ticket 17"))
        let files = try scenario.stateFiles()
        #expect(files["rotations/\(plan.id).json"] != nil)
        for (file, bytes) in files { #expect(scenario.leaks(in: String(decoding: bytes, as: UTF8.self)).isEmpty, "\(file)") }
        #expect(scenario.leaks(in: report.everything).isEmpty)
        #expect(try scenario.fixture.text("status", "--porcelain").isEmpty)
    }

    @Test("the state is for its owner alone, and survives the secret leaving the work tree")
    func stateFile() throws {
        let id = try scenario.identifiers().serviceRole
        #expect(try scenario.rotate("steps", "SUPABASE_SERVICE_ROLE_KEY").status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(scenario.fixture.path)/.git/rekey/rotations/\(id).json")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        for file in [".env", ".env.production"] { try scenario.fixture.write(file, "PORT=3000\n") }
        for arguments in [["steps"], ["steps", id], ["steps", "SUPABASE_SERVICE_ROLE_KEY"], ["report", id]] {
            let outcome = try scenario.rekey(["rotate"] + arguments)
            #expect(outcome.status == 0 && outcome.stdout.contains(id), "\(arguments)")
        }
    }

    @Test("steps shows what is done in one line and what is open in full, in every form")
    func steps() throws {
        _ = try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL")
        _ = try scenario.rotate("done", "contain.tell", "--evidence", "issue 17")
        _ = try scenario.rotate("done", "deploy.readers.restart", "--skip", "--evidence", "nothing runs")
        let text = try scenario.rotate("steps").stdout
        #expect(text.contains("contain.tell · done") && text.contains("by Ann Example <ann@example.com>"))
        #expect(text.contains("deploy.readers.restart · skipped"))
        #expect(text.contains("contain.look-for-abuse · you do it"))
        #expect(text.contains("rekey rotate done contain.look-for-abuse --evidence"))
        let markdown = try scenario.rotate("steps", "--format", "markdown").stdout
        #expect(markdown.contains("- [x] **Tell the people") && markdown.contains("- [ ] **Look for signs"))
        let json = try PlanReading(try scenario.rotate("steps", "--format", "json"))
        #expect(json["contain.tell"]?.state == "done" && json["deploy.readers.restart"]?.state == "skipped")
    }

    @Test("a plan made again under abuse keeps what is done")
    func replanned() throws {
        _ = try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL")
        _ = try scenario.rotate("done", "contain.tell", "--evidence", "issue 17")
        let again = try PlanReading(try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL", "--abuse", "now", "--format", "json"))
        #expect(again.abuse == "now" && again["contain.tell"]?.state == "done")
        #expect(again["contain.look-for-abuse"] == nil)
        _ = try scenario.rotate("done", "contain.tell", "--reopen")
        #expect(try status().rotations.first?.next == "contain.tell")
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: @Sendable (RotationScenario) -> [String]
        let says: String
    }

    @Test(
        "what is not recorded",
        arguments: [
            Refusal(testDescription: "an unknown step", arguments: { _ in ["contain.nothing", "--evidence", "x"] }, says: "no such step"),
            Refusal(testDescription: "no evidence", arguments: { _ in ["contain.tell"] }, says: "wanted: link to the incident issue"),
            Refusal(
                testDescription: "skipped without a reason", arguments: { _ in ["contain.tell", "--skip"] }, says: "without a reason"),
            Refusal(
                testDescription: "skipped and open at once", arguments: { _ in ["contain.tell", "--skip", "--reopen"] },
                says: "--skip does not go with --reopen"),
            Refusal(
                testDescription: "the old secret", arguments: { ["contain.tell", "--evidence", "old: \($0.webhook)"] },
                says: "evidence refused"),
            Refusal(
                testDescription: "the core of the old secret",
                arguments: { ["contain.tell", "--evidence", "ends with x\($0.chat.core)y"] },
                says: "the very secret"),
            Refusal(
                testDescription: "another secret", arguments: { ["contain.tell", "--evidence", $0.serviceRole.line] },
                says: "looks like a secret"),
            Refusal(
                testDescription: "a secret for a name", arguments: { ["contain.tell", "--evidence", "x", "--by", $0.token] },
                says: "looks like a secret"),
            Refusal(
                testDescription: "another rotation", arguments: { _ in ["contain.tell", "--evidence", "x", "--rotation", "0123456789ab"] },
                says: "no rotation of that ID"),
        ])
    func refusals(_ c: Refusal) throws {
        _ = try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL")
        let before = try scenario.stateFiles()
        let outcome = try scenario.rekey(["rotate", "done"] + c.arguments(scenario))
        #expect(outcome.status == 2)
        #expect(outcome.stderr.contains(c.says), "\(outcome.stderr)")
        #expect(scenario.leaks(in: outcome.everything).isEmpty)
        #expect(try scenario.stateFiles() == before)
    }

    @Test(
        "a damaged state is told with its path, and nothing of it is repeated",
        arguments: ["", "{", "[]", #"{"type":"rotation","version":99}"#])
    func damaged(_ text: String) throws {
        _ = try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL")
        let id = try scenario.identifiers().chat
        try scenario.fixture.write(".git/rekey/rotations/\(id).json", text)
        for arguments in [["status"], ["status", id], ["steps", id], ["report"], ["done", "contain.tell", "--evidence", "x"]] {
            let outcome = try scenario.rekey(["rotate"] + arguments)
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.stderr.contains("rotation state not usable") && outcome.stderr.contains("\(id).json"), "\(outcome.stderr)")
        }
    }

    @Test("a state under another rotation's name is not taken for it")
    func renamed() throws {
        let ids = try scenario.identifiers()
        _ = try scenario.rotate("steps", ids.chat)
        let folder = "\(scenario.fixture.path)/.git/rekey/rotations"
        try FileManager.default.copyItem(atPath: "\(folder)/\(ids.chat).json", toPath: "\(folder)/\(ids.serviceRole).json")
        let outcome = try scenario.rotate("status", ids.serviceRole)
        #expect(outcome.status == 2 && outcome.stderr.contains("another rotation"))
    }

    @Test("with several rotations one has to be named, and status shows all")
    func several() throws {
        let ids = try scenario.identifiers()
        for id in [ids.chat, ids.serviceRole] { _ = try scenario.rotate("steps", id) }
        for arguments in [["steps"], ["report"], ["done", "contain.tell", "--evidence", "x"]] {
            let outcome = try scenario.rekey(["rotate"] + arguments)
            #expect(outcome.status == 2 && outcome.stderr.contains(ids.chat) && outcome.stderr.contains(ids.serviceRole))
        }
        #expect(try scenario.rotate("done", "contain.tell", "--evidence", "x", "--rotation", ids.chat).status == 0)
        let outcome = try scenario.rotate("status")
        #expect(
            outcome.status == 1 && outcome.stdout.contains("rotation \(ids.chat)") && outcome.stdout.contains("rotation \(ids.serviceRole)")
        )
        #expect(try status().rotations.count == 2)
    }

    @Test("where no rotation was started, status says so and the others refuse")
    func none() throws {
        let outcome = try scenario.rotate("status")
        #expect(outcome.status == 0 && outcome.stdout == "no rotation was started here\n")
        for arguments in [["steps"], ["report"], ["done", "contain.tell", "--evidence", "x"], ["status", "0123456789ab"]] {
            #expect(try scenario.rekey(["rotate"] + arguments).status == 2, "\(arguments)")
        }
        #expect(try scenario.stateFiles().isEmpty)
    }

    @Test("two at once lose nothing")
    func together() throws {
        _ = try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL")
        let steps = Array(try status().rotations.flatMap(\.steps).map(\.id).prefix(6))
        let scenario = scenario
        DispatchQueue.concurrentPerform(iterations: steps.count) { index in
            _ = try? scenario.rotate("done", steps[index], "--evidence", "issue 17")
        }
        #expect(try status().rotations.first?.steps.count { $0.state == "done" } == steps.count)
    }

    @Test("the report goes to a file where asked to")
    func report() throws {
        _ = try scenario.rotate("steps", "GOOGLE_CHAT_WEBHOOK_URL")
        let outcome = try scenario.rotate("report", "--output", "../evidence.md")
        #expect(outcome.status == 0 && outcome.stdout.isEmpty)
        let text = String(decoding: try scenario.fixture.workspace.read("evidence.md"), as: UTF8.self)
        #expect(text.hasPrefix("# Evidence of rotation ") && text.contains("not complete"))
    }
}
