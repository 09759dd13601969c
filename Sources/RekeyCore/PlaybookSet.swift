/// All playbooks of a catalogue, and which one a finding gets.
package struct PlaybookSet: Sendable {
    /// The playbook of rules that name none.
    package static let generic = "generic.secret"

    private let playbooks: [Playbook]

    package init(_ playbooks: [Playbook]) { self.playbooks = playbooks }

    /// The playbook for a finding of `rule`, whose rule names `name`; the general one where nothing else fits.
    ///
    /// A playbook that stands in for the named one is taken when all of its conditions hold; of several, the one with most conditions.
    package func playbook(named name: String?, rule: RuleID?, conditions: Set<Playbook.Condition>) -> Playbook? {
        let name = name ?? Self.generic
        let standIns = playbooks.filter { playbook in
            playbook.insteadOf.contains(name) && conditions.isSuperset(of: playbook.when)
                && (playbook.rules.isEmpty || rule.map(playbook.rules.contains) ?? false)
        }
        let best = standIns.max { ($0.when.count + $0.rules.count.signum()) < ($1.when.count + $1.rules.count.signum()) }
        return best ?? self[name] ?? self[Self.generic]
    }

    /// The playbook of that name.
    package subscript(_ id: String) -> Playbook? { playbooks.first { $0.id == id } }

    /// The playbook whose steps belong to every plan.
    package var everyRotation: Playbook? { playbooks.first(where: \.isForEveryRotation) }

    /// The names of all playbooks, sorted.
    package var names: [String] { playbooks.map(\.id).sorted() }
}
