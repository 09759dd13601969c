internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRotation

/// Subjects and plans that several tests use. Nothing in them is a secret.
enum PlanSamples {
    static let playbooks = Result { try BuiltInPlaybooks.load() }

    static let ref = "abcdefghijklmnopqrst"

    /// A legacy service_role key of a hosted project.
    static var serviceRole: RotationSubject {
        var subject = RotationSubject(
            rule: "supabase.service-role-jwt", title: "Supabase service_role key (legacy JWT)", fingerprint: "f3a91c2b7d10",
            redacted: "eyJ…[219]", variables: ["SUPABASE_SERVICE_ROLE_KEY", "SERVICE_KEY"], playbook: "supabase.service-role")
        subject.facts.projectRef = ref
        subject.facts.role = "service_role"
        subject.facts.isLegacy = true
        subject.facts.owner = "acme"
        subject.facts.repository = "app"
        subject.facts.envFile = ".env.production"
        subject.places = [
            RotationSubject.Place(path: ".env.production", line: 3), RotationSubject.Place(path: "docker/compose.yml", line: 12),
        ]
        return subject
    }

    static var chatWebhook: RotationSubject {
        var subject = RotationSubject(
            rule: "google-chat.webhook", title: "Google Chat incoming webhook", fingerprint: "0c11d22e33f4", redacted: "…[43]",
            variables: ["GOOGLE_CHAT_WEBHOOK_URL"], playbook: "google-chat.webhook")
        subject.facts.envFile = ".env"
        subject.places = [RotationSubject.Place(path: ".env", line: 7)]
        return subject
    }

    static var exposure: Exposure {
        var exposure = Exposure()
        exposure.workTree = serviceRole.places
        exposure.index = [RotationSubject.Place(path: ".env.production", line: 3)]
        exposure.isHistoryKnown = true
        exposure.history = Exposure.History(
            commits: 4, firstCommit: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", firstDate: "2026-01-02", firstAuthor: "Ann Example")
        exposure.remotes = [
            Exposure.Remote(address: "github.com/acme/app", visibility: .everyone),
            Exposure.Remote(address: "git.acme.test/app", visibility: .unknown),
        ]
        exposure.logs = ["deploy.log"]
        return exposure
    }

    static var targets: [DeployTarget] {
        [
            DeployTarget(
                id: "github-actions.SUPABASE_SERVICE_ROLE_KEY", title: "Set the GitHub Actions secret SUPABASE_SERVICE_ROLE_KEY",
                commands: [
                    "rekey env get SUPABASE_SERVICE_ROLE_KEY --file .env.production | gh secret set SUPABASE_SERVICE_ROLE_KEY --repo acme/app"
                ], effect: "the next run of deploy.yml; run it again: gh workflow run deploy.yml --repo acme/app",
                place: ".github/workflows/deploy.yml:21"),
            DeployTarget(
                id: "compose.api", title: "Recreate the compose service api", commands: ["docker compose up -d --force-recreate api"],
                effect: "as soon as the container is new", place: "docker/compose.yml:12"),
        ]
    }

    static func plan(
        _ subject: RotationSubject, exposure: Exposure = Exposure(), targets: [DeployTarget] = [], abuse: Abuse
    ) throws -> RotationPlan {
        try PlanBuilder(PlaybookSet(playbooks.get())).plan(for: subject, exposure: exposure, targets: targets, abuse: abuse)
    }

    /// A plan under way: two steps done, one skipped.
    static func state() throws -> RotationState {
        let plan = try plan(serviceRole, exposure: exposure, targets: targets, abuse: .unknown)
        return try RotationState(plan: plan, startedAt: 1_795_424_400)
            .marking("contain.tell", record(.done, at: 1_795_424_700, "issue | 17"), refusal: { _ in nil })
            .marking("issue.create-keys", record(.done, at: 1_795_425_000, "key IDs in `vault`"), refusal: { _ in nil })
            .marking("deploy.compose.api", record(.skipped, at: 1_795_428_000, "service is retired"), refusal: { _ in nil })
    }

    static func record(_ state: RotationState.StepState, at: Int = 1, by: String = "ann", _ evidence: String) -> RotationState.StepRecord {
        RotationState.StepRecord(state: state, by: by, at: at, evidence: evidence)
    }
}
