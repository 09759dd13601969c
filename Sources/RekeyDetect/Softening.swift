internal import RekeyCore

/// Lowers findings whose surroundings speak against a real leak. Nothing is dropped: they stay in the report as low.
enum Softening {
    /// Default passwords are low everywhere; values known only by their place are low in tests, examples and documents.
    static func apply(to detection: inout Detection, isKnownByPlace: Bool, isSampleGround: Bool) {
        guard detection.severity > .low, detection.confidence < .proven else { return }
        if detection.secret.withBytes({ Placeholder.isTrivialPassword($0) }) {
            detection.severity = .low
            detection.evidence.append("a default password that everyone tries first")
        } else if isSampleGround, isKnownByPlace || detection.confidence == .likely || detection.rule.provider == "jwt" {
            detection.severity = .low
            detection.evidence.append("in a test, an example, a document or vendored code")
        }
    }
}
