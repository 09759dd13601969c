internal import RekeyCore

/// What `rotate report` writes for auditors: the secret, its exposure, and who did what when with which proof.
package enum EvidencePack {
    /// Markdown with a line feed at the end; `madeAt` in seconds since 1970.
    package static func text(of rotation: RotationState, madeAt: Int) -> String {
        let plan = rotation.plan
        var lines = ["# Evidence of rotation \(MarkdownText.plain(plan.id))", ""]
        lines.append("- **state**: \(rotation.isComplete ? "complete" : "not complete, \(rotation.openSteps.count) steps open")")
        lines.append("- **planned**: \(UTCTime(secondsSince1970: rotation.startedAt))")
        let times = rotation.records.values.map(\.at)
        if let first = times.min(), let last = times.max() {
            lines.append("- **first and last step**: \(UTCTime(secondsSince1970: first)), \(UTCTime(secondsSince1970: last))")
        }
        lines.append("- **report made**: \(UTCTime(secondsSince1970: madeAt))")
        lines.append("- **abuse**: \(plan.abuse.rawValue); \(plan.abuse.orderText)")
        lines += ["", "## What was rotated", "", "- **title**: \(MarkdownText.plain(plan.subject.title))"]
        lines += plan.subjectLines.map { "- **\($0.name)**: \(MarkdownText.plain($0.text))" }
        lines += ["", "## Exposure", ""]
        lines += plan.exposure.lines.map { "- **\($0.name)**: \(MarkdownText.plain($0.text))" }
        lines += ["", "## Steps", "", "| Phase | Step | State | Who | When | Evidence |", "|---|---|---|---|---|---|"]
        lines += plan.steps.map { row(of: $0, rotation.records[$0.id]) }
        let open = rotation.openSteps
        if !open.isEmpty {
            lines += ["", "## Still open", ""]
            lines += open.map { step in
                let wanted = step.evidence.isEmpty ? "" : "; wanted: \(MarkdownText.plain(step.evidence))"
                return "- \(MarkdownText.plain(step.title)) \(MarkdownText.code(step.id))\(wanted)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(of step: PlanStep, _ record: RotationState.StepRecord?) -> String {
        let title = "\(MarkdownText.plain(step.title)) \(MarkdownText.code(step.id))"
        guard let record else { return "| \(step.phase.rawValue) | \(title) | **open** | | | |" }
        let (who, evidence) = (MarkdownText.plain(record.by), MarkdownText.plain(record.evidence))
        let when = UTCTime(secondsSince1970: record.at)
        return "| \(step.phase.rawValue) | \(title) | \(record.state.rawValue) | \(who) | \(when) | \(evidence) |"
    }
}
