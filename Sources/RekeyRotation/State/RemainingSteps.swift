package import RekeyCore

/// What is still to do of one phase once rekey has done its part.
package enum RemainingSteps {
    /// The open steps of a phase, numbered as in the plan, with a line feed at the end; empty when none is open.
    package static func text(of rotation: RotationState, in phase: Playbook.Phase) -> String {
        var lines: [String] = []
        for (index, step) in rotation.plan.steps.enumerated() where step.phase == phase && rotation.state(of: step.id) == .open {
            lines += PlanText.text(of: step, number: index + 1) { $1 }
        }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }
}
