package import RekeyCore

/// Everything that will be done to replace one secret, in order. A value: nothing is written by making it.
package struct RotationPlan: Sendable, Hashable {
    /// Names the rotation and its state file.
    package var id: String
    package var subject: RotationSubject
    package var exposure: Exposure
    package var abuse: Abuse
    /// The playbook it follows.
    package var playbook: String
    package var capability: String
    package var cannot: String
    package var blastRadius: String
    package var alsoRotate: [String]
    /// Said before anything is done: what stops working and who is signed out.
    package var breaks: [String]
    package var reversible: String
    package var notice: String
    package var dashboards: [Playbook.Link]
    package var migrations: [Playbook.Migration]
    package var references: [String]
    package var steps: [PlanStep]

    /// Steps in order, split where the phase changes.
    package var groups: [(phase: Playbook.Phase, steps: [PlanStep])] {
        var groups: [(phase: Playbook.Phase, steps: [PlanStep])] = []
        for step in steps {
            if groups.last?.phase == step.phase {
                groups[groups.count - 1].steps.append(step)
            } else {
                groups.append((step.phase, [step]))
            }
        }
        return groups
    }
}

extension Playbook.Phase {
    /// What a plan calls it.
    package var heading: String {
        switch self {
        case .contain: "Contain"
        case .issue: "Issue the new secret"
        case .deploy: "Deploy it to every consumer"
        case .verify: "Verify that the new one works"
        case .revoke: "Revoke the old one"
        case .prove: "Prove that the old one is dead"
        case .clean: "Clean up"
        }
    }
}
