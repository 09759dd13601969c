package import RekeyCore

/// What is rotated. Holds no byte of the secret: only how reports show it.
package struct RotationSubject: Sendable, Hashable {
    package var rule: RuleID
    package var title: String
    /// The finding's ID; stays the same wherever the secret lies.
    package var fingerprint: String
    /// As reports show the secret, for example `eyJ…[219]`.
    package var redacted: String
    /// Variables that hold it, the one to rotate first.
    package var variables: [String]
    /// The playbook that the rule names; `nil` for the general one.
    package var playbook: String?
    package var facts = Facts()
    package var places: [Place] = []

    package init(rule: RuleID, title: String, fingerprint: String, redacted: String, variables: [String] = [], playbook: String?) {
        self.rule = rule
        self.title = title
        self.fingerprint = fingerprint
        self.redacted = redacted
        self.variables = variables
        self.playbook = playbook
    }

    /// Where a file holds the secret.
    package struct Place: Sendable, Hashable, CustomStringConvertible {
        package var path: String
        /// From 1; `nil` when the whole file is the secret.
        package var line: Int?

        package init(path: String, line: Int? = nil) {
            self.path = path
            self.line = line
        }

        package var description: String { line.map { "\(path):\($0)" } ?? path }
    }

    /// What is known of the secret and of where the plan is carried out.
    package struct Facts: Sendable, Hashable {
        /// Reference of the Supabase project.
        package var projectRef: String?
        package var role: String?
        /// `nil` when unknown; steps for hosted services count then.
        package var isSelfHosted: Bool?
        package var isLegacy = false
        package var isDemo = false
        /// Code that browsers download holds it.
        package var isInClient = false
        /// Host of the service the secret opens.
        package var host: String?
        /// Owner and name of the repository, from its remote.
        package var owner: String?
        package var repository: String?
        /// The env file that will hold the new value.
        package var envFile: String?

        package init() {}
    }

    /// The conditions of playbooks that the facts fulfil.
    package var conditions: Set<Playbook.Condition> {
        // Why: rules of this playbook look for variables that only a stack of one's own has.
        let isSelfHosted = facts.isSelfHosted ?? (playbook == "supabase.self-hosted")
        var conditions: Set<Playbook.Condition> = [isSelfHosted ? .selfHosted : .hosted]
        if facts.isLegacy { conditions.insert(.legacy) }
        if facts.isDemo { conditions.insert(.demo) }
        if facts.isInClient { conditions.insert(.inClient) }
        if places.contains(where: { $0.path.hasSuffix("supabase/functions/.env") }) { conditions.insert(.edgeFunction) }
        return conditions
    }
}
