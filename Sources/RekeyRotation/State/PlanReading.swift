internal import RekeyCore

/// Reads what `PlanJSON` wrote: every field must be there, and nothing else.
enum PlanReading {
    static let known: Set<String> = [
        "type", "version", "id", "subject", "exposure", "abuse", "playbook", "capability", "cannot", "blast_radius", "also_rotate",
        "breaks",
        "reversible", "notice", "dashboards", "migrations", "references", "steps",
    ]

    static func plan(_ fields: StrictObject) throws(Trouble) -> RotationPlan {
        guard try fields.string("type") == "rotation-plan" else { throw fields.trouble("type", "is not rotation-plan") }
        guard try fields.integer("version") == PlanFormat.version else {
            throw fields.trouble("version", "is one that this rekey does not read")
        }
        var dashboards: [Playbook.Link] = []
        for link in try fields.objects("dashboards", known: ["title", "url"]) {
            dashboards.append(Playbook.Link(title: try link.string("title"), url: try link.string("url")))
        }
        var migrations: [Playbook.Migration] = []
        for entry in try fields.objects("migrations", known: ["title", "why", "changes"]) {
            let changes = try entry.strings("changes")
            migrations.append(Playbook.Migration(title: try entry.string("title"), why: try entry.string("why"), changes: changes))
        }
        return RotationPlan(
            id: try fields.string("id"), subject: try subject(fields), exposure: try exposure(fields),
            abuse: try fields.choice("abuse", Abuse.self), playbook: try fields.string("playbook"),
            capability: try fields.string("capability"), cannot: try fields.string("cannot"),
            blastRadius: try fields.string("blast_radius"), alsoRotate: try fields.strings("also_rotate"),
            breaks: try fields.strings("breaks"), reversible: try fields.string("reversible"), notice: try fields.string("notice"),
            dashboards: dashboards, migrations: migrations, references: try fields.strings("references"), steps: try steps(fields))
    }

    private static func subject(_ fields: StrictObject) throws(Trouble) -> RotationSubject {
        let known: Set<String> = ["rule", "title", "fingerprint", "redacted", "variables", "playbook", "places", "facts"]
        let fields = try fields.object("subject", known: known)
        var subject = RotationSubject(
            rule: RuleID(try fields.string("rule")), title: try fields.string("title"), fingerprint: try fields.string("fingerprint"),
            redacted: try fields.string("redacted"), variables: try fields.strings("variables"),
            playbook: try fields.optionalString("playbook"))
        subject.places = try places(fields, "places")
        let knownFacts: Set<String> = [
            "project_ref", "role", "self_hosted", "legacy", "demo", "in_client", "host", "owner", "repository", "env_file",
        ]
        let facts = try fields.object("facts", known: knownFacts)
        subject.facts.projectRef = try facts.optionalString("project_ref")
        subject.facts.role = try facts.optionalString("role")
        subject.facts.isSelfHosted = try facts.optionalBool("self_hosted")
        subject.facts.isLegacy = try facts.bool("legacy")
        subject.facts.isDemo = try facts.bool("demo")
        subject.facts.isInClient = try facts.bool("in_client")
        subject.facts.host = try facts.optionalString("host")
        subject.facts.owner = try facts.optionalString("owner")
        subject.facts.repository = try facts.optionalString("repository")
        subject.facts.envFile = try facts.optionalString("env_file")
        return subject
    }

    private static func exposure(_ fields: StrictObject) throws(Trouble) -> Exposure {
        let fields = try fields.object("exposure", known: ["work_tree", "index", "history_read", "history", "remotes", "logs"])
        var exposure = Exposure()
        exposure.workTree = try places(fields, "work_tree")
        exposure.index = try places(fields, "index")
        exposure.isHistoryKnown = try fields.bool("history_read")
        if !fields.isNull("history") {
            let history = try fields.object("history", known: ["commits", "first_commit", "first_date", "first_author"])
            exposure.history = Exposure.History(
                commits: try history.integer("commits"), firstCommit: try history.optionalString("first_commit"),
                firstDate: try history.optionalString("first_date"), firstAuthor: try history.optionalString("first_author"))
        }
        for remote in try fields.objects("remotes", known: ["address", "visibility"]) {
            let visibility = try remote.choice("visibility", Exposure.Visibility.self)
            exposure.remotes.append(Exposure.Remote(address: try remote.string("address"), visibility: visibility))
        }
        exposure.logs = try fields.strings("logs")
        return exposure
    }

    private static func places(_ fields: StrictObject, _ name: String) throws(Trouble) -> [RotationSubject.Place] {
        var places: [RotationSubject.Place] = []
        for place in try fields.objects(name, known: ["path", "line"]) {
            places.append(RotationSubject.Place(path: try place.string("path"), line: try place.optionalInteger("line")))
        }
        return places
    }

    private static func steps(_ fields: StrictObject) throws(Trouble) -> [PlanStep] {
        let known: Set<String> = [
            "id", "phase", "title", "detail", "commands", "url", "place", "who", "effect", "breaks", "wait_minutes", "evidence_wanted",
            "blanks",
        ]
        var steps: [PlanStep] = []
        var seen: Set<String> = []
        for fields in try fields.objects("steps", known: known) {
            let id = try fields.string("id")
            guard seen.insert(id).inserted else { throw fields.trouble("id", "is used twice") }
            var step = PlanStep(id: id, phase: try fields.choice("phase", Playbook.Phase.self), title: try fields.string("title"))
            step.detail = try fields.string("detail")
            step.commands = try fields.strings("commands")
            step.url = try fields.optionalString("url")
            step.place = try fields.optionalString("place")
            step.who = try fields.choice("who", PlanStep.Actor.self)
            step.effect = try fields.string("effect")
            step.breaks = try fields.string("breaks")
            step.waitMinutes = try fields.integer("wait_minutes")
            step.evidence = try fields.string("evidence_wanted")
            step.blanks = try fields.strings("blanks")
            steps.append(step)
        }
        return steps
    }
}
