internal import RekeyCore

extension Rejection {
    /// The test that stopped a candidate. In the order in which they are run: the later, the closer it came to a finding.
    package enum Stage: Int, Sendable, CaseIterable, Comparable {
        /// No value is assigned to the name that the rule looks for.
        case assignment
        /// The rule is for other paths, or the path says that nothing in it was written by a person.
        case path
        case regex
        case boundary
        case entropy
        case allowlist
        case near
        case validation
        case placeholder

        package static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }
}

extension ChunkResult {
    /// For each rule that found nothing the candidate that came closest, the closest first; bytes that a detection covers are left out.
    package var closest: [Rejection] {
        var best: [RuleID: Rejection] = [:]
        for rejection in rejections where !detections.contains(where: { $0.match.overlaps(rejection.range) }) {
            if let other = best[rejection.rule], other.stage >= rejection.stage { continue }
            best[rejection.rule] = rejection
        }
        return best.values.sorted { left, right in
            if left.stage != right.stage { return left.stage > right.stage }
            // Why: the longer of two words that woke a rule says more about what was meant.
            if left.range.count != right.range.count { return left.range.count > right.range.count }
            return (left.range.lowerBound, left.rule) < (right.range.lowerBound, right.rule)
        }
    }
}
