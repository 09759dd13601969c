internal import RekeyCore

/// Lowers findings whose surroundings speak against a real leak. Nothing is dropped: they stay in the report as low.
///
/// A token that a service issued keeps its severity wherever it stands: such tokens are not made up for a test. What a person or a program of
/// the team made, a key pair, a password in a URL, a hash, is taken for a deliberate one where tests, examples and documentation stand.
struct Softening {
    /// The tag of rules for what no service issues.
    static let selfMade = "self-made"

    /// Whether the rule knows its secret by the name or the place beside it, not by its form.
    let isKnownByPlace: Bool
    /// Whether the path is one of tests, examples, documents or vendored code.
    let isSampleGround: Bool
    /// Whether the text is the message of a commit or the like.
    let isMessage: Bool
    /// Whether the line is a comment of program text.
    let isComment: Bool

    func apply(to detection: inout Detection) {
        let isSelfMade = detection.rule.tags.contains(Self.selfMade)
        guard detection.severity > .low, detection.confidence < .proven || isSelfMade else { return }
        if detection.secret.withBytes({ Placeholder.isTrivialPassword($0) }) {
            detection.severity = .low
            detection.evidence.append("a default password that everyone tries first")
        } else if isMessage, isSelfMade || isKnownByPlace, detection.secret.withBytes({ Placeholder.namesItself($0) }) {
            detection.severity = .low
            detection.evidence.append("words that say it is a password, in a message")
        } else if isSampleGround || isComment, isSelfMade || isKnownByPlace || detection.confidence == .likely {
            detection.severity = .low
            detection.evidence.append(isSampleGround ? "in a test, an example, a document or vendored code" : "in a comment")
        }
    }
}
