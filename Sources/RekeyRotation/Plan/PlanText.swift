internal import RekeyCore
internal import RekeyReport

/// A plan as text for a terminal. The same plan gives the same bytes; nothing in it can move a cursor.
package enum PlanText {
    /// What a part of the text is, for whoever adds colours.
    package enum Part: Sendable {
        case heading
        case command
        case warning
    }

    /// The whole plan, with a line feed at the end; `paint` may wrap parts in colour codes.
    package static func text(of plan: RotationPlan, paint: (Part, String) -> String = { $1 }) -> String {
        var lines: [String] = []
        lines.append(paint(.heading, "Rotation \(TerminalText.escaped(plan.id)): \(TerminalText.escaped(plan.subject.title))"))
        lines += labelled(plan.subjectLines)
        lines += section("Where it is", labelled(plan.exposure.lines), paint)
        lines += section("What will break", bullets(plan.breaks), paint)
        if !plan.alsoRotate.isEmpty { lines += section("Rotate these too", bullets(plan.alsoRotate), paint) }
        for migration in plan.migrations {
            lines += section("Better: \(migration.title)", paragraph(migration.why) + bullets(migration.changes), paint)
        }
        lines += section("Order", paragraph(plan.abuse.orderText), paint)
        var number = 0
        for group in plan.groups {
            lines += ["", paint(.heading, group.phase.heading)]
            for step in group.steps {
                number += 1
                lines += text(of: step, number: number, paint)
            }
        }
        lines += section("Read more", plan.references.map { "  \(TerminalText.escaped($0))" }, paint)
        return lines.joined(separator: "\n") + "\n"
    }

    /// One step, and what its first line starts with behind the number.
    static func text(of step: PlanStep, number: Int, _ paint: (Part, String) -> String) -> [String] {
        let margin = "      "
        let padded = number < 10 ? " \(number)" : "\(number)"
        var lines = ["  \(padded). \(TerminalText.escaped(step.title))"]
        lines.append("\(margin)\(TerminalText.escaped(step.id)) · \(step.who == .rekey ? "rekey does it when told" : "you do it")")
        lines += wrapped(step.detail, margin: margin)
        for command in step.commands {
            for (index, line) in command.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                lines.append(paint(.command, "\(margin)\(index == 0 ? "$" : " ") \(TerminalText.escaped(String(line)))"))
            }
        }
        for blank in step.blanks { lines += wrapped("fill in \(blank)", margin: margin) }
        lines += step.notes.flatMap { note in
            let text = wrapped("\(note.name): \(note.text)", margin: margin)
            return note.isWarning ? text.map { paint(.warning, $0) } : text
        }
        return lines
    }

    private static func section(_ title: String, _ body: [String], _ paint: (Part, String) -> String) -> [String] {
        body.isEmpty ? [] : ["", paint(.heading, TerminalText.escaped(title))] + body
    }

    private static func labelled(_ lines: [(name: String, text: String)]) -> [String] {
        lines.flatMap { line in
            let label = "  " + line.name + String(repeating: " ", count: max(1, 13 - line.name.count))
            let body = wrapped(line.text, margin: String(repeating: " ", count: 15))
            return body.isEmpty ? [] : [label + body[0].drop { $0 == " " }] + body.dropFirst()
        }
    }

    private static func paragraph(_ text: String) -> [String] { wrapped(text, margin: "  ") }

    private static func bullets(_ texts: [String]) -> [String] {
        texts.flatMap { text in
            let body = wrapped(text, margin: "    ")
            return body.isEmpty ? [] : ["  - " + body[0].dropFirst(4)] + body.dropFirst()
        }
    }

    /// Columns that a line of prose fills at most; a longer word stands alone.
    private static let width = 100

    private static func wrapped(_ text: String, margin: String) -> [String] {
        var lines: [String] = []
        for word in TerminalText.escaped(text).split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(margin + word)
            }
        }
        return lines
    }
}

extension RotationPlan {
    /// What is rotated and what it can do: a short name and the text beside it, in order.
    var subjectLines: [(name: String, text: String)] {
        let facts = subject.facts
        var lines = [("what", "\(subject.redacted), rule \(subject.rule), playbook \(playbook)")]
        if !subject.variables.isEmpty { lines.append(("names", subject.variables.joined(separator: ", "))) }
        if let ref = facts.projectRef { lines.append(("project", ref + (facts.role.map { ", role \($0)" } ?? ""))) }
        if facts.projectRef == nil, let role = facts.role { lines.append(("role", role)) }
        if let host = facts.host { lines.append(("host", host + (facts.isSelfHosted == true ? ", self-hosted" : ""))) }
        lines.append(("it can", capability))
        if !cannot.isEmpty { lines.append(("it cannot", cannot)) }
        if !blastRadius.isEmpty { lines.append(("reaches", blastRadius)) }
        if !reversible.isEmpty { lines.append(("way back", reversible)) }
        if !notice.isEmpty { lines.append(("tell first", notice)) }
        for link in dashboards { lines.append(("page", "\(link.title): \(link.url)")) }
        return lines
    }
}

extension PlanStep {
    /// What else is to be known of the step: a short name and the text.
    var notes: [(name: String, text: String, isWarning: Bool)] {
        var notes: [(String, String, Bool)] = []
        if let url { notes.append(("open", url, false)) }
        if let place { notes.append(("where", place, false)) }
        if !effect.isEmpty { notes.append(("takes effect", effect, false)) }
        if !breaks.isEmpty { notes.append(("breaks", breaks, true)) }
        if waitMinutes > 0 { notes.append(("then wait", "\(waitMinutes) minutes", false)) }
        if !evidence.isEmpty { notes.append(("write down", evidence, false)) }
        return notes
    }
}
