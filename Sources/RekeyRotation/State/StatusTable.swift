internal import RekeyReport

/// What `rotate status` shows of a rotation.
package enum StatusTable {
    /// One line a step, then how many are open and which is next; with a line feed at the end.
    package static func text(of rotation: RotationState) -> String {
        let header = ["STEP", "STATE", "WHO", "WHEN", "EVIDENCE"]
        let rows = [header] + rotation.plan.steps.map { row(of: $0, in: rotation) }
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        lines += ["", summary(of: rotation)]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(of step: PlanStep, in rotation: RotationState) -> [String] {
        let id = TerminalText.escaped(step.id)
        guard let record = rotation.records[step.id] else {
            return [id, "open", step.who == .rekey ? "rekey" : "", "", ""]
        }
        let when = UTCTime(secondsSince1970: record.at).description
        return [id, record.state.rawValue, TerminalText.escaped(record.by), when, TerminalText.escaped(record.evidence)]
    }

    private static func summary(of rotation: RotationState) -> String {
        let (open, all) = (rotation.openSteps, rotation.plan.steps.count)
        guard let next = open.first else {
            return "rotation \(TerminalText.escaped(rotation.plan.id)): all \(all) steps are done or skipped"
        }
        return
            "rotation \(TerminalText.escaped(rotation.plan.id)): \(open.count) of \(all) steps open, next: \(TerminalText.escaped(next.id))"
    }
}
