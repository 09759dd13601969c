internal import RekeyCore

/// Bytes of a text that something else stands for in the output.
struct Replacement {
    var range: Range<Int>
    /// `nil` where the body of a key is left out of which only the beginning is known.
    var finding: Finding?

    /// `[rekey:RULE:ID]`; the ID is the one that reports show.
    var text: [UInt8] {
        let rule = finding?.rule.rawValue ?? OpenKey.rule
        let id = finding?.fingerprint?.rawValue ?? OpenKey.id
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
