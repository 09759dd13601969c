internal import RekeyCore
internal import RekeyRotation
internal import Testing

@Suite struct PlanBuilderTests {
    private func indices(_ ids: [String], in plan: RotationPlan) -> [Int] {
        ids.compactMap { id in plan.steps.firstIndex { $0.id == id } }
    }

    @Test("without abuse the old key ends after the new one is proven", arguments: [Abuse.unknown, .no])
    func calm(_ abuse: Abuse) throws {
        let plan = try PlanSamples.plan(PlanSamples.serviceRole, targets: PlanSamples.targets, abuse: abuse)
        let order = [
            "issue.create-keys", "deploy.env-files", "deploy.github-actions.SUPABASE_SERVICE_ROLE_KEY", "deploy.compose.api",
            "deploy.other-copies", "verify.new-key-answers", "revoke.disable-legacy", "revoke.create-signing-key", "revoke.wait-for-caches",
            "revoke.rotate-signing-key", "revoke.wait-for-tokens", "revoke.revoke-signing-key", "prove.old-key-refused", "clean.report",
        ]
        let found = indices(order, in: plan)
        #expect(found.count == order.count)
        #expect(found == found.sorted())
        #expect(plan.steps.contains { $0.id == "contain.look-for-abuse" } == (abuse == .unknown))
        #expect(plan.steps.first { $0.id == "revoke.wait-for-tokens" }?.waitMinutes == 75)
    }

    @Test("under abuse the old key ends first, with what that needs, and without waits")
    func abuse() throws {
        let plan = try PlanSamples.plan(PlanSamples.serviceRole, targets: PlanSamples.targets, abuse: .now)
        let order = [
            "contain.tell", "revoke.disable-legacy", "revoke.rotate-signing-key", "revoke.revoke-signing-key", "issue.create-keys",
            "deploy.compose.api", "verify.new-key-answers", "prove.old-key-refused",
        ]
        let found = indices(order, in: plan)
        #expect(found.count == order.count)
        #expect(found == found.sorted())
        #expect(!plan.steps.contains { $0.id.contains("wait-for") })
    }

    @Test("a step that needs others pulls them forward under abuse")
    func needs() throws {
        var subject = PlanSamples.serviceRole
        subject.facts.isSelfHosted = true
        let plan = try PlanSamples.plan(subject, targets: PlanSamples.targets, abuse: .now)
        #expect(plan.playbook == "supabase.self-hosted-jwt")
        let found = indices(
            ["contain.close-gateway", "issue.mint", "deploy.recreate", "revoke.old-set-gone", "deploy.compose.api"], in: plan)
        #expect(found.count == 5)
        #expect(found == found.sorted())
        #expect(plan.groups.map(\.phase).prefix(4) == [.contain, .issue, .deploy, .revoke])
    }

    @Test("what breaks is said before the steps, each thing once")
    func breaks() throws {
        let plan = try PlanSamples.plan(PlanSamples.serviceRole, abuse: .no)
        #expect(plan.breaks.count > 3)
        #expect(Set(plan.breaks).count == plan.breaks.count)
        for step in plan.steps where !step.breaks.isEmpty { #expect(plan.breaks.contains(step.breaks)) }
    }

    @Test("step IDs are unique, also when two consumers have one name")
    func uniqueIDs() throws {
        let plan = try PlanSamples.plan(PlanSamples.serviceRole, targets: PlanSamples.targets + PlanSamples.targets, abuse: .no)
        #expect(Set(plan.steps.map(\.id)).count == plan.steps.count)
        #expect(plan.steps.contains { $0.id == "deploy.compose.api-2" })
    }

    @Test("steps and playbooks follow what is known")
    func conditions() throws {
        let bare = try PlanSamples.plan(PlanSamples.chatWebhook, abuse: .no)
        #expect(!bare.steps.contains { ["clean.history", "clean.logs", "contain.admin-header"].contains($0.id) })
        let exposed = try PlanSamples.plan(PlanSamples.serviceRole, exposure: PlanSamples.exposure, abuse: .no)
        for id in ["clean.history", "clean.logs", "contain.admin-header", "clean.remove-admin-header"] {
            #expect(exposed.steps.contains { $0.id == id }, "\(id)")
        }
        var other = PlanSamples.chatWebhook
        other.playbook = nil
        #expect(try PlanSamples.plan(other, abuse: .no).playbook == "generic.secret")
        other.places = [RotationSubject.Place(path: "supabase/functions/.env", line: 1)]
        #expect(try PlanSamples.plan(other, abuse: .no).playbook == "supabase.function-secret")
        var demo = PlanSamples.serviceRole
        (demo.facts.isDemo, demo.facts.isSelfHosted) = (true, true)
        #expect(try PlanSamples.plan(demo, abuse: .no).playbook == "supabase.demo-key")
        var password = PlanSamples.chatWebhook
        (password.rule, password.playbook) = ("supabase.postgres-password", "supabase.self-hosted")
        #expect(try PlanSamples.plan(password, abuse: .no).playbook == "supabase.postgres-password")
    }

    @Test("what is known is filled in, and what is not is asked for")
    func filling() throws {
        let plan = try PlanSamples.plan(PlanSamples.serviceRole, abuse: .no)
        let step = try #require(plan.steps.first { $0.id == "verify.new-key-answers" })
        #expect(step.commands.first?.contains("rekey env get SUPABASE_SERVICE_ROLE_KEY --file .env.production |") == true)
        #expect(step.commands.first?.contains("https://\(PlanSamples.ref).supabase.co/rest/v1/") == true)
        #expect(step.blanks.isEmpty)
        #expect(plan.dashboards.first?.url == "https://supabase.com/dashboard/project/\(PlanSamples.ref)/settings/api-keys")
        var unknown = PlanSamples.serviceRole
        (unknown.variables, unknown.facts) = ([], RotationSubject.Facts())
        let blank = try #require(try PlanSamples.plan(unknown, abuse: .no).steps.first { $0.id == step.id })
        #expect(blank.commands.first?.contains("rekey env get NAME --file ENV_FILE |") == true)
        #expect(blank.blanks.count == 3)
    }

    @Test("a catalogue without a general playbook is an error, not a plan")
    func noPlaybook() {
        #expect(throws: Trouble.self) {
            try PlanBuilder(PlaybookSet([])).plan(for: PlanSamples.chatWebhook, exposure: Exposure(), targets: [], abuse: .no)
        }
    }
}
