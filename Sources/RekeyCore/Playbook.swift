/// How one kind of credential is replaced: what its holder can do, what replacing it breaks, and the steps.
///
/// Read from `patterns/playbooks/`; `patterns/README.md` explains each field. Texts may hold placeholders such as `{ref}`.
package struct Playbook: Sendable, Hashable {
    /// The name that rules use, as in `supabase.secret-key`.
    package var id: String
    package var title: String
    /// What whoever holds the secret can do with it.
    package var capability: String
    /// What it does not allow; empty where nothing is worth saying.
    package var cannot = ""
    /// How far a leak reaches beyond the credential itself.
    package var blastRadius = ""
    /// Other secrets that must be taken as known once this one is.
    package var alsoRotate: [String] = []
    /// What stops working, whoever does the rotation and however well; said before anything is done.
    package var breaks: [String] = []
    /// How far back there is a way back.
    package var reversible = ""
    /// Who must know beforehand, or how long the change takes to reach everyone.
    package var notice = ""
    package var dashboards: [Link] = []
    package var references: [String] = []
    package var steps: [Step]
    package var migrations: [Migration] = []
    /// Its steps belong to every plan, round those of the plan's own playbook. One playbook may say so.
    package var isForEveryRotation = false
    /// Playbooks that this one stands in for when `when` and `rules` fit.
    package var insteadOf: [String] = []
    package var when: [Condition] = []
    /// Rules that this stands in for; none means any.
    package var rules: [RuleID] = []

    package init(id: String, title: String, capability: String, steps: [Step]) {
        self.id = id
        self.title = title
        self.capability = capability
        self.steps = steps
    }

    /// A page a person opens.
    package struct Link: Sendable, Hashable {
        package var title: String
        package var url: String

        package init(title: String, url: String) {
            self.title = title
            self.url = url
        }
    }

    /// A better kind of credential to move to, and what the code must change for it.
    package struct Migration: Sendable, Hashable {
        package var title: String
        package var why: String
        package var changes: [String]
        package var when: [Condition] = []

        package init(title: String, why: String, changes: [String]) {
            self.title = title
            self.why = why
            self.changes = changes
        }
    }

    /// What a step is for. The order of a plan follows these; see `Playbook.Phase.order(underAbuse:)`.
    package enum Phase: String, Sendable, Hashable, CaseIterable {
        /// Limits the harm while the old secret still works.
        case contain
        /// Makes the new secret.
        case issue
        /// Brings the new secret to everything that uses it.
        case deploy
        /// Shows that the new secret works.
        case verify
        /// Ends the old secret.
        case revoke
        /// Shows that the old secret is dead, and what was done with it.
        case prove
        /// Removes the old secret from where it lies.
        case clean

        /// Under abuse the old secret ends first and an outage is accepted; otherwise it ends when the new one is proven.
        package static func order(underAbuse: Bool) -> [Phase] {
            underAbuse
                ? [.contain, .revoke, .issue, .deploy, .verify, .prove, .clean]
                : [.contain, .issue, .deploy, .verify, .revoke, .prove, .clean]
        }
    }

    /// What must be so for a step or a playbook to count.
    package enum Condition: String, Sendable, Hashable, CaseIterable {
        /// The provider runs the service; also assumed where nothing says otherwise.
        case hosted
        case selfHosted = "self-hosted"
        /// An older kind of credential that has a successor.
        case legacy
        /// A value that the provider's documentation gives to everyone.
        case demo
        case abuseNow = "abuse-now"
        /// Nobody saw abuse, or nobody looked.
        case abuseNotNow = "abuse-not-now"
        case abuseUnknown = "abuse-unknown"
        /// Some commit holds the secret.
        case inHistory = "in-history"
        /// Some remote of the repository can be read by everyone.
        case isPublic = "public"
        case inLogs = "in-logs"
        /// Code that browsers download holds the secret.
        case inClient = "in-client"
        /// The env file of Supabase Edge Functions holds the secret.
        case edgeFunction = "edge-function"
        /// Some command of the plan reads an administrator's header from the file `$HDR`.
        case adminHeader = "admin-header"
    }
}
