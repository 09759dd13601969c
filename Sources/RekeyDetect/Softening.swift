internal import RekeyCore

/// Lowers findings whose surroundings speak against a real leak. Nothing is dropped: they stay in the report as low.
enum Softening {
    /// Rules that know a secret by where it stands, not by how it looks.
    private static let connectionProviders: Set<String> = [
        "url", "postgres", "mysql", "mongodb", "redis", "amqp", "mssql", "smtp", "jdbc", "odbc", "libpq", "database", "jwt", "shell", "netrc",
    ]

    /// Default passwords are low everywhere; values known only by their place are low in tests, examples and documents.
    static func apply(to detection: inout Detection, isSampleGround: Bool) {
        guard detection.severity > .low, detection.confidence < .proven else { return }
        if detection.secret.withBytes({ Placeholder.isTrivialPassword($0) }) {
            detection.severity = .low
            detection.evidence.append("a default password that everyone tries first")
        } else if isSampleGround, isKnownByPlace(detection) {
            detection.severity = .low
            detection.evidence.append("in a test, example or document")
        }
    }

    private static func isKnownByPlace(_ detection: Detection) -> Bool {
        detection.rule.name != nil || detection.confidence == .likely || connectionProviders.contains(detection.rule.provider)
    }
}
