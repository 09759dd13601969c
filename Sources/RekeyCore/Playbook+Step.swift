extension Playbook {
    /// One action of a playbook.
    package struct Step: Sendable, Hashable {
        /// Short and unique inside the playbook: `create-key`.
        package var id: String
        package var phase: Phase
        package var title: String
        package var detail = ""
        /// A shell command, possibly of several lines. Secrets reach it through pipes and prompts only.
        package var command: String?
        package var url: String?
        /// Whether rekey itself does it when told to.
        package var isAutomatic = false
        /// Whether it stands behind the steps made from the consumers of the secret, not before them.
        package var isLast = false
        /// Time that must pass before the next step.
        package var waitMinutes = 0
        /// What this very step breaks; empty for nothing.
        package var breaks = ""
        /// What to write down as proof.
        package var evidence = ""
        /// Steps of this playbook that must come first in whatever order, for example while abuse goes on.
        package var needs: [String] = []
        package var when: [Condition] = []
        /// Rules whose findings it is for; none means any.
        package var rules: [RuleID] = []

        package init(id: String, phase: Phase, title: String) {
            self.id = id
            self.phase = phase
            self.title = title
        }
    }

    /// Words in braces that a plan fills in.
    package enum Placeholder: String, Sendable, Hashable, CaseIterable {
        case ref, name, file, owner, repository, host, rotation

        /// What stands there while the value is not known.
        package var blank: String {
            switch self {
            case .ref: "PROJECT_REF"
            case .name: "NAME"
            case .file: "ENV_FILE"
            case .owner: "OWNER"
            case .repository: "REPOSITORY"
            case .host: "HOST"
            case .rotation: "ROTATION_ID"
            }
        }

        /// What a person has to put in its place.
        package var meaning: String {
            switch self {
            case .ref: "the 20-letter reference of the Supabase project"
            case .name: "the name of the variable that holds the secret"
            case .file: "the env file that holds the new value"
            case .owner: "the owner of the repository"
            case .repository: "the name of the repository"
            case .host: "the host of the service"
            case .rotation: "the ID of this rotation"
            }
        }
    }

    /// Every text of the playbook in which placeholders may stand, with the field that holds it.
    package var templates: [(field: String, text: String)] {
        var texts = [("capability", capability), ("cannot", cannot), ("blastRadius", blastRadius), ("reversible", reversible)]
        texts += [("notice", notice)] + alsoRotate.map { ("alsoRotate", $0) } + breaks.map { ("breaks", $0) }
        texts += dashboards.flatMap { [("dashboards", $0.title), ("dashboards", $0.url)] }
        texts += migrations.flatMap { migration in
            [("title", migration.title), ("why", migration.why)] + migration.changes.map { ("changes", $0) }
        }
        return texts
    }
}

extension Playbook.Step {
    /// Every text of the step in which placeholders may stand, with the field that holds it.
    package var templates: [(field: String, text: String)] {
        [
            ("title", title), ("detail", detail), ("command", command ?? ""), ("url", url ?? ""), ("breaks", breaks),
            ("evidence", evidence),
        ]
    }
}
