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
            var weaker: [Int] = []
            var loses = false
            var index = kept.count - 1
            // Why: matches are bounded, so only the few detections whose match may still reach here are compared.
            while index >= 0, !loses, kept[index].range.lowerBound > detection.match.lowerBound - reach {
                if concerns(kept[index], detection) {
                    loses = outranks(kept[index], detection)
                    weaker.append(index)
                }
                index -= 1
            }
            // Why: a detection that loses itself pushes nothing out.
            guard !loses else { continue }
            for index in weaker { kept.remove(at: index) }
            kept.append(detection)
        }
        return kept
    }

    /// Farthest that two detections of one secret may start apart.
    private static let reach = 16_384

    /// Whether both speak of the same bytes: the secrets overlap, or one secret lies inside the other's match.
    private static func concerns(_ left: Detection, _ right: Detection) -> Bool {
        left.range.overlaps(right.range) || contains(left.match, right.range) || contains(right.match, left.range)
    }

    private static func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }

    private static func outranks(_ left: Detection, _ right: Detection) -> Bool {
        if left.confidence != right.confidence { return left.confidence > right.confidence }
        if specificity(left) != specificity(right) { return specificity(left) > specificity(right) }
        if contains(left.match, right.match) != contains(right.match, left.match) { return contains(left.match, right.match) }
        if left.severity != right.severity { return left.severity > right.severity }
        return left.ruleIndex <= right.ruleIndex
    }

    /// 2 for rules of a vendor, 1 for rules of a notation that any vendor's secret may stand in, 0 for the generic ones.
    private static func specificity(_ detection: Detection) -> Int {
        let provider = detection.rule.provider
        if provider.isEmpty || provider == "generic" { return 0 }
        return notations.contains(provider) ? 1 : 2
    }

    private static let notations: Set<String> = [
        "agent", "amqp", "database", "env", "git", "ini", "irc", "jdbc", "jwk", "jwt", "libpq", "mail", "mssql", "mysql", "netrc",
        "oauth", "odbc", "php", "postgres", "private-key", "redis", "shell", "smtp", "sql", "terraform", "url", "webhook", "xml",
    ]
}
