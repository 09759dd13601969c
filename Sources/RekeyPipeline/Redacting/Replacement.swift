internal import RekeyCore

/// Bytes of a text that something else stands for in the output.
struct Replacement {
    var range: Range<Int>
    /// `nil` where the body of a key is left out of which only the beginning is known.
    var finding: Finding?

    /// `[rekey:RULE:ID]`; the ID is the one that reports show.
    var text: [UInt8] {
        let rule = (finding?.rule ?? KeyLines.rule).rawValue
        let id = finding?.fingerprint?.rawValue ?? KeyLines.id
        return Array("[rekey:\(rule):\(id)]".utf8)
    }

    /// In order, those that overlap joined: the worst finding speaks for all of them.
    static func joined(_ all: [Replacement]) -> [Replacement] {
        var joined: [Replacement] = []
        for next in all.sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }) {
            guard let last = joined.last, next.range.lowerBound < last.range.upperBound else {
                joined.append(next)
                continue
            }
            let range = last.range.lowerBound..<max(last.range.upperBound, next.range.upperBound)
            joined[joined.count - 1] = Replacement(range: range, finding: next.outranks(last) ? next.finding : last.finding)
        }
        return joined
    }

    private func outranks(_ other: Replacement) -> Bool {
        guard let finding else { return false }
        guard let against = other.finding else { return true }
        return (finding.severity, finding.confidence, finding.secret.count) > (against.severity, against.confidence, against.secret.count)
    }
}

/// A text after replacements.
struct Redacted {
    private(set) var bytes: [UInt8] = []
    /// Where in `bytes` something was replaced.
    private(set) var marks: [Int] = []

    /// `range` of the text; `replacements` are in order and apart, and count as far as they are in `range`.
    init(_ text: [UInt8], _ range: Range<Int>, _ replacements: [Replacement]) {
        bytes.reserveCapacity(range.count + 64 * replacements.count)
        var done = range.lowerBound
        for replacement in replacements {
            let place = replacement.range.clamped(to: range)
            bytes += text[done..<place.lowerBound]
            marks.append(bytes.count)
            bytes += replacement.text
            done = place.upperBound
        }
        bytes += text[done..<range.upperBound]
    }
}
