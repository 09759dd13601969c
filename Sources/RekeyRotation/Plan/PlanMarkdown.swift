internal import RekeyCore
internal import RekeyReport

/// A plan as Markdown for an incident issue, with one check box a step.
package enum PlanMarkdown {
    /// The whole plan, with a line feed at the end. `boxes` says which boxes are ticked, by step ID.
    package static func text(of plan: RotationPlan, ticked: Set<String> = []) -> String {
        var lines = ["# Rotate: \(MarkdownText.plain(plan.subject.title))", ""]
        lines += plan.subjectLines.map { "- **\($0.name)**: \(MarkdownText.plain($0.text))" }
        lines += section("Where it is", plan.exposure.lines.map { "- **\($0.name)**: \(MarkdownText.plain($0.text))" })
        lines += section("What will break", plan.breaks.map { "- \(MarkdownText.plain($0))" })
        lines += section("Rotate these too", plan.alsoRotate.map { "- \(MarkdownText.plain($0))" })
        for migration in plan.migrations {
            let body = [MarkdownText.plain(migration.why), ""] + migration.changes.map { "- \(MarkdownText.plain($0))" }
            lines += section("Better: \(migration.title)", body)
        }
        lines += section("Steps", ["Order: \(plan.abuse.orderText)."])
        for group in plan.groups {
            lines += ["", "### \(group.phase.heading)", ""]
            for step in group.steps { lines += text(of: step, isTicked: ticked.contains(step.id)) }
        }
        lines += section("Read more", plan.references.map { "- <\($0)>" })
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(of step: PlanStep, isTicked: Bool) -> [String] {
        let who = step.who == .rekey ? " (rekey)" : ""
        var lines = ["- [\(isTicked ? "x" : " ")] **\(MarkdownText.plain(step.title))**\(who) \(MarkdownText.code(step.id))"]
        if !step.detail.isEmpty { lines.append("  \(MarkdownText.plain(step.detail))") }
        for command in step.commands { lines += MarkdownText.fenced(command, margin: "  ") }
        lines += step.blanks.map { "  - fill in \(MarkdownText.plain($0))" }
        lines += step.notes.map { "  - \($0.name): \(MarkdownText.plain($0.text))" }
        return lines
    }

    private static func section(_ title: String, _ body: [String]) -> [String] {
        body.isEmpty ? [] : ["", "## \(MarkdownText.plain(title))", ""] + body
    }
}
