internal import RekeyCore
internal import RekeyReport

/// What `rotate steps` shows: the plan's steps in order, what is done in one line each, what is open in full.
package enum StepList {
    /// The list with a line feed at the end; `paint` may wrap parts in colour codes.
    package static func text(of rotation: RotationState, paint: (PlanText.Part, String) -> String = { $1 }) -> String {
        let plan = rotation.plan
        var lines = [paint(.heading, "Rotation \(TerminalText.escaped(plan.id)): \(TerminalText.escaped(plan.subject.title))")]
        if !plan.breaks.isEmpty, rotation.records.isEmpty {
            lines.append("Read what will break before you start: rekey rotate plan \(TerminalText.escaped(plan.id))")
        }
        var number = 0
        for group in plan.groups {
            lines += ["", paint(.heading, group.phase.heading)]
            for step in group.steps {
                number += 1
                lines += text(of: step, number, rotation.records[step.id], paint)
            }
        }
        let next = rotation.openSteps.first.map { step in
            let evidence = step.evidence.isEmpty ? "" : " --evidence \"…\""
            return "When a step is done: rekey rotate done \(TerminalText.escaped(step.id))\(evidence)"
        }
        lines += ["", next ?? "All steps are done or skipped: rekey rotate report \(TerminalText.escaped(plan.id))"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(
        of step: PlanStep, _ number: Int, _ record: RotationState.StepRecord?, _ paint: (PlanText.Part, String) -> String
    ) -> [String] {
        guard let record else { return PlanText.text(of: step, number: number, paint) }
        let padded = number < 10 ? " \(number)" : "\(number)"
        let when = UTCTime(secondsSince1970: record.at)
        return [
            "  \(padded). \(TerminalText.escaped(step.title))",
            "      \(TerminalText.escaped(step.id)) · \(record.state.rawValue) \(when) by \(TerminalText.escaped(record.by))",
        ]
    }
}
