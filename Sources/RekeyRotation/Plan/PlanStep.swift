package import RekeyCore

/// One action of a plan, with everything filled in that is known.
package struct PlanStep: Sendable, Hashable {
    /// Stays the same when the plan is made again: `deploy.github-actions.SUPABASE_SERVICE_ROLE_KEY`.
    package var id: String
    package var phase: Playbook.Phase
    package var title: String
    package var detail = ""
    package var commands: [String] = []
    /// The page where a person does it.
    package var url: String?
    /// Where it is done, as `path:line` or the address of a store.
    package var place: String?
    package var who = Actor.you
    /// When the change takes effect, and what must be restarted for it.
    package var effect = ""
    /// What this step breaks.
    package var breaks = ""
    package var waitMinutes = 0
    /// What to write down as proof.
    package var evidence = ""
    /// Words in capitals that the commands still hold, each with what belongs there.
    package var blanks: [String] = []

    package init(id: String, phase: Playbook.Phase, title: String) {
        self.id = id
        self.phase = phase
        self.title = title
    }

    /// Who does a step.
    package enum Actor: String, Sendable, Hashable, CaseIterable {
        case rekey
        case you
    }
}
