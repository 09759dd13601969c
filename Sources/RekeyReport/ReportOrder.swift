internal import RekeyCore

/// The order of findings in every report: path, place, rule ID.
enum ReportOrder {
    /// Sorts findings so that equal sets give equal reports.
    static func sorted(_ findings: [Finding]) -> [Finding] { findings.sorted(by: precedes) }

    private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
        if left.provenance.path != right.provenance.path {
            return left.provenance.path.lexicographicallyPrecedes(right.provenance.path)
        }
        if left.provenance.entry != right.provenance.entry {
            return left.provenance.entry.lexicographicallyPrecedes(right.provenance.entry)
        }
        let leftPlace = (left.location.line, left.location.column, left.location.offset ?? 0, left.location.length)
        let rightPlace = (right.location.line, right.location.column, right.location.offset ?? 0, right.location.length)
        if leftPlace != rightPlace { return leftPlace < rightPlace }
        if left.rule != right.rule { return left.rule < right.rule }
        let leftObject = (left.fingerprint?.rawValue ?? "", left.provenance.commit ?? "", left.provenance.blob ?? "")
        let rightObject = (right.fingerprint?.rawValue ?? "", right.provenance.commit ?? "", right.provenance.blob ?? "")
        if leftObject != rightObject { return leftObject < rightObject }
        // Why: what is still undecided differs in what a report shows or not at all, so the shown form settles it.
        return shown(left).lexicographicallyPrecedes(shown(right))
    }

    private static func shown(_ finding: Finding) -> [UInt8] {
        JSONWriter.bytes(of: JSONFinding.value(of: finding, digests: [:]), style: .compact)
    }
}
