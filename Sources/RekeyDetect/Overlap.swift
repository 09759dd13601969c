internal import RekeyCore

/// Keeps one detection where several rules matched the same secret: the most specific.
enum Overlap {
    /// The detections that stay, ordered by place.
    static func resolved(_ detections: [Detection]) -> [Detection] {
        guard detections.count > 1 else { return detections }
        let ordered = detections.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.ruleIndex) < ($1.range.lowerBound, $1.range.upperBound, $1.ruleIndex)
        }
        var kept: [Detection] = []
        for detection in ordered {
            var loses = false
            var index = kept.count - 1
            // Why: matches are bounded, so only the few detections whose match may still reach here are compared.
            while index >= 0, kept[index].range.lowerBound > detection.match.lowerBound - reach {
                if concerns(kept[index], detection) {
                    if outranks(kept[index], detection) {
                        loses = true
                        break
                    }
                    kept.remove(at: index)
                }
                index -= 1
            }
            if !loses { kept.append(detection) }
        }
        return kept
    }

    /// Farthest that two detections of one secret may start apart.
    private static let reach = 4_096

    /// Whether both speak of the same bytes: the secrets overlap, or one secret lies inside the other's match.
    private static func concerns(_ left: Detection, _ right: Detection) -> Bool {
        left.range.overlaps(right.range) || contains(left.match, right.range) || contains(right.match, left.range)
    }

    private static func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }

    private static func outranks(_ left: Detection, _ right: Detection) -> Bool {
        if left.confidence != right.confidence { return left.confidence > right.confidence }
        if isGeneric(left) != isGeneric(right) { return isGeneric(right) }
        if contains(left.match, right.match) != contains(right.match, left.match) { return contains(left.match, right.match) }
        if left.severity != right.severity { return left.severity > right.severity }
        return left.ruleIndex <= right.ruleIndex
    }

    private static func isGeneric(_ detection: Detection) -> Bool {
        detection.rule.provider.isEmpty || detection.rule.provider == "generic"
    }
}
