/// An error a person reads: what happened, where, why, and what to do next. Never holds scanned bytes.
package struct Trouble: Error, Sendable, Equatable, CustomStringConvertible {
    package var what: String
    package var place: String?
    package var why: String?
    package var next: String?
    package var status: ExitStatus

    package init(_ what: String, at place: String? = nil, why: String? = nil, next: String? = nil, status: ExitStatus = .usage) {
        self.what = what
        self.place = place
        self.why = why
        self.next = next
        self.status = status
    }

    /// The form printed on stderr, without the leading `rekey: `.
    package var description: String {
        var lines = [what]
        if let place { lines.append("  at:   \(place)") }
        if let why { lines.append("  why:  \(why)") }
        if let next { lines.append("  next: \(next)") }
        return lines.joined(separator: "\n")
    }
}
