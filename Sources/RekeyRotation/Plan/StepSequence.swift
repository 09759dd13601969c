internal import RekeyCore

/// The steps of a plan while it is made: each once, none before what it needs.
struct StepSequence {
    private(set) var steps: [PlanStep] = []
    private let filling: TemplateFilling
    private var taken: Set<String> = []

    init(filling: TemplateFilling) { self.filling = filling }

    /// Adds a step of a playbook, after those of `all` that it needs.
    mutating func append(_ step: Playbook.Step, among all: [Playbook.Step]) {
        let id = "\(step.phase.rawValue).\(step.id)"
        // Why: taken before its needs, so that steps that need each other end instead of going round.
        guard taken.insert(id).inserted else { return }
        for need in all where step.needs.contains(need.id) { append(need, among: all) }
        var made = PlanStep(id: id, phase: step.phase, title: filling.text(step.title))
        made.detail = filling.text(step.detail)
        if let command = step.command {
            let filled = filling.command(command)
            (made.commands, made.blanks) = ([filled.text], filled.blanks)
        }
        made.url = step.url.map(filling.url)
        made.who = step.isAutomatic ? .rekey : .you
        made.breaks = filling.text(step.breaks)
        made.waitMinutes = step.waitMinutes
        made.evidence = filling.text(step.evidence)
        steps.append(made)
    }

    /// Adds the step for one consumer; a second target of the same ID gets a number.
    mutating func append(_ target: DeployTarget) {
        let wanted = "\(Playbook.Phase.deploy.rawValue).\(target.id)"
        var id = wanted
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(wanted)-\(number)"
            number += 1
        }
        var made = PlanStep(id: id, phase: .deploy, title: target.title)
        made.detail = target.detail
        made.commands = target.commands
        made.place = target.place
        made.who = target.who
        made.effect = target.effect
        made.breaks = target.breaks
        made.blanks = target.blanks
        steps.append(made)
    }
}
