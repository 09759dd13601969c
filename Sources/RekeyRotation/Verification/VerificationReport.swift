package import RekeyCore
internal import RekeyReport

/// What `rotate verify` looked at and found. Holds no byte of a secret.
package struct VerificationReport: Sendable {
    /// One thing that was looked at.
    package struct Line: Sendable {
        package var name: String
        package var verdict: Verdict
        package var text: String
        /// Places or reasons, one each.
        package var details: [String]
        /// What to do about it; empty for nothing.
        package var next: String

        package init(_ name: String, _ verdict: Verdict, _ text: String, details: [String] = [], next: String = "") {
            (self.name, self.verdict, self.text, self.details, self.next) = (name, verdict, text, details, next)
        }
    }

    /// What was made of it.
    package enum Verdict: String, Sendable, CaseIterable {
        case ok
        /// The old value, or its name, is still there.
        case left = "LEFT"
        /// It could not be looked at.
        case unread = "UNREAD"
        /// Worth knowing, and no reason to go on.
        case note
    }

    private let title: String
    package private(set) var lines: [Line] = []

    /// `title` names the rotation in the first line.
    package init(title: String) { self.title = title }

    /// Adds what was made of one more thing.
    package mutating func add(_ line: Line) { lines.append(line) }

    /// How the command ends: what is left counts before what could not be looked at.
    package var status: ExitStatus {
        if lines.contains(where: { $0.verdict == .left }) { return .findings }
        return lines.contains { $0.verdict == .unread } ? .incomplete : .success
    }

    /// Details that are listed of one line; the rest is counted.
    private static let mostDetails = 12

    /// The report as text, with a line feed at the end.
    package var text: String {
        let width = lines.map(\.name.count).max() ?? 0
        var output = [TerminalText.escaped(title)]
        for line in lines {
            let verdict = line.verdict.rawValue
            let head = "  \(verdict)\(Self.blanks(7 - verdict.count))\(line.name)\(Self.blanks(width - line.name.count + 2))"
            output.append(head + TerminalText.escaped(line.text))
            let margin = Self.blanks(head.count)
            output += line.details.prefix(Self.mostDetails).map { margin + TerminalText.escaped($0) }
            if line.details.count > Self.mostDetails { output.append("\(margin)and \(line.details.count - Self.mostDetails) more") }
            if !line.next.isEmpty { output.append("\(margin)next: \(TerminalText.escaped(line.next))") }
        }
        output.append(summary)
        return output.joined(separator: "\n") + "\n"
    }

    /// One sentence on what was shown, for the record of the rotation.
    package var evidence: String {
        lines.filter { $0.verdict == .ok || $0.verdict == .note }.map { "\($0.name): \($0.text)" }.joined(separator: "; ")
    }

    private var summary: String {
        let (left, unread) = (lines.count { $0.verdict == .left }, lines.count { $0.verdict == .unread })
        if left > 0 { return "not done: \(left) of \(lines.count) checks found something left" }
        if unread > 0 { return "not proven: \(unread) of \(lines.count) checks could not be made" }
        return "proven: the old value is gone, and the new one is where it belongs"
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
