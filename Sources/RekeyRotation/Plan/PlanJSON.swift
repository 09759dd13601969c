internal import RekeyCore
package import RekeyReport

/// A plan as JSON; the field names are stable. `PlanReading` reads it back.
package enum PlanJSON {
    /// Indented UTF-8 with a line feed at the end. `state` gives each step's state; all are open at first.
    package static func bytes(of plan: RotationPlan, state: @escaping (String) -> String = { _ in "open" }) -> [UInt8] {
        JSONWriter.bytes(of: value(of: plan, state: state), style: .indented) + [UInt8(ascii: "\n")]
    }

    /// The plan as one JSON object.
    package static func value(of plan: RotationPlan, state: ((String) -> String)? = nil) -> JSONValue {
        .object([
            ("type", .string("rotation-plan")), ("version", .integer(PlanFormat.version)), ("id", .string(plan.id)),
            ("subject", value(of: plan.subject)), ("exposure", value(of: plan.exposure)), ("abuse", .string(plan.abuse.rawValue)),
            ("playbook", .string(plan.playbook)), ("capability", .string(plan.capability)), ("cannot", .string(plan.cannot)),
            ("blast_radius", .string(plan.blastRadius)), ("also_rotate", strings(plan.alsoRotate)), ("breaks", strings(plan.breaks)),
            ("reversible", .string(plan.reversible)), ("notice", .string(plan.notice)),
            ("dashboards", .array(plan.dashboards.map { .object([("title", .string($0.title)), ("url", .string($0.url))]) })),
            (
                "migrations",
                .array(
                    plan.migrations.map {
                        .object([("title", .string($0.title)), ("why", .string($0.why)), ("changes", strings($0.changes))])
                    })
            ),
            ("references", strings(plan.references)), ("steps", .array(plan.steps.map { value(of: $0, state: state?($0.id)) })),
        ])
    }

    private static func value(of subject: RotationSubject) -> JSONValue {
        let facts = subject.facts
        return .object([
            ("rule", .string(subject.rule.rawValue)), ("title", .string(subject.title)), ("fingerprint", .string(subject.fingerprint)),
            ("redacted", .string(subject.redacted)), ("variables", strings(subject.variables)), ("playbook", .text(subject.playbook)),
            ("places", places(subject.places)),
            (
                "facts",
                .object([
                    ("project_ref", .text(facts.projectRef)), ("role", .text(facts.role)),
                    ("self_hosted", facts.isSelfHosted.map(JSONValue.bool) ?? .null), ("legacy", .bool(facts.isLegacy)),
                    ("demo", .bool(facts.isDemo)), ("in_client", .bool(facts.isInClient)), ("host", .text(facts.host)),
                    ("owner", .text(facts.owner)), ("repository", .text(facts.repository)), ("env_file", .text(facts.envFile)),
                ])
            ),
        ])
    }

    private static func value(of exposure: Exposure) -> JSONValue {
        let history: JSONValue =
            exposure.history.map {
                .object([
                    ("commits", .integer($0.commits)), ("first_commit", .text($0.firstCommit)), ("first_date", .text($0.firstDate)),
                    ("first_author", .text($0.firstAuthor)),
                ])
            } ?? .null
        let remotes = exposure.remotes.map { remote -> JSONValue in
            .object([("address", .string(remote.address)), ("visibility", .string(remote.visibility.rawValue))])
        }
        return .object([
            ("work_tree", places(exposure.workTree)), ("index", places(exposure.index)), ("history_read", .bool(exposure.isHistoryKnown)),
            ("history", history), ("remotes", .array(remotes)), ("logs", strings(exposure.logs)),
        ])
    }

    private static func value(of step: PlanStep, state: String?) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("id", .string(step.id)), ("phase", .string(step.phase.rawValue)), ("title", .string(step.title)),
            ("detail", .string(step.detail)), ("commands", strings(step.commands)), ("url", .text(step.url)), ("place", .text(step.place)),
            ("who", .string(step.who.rawValue)), ("effect", .string(step.effect)), ("breaks", .string(step.breaks)),
            ("wait_minutes", .integer(step.waitMinutes)), ("evidence_wanted", .string(step.evidence)), ("blanks", strings(step.blanks)),
        ]
        if let state { members.append(("state", .string(state))) }
        return .object(members)
    }

    private static func places(_ places: [RotationSubject.Place]) -> JSONValue {
        .array(places.map { .object([("path", .string($0.path)), ("line", .number($0.line))]) })
    }

    private static func strings(_ strings: [String]) -> JSONValue { .array(strings.map(JSONValue.string)) }
}

/// The form of plans and states in JSON.
package enum PlanFormat {
    /// Grows when a field is added, removed or means something else.
    package static let version = 1
}
