/// A store or file that must get the new value: what a consumer of the secret becomes in a plan.
package struct DeployTarget: Sendable, Hashable {
    /// Unique among the targets: store and name, as in `github-actions.SUPABASE_SERVICE_ROLE_KEY`.
    package var id: String
    package var title: String
    package var detail = ""
    /// Complete shell commands that take the value from a pipe.
    package var commands: [String]
    /// What has to be restarted, rebuilt or deployed for the value to take effect, and when it does.
    package var effect: String
    /// Where the repository says so, as `path:line`, or the store's own address.
    package var place: String
    package var who: PlanStep.Actor
    /// What doing it breaks, also said before the steps; empty for nothing.
    package var breaks = ""
    /// Words that the commands still hold, each with what belongs there.
    package var blanks: [String] = []

    package init(id: String, title: String, commands: [String], effect: String, place: String, who: PlanStep.Actor = .you) {
        self.id = id
        self.title = title
        self.commands = commands
        self.effect = effect
        self.place = place
        self.who = who
    }
}
