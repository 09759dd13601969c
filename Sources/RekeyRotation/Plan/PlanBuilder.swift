package import RekeyCore

/// Makes a plan from a playbook, what is rotated, where it is, and what must get the new value.
package struct PlanBuilder: Sendable {
    private let playbooks: PlaybookSet

    package init(_ playbooks: PlaybookSet) { self.playbooks = playbooks }

    /// The plan; its ID is the subject's fingerprint. Throws only when the catalogue has not even a general playbook.
    package func plan(
        for subject: RotationSubject, exposure: Exposure, targets: [DeployTarget], abuse: Abuse
    ) throws(Trouble) -> RotationPlan {
        var conditions = subject.conditions.union(exposure.conditions).union(abuse.conditions)
        guard let playbook = playbooks.playbook(named: subject.playbook, rule: subject.rule, conditions: conditions) else {
            throw Trouble(
                "no playbook for rule \(subject.rule)", why: "the catalogue has none called \(PlaybookSet.generic)", status: .fault)
        }
        let filling = TemplateFilling(subject: subject, rotation: subject.fingerprint)
        let own = included(playbook.steps, subject.rule, conditions)
        if own.contains(where: { $0.command?.contains("$HDR") ?? false }) { conditions.insert(.adminHeader) }
        let every = included(playbooks.everyRotation?.steps ?? [], subject.rule, conditions)
        let steps = ordered(own: own, every: every, targets: targets, abuse: abuse, filling)
        var breaks = playbook.breaks.map(filling.text)
        for step in steps where !step.breaks.isEmpty && !breaks.contains(step.breaks) { breaks.append(step.breaks) }
        let migrations = playbook.migrations.filter { conditions.isSuperset(of: $0.when) }.map { migration in
            Playbook.Migration(
                title: filling.text(migration.title), why: filling.text(migration.why), changes: migration.changes.map(filling.text))
        }
        return RotationPlan(
            id: subject.fingerprint, subject: subject, exposure: exposure, abuse: abuse, playbook: playbook.id,
            capability: filling.text(playbook.capability), cannot: filling.text(playbook.cannot),
            blastRadius: filling.text(playbook.blastRadius), alsoRotate: playbook.alsoRotate.map(filling.text), breaks: breaks,
            reversible: filling.text(playbook.reversible), notice: filling.text(playbook.notice),
            dashboards: playbook.dashboards.map { Playbook.Link(title: filling.text($0.title), url: filling.url($0.url)) },
            migrations: migrations, references: playbook.references, steps: steps)
    }

    private func included(
        _ steps: [Playbook.Step], _ rule: RuleID, _ conditions: Set<Playbook.Condition>
    ) -> [Playbook.Step] {
        steps.filter { conditions.isSuperset(of: $0.when) && ($0.rules.isEmpty || $0.rules.contains(rule)) }
    }

    /// Phase by phase; inside one, what belongs to every plan stands outside, then the playbook's own, then the consumers.
    private func ordered(
        own: [Playbook.Step], every: [Playbook.Step], targets: [DeployTarget], abuse: Abuse, _ filling: TemplateFilling
    ) -> [PlanStep] {
        var sequence = StepSequence(filling: filling)
        for phase in Playbook.Phase.order(underAbuse: abuse == .now) {
            for step in every where step.phase == phase && !step.isLast { sequence.append(step, among: every) }
            for step in own where step.phase == phase && !step.isLast { sequence.append(step, among: own) }
            if phase == .deploy { for target in targets { sequence.append(target) } }
            for step in own where step.phase == phase && step.isLast { sequence.append(step, among: own) }
            for step in every where step.phase == phase && step.isLast { sequence.append(step, among: every) }
        }
        return sequence.steps
    }
}
