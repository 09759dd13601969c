internal import RekeyCore

/// Reads the armour of a PEM, OpenSSH or PGP private key.
enum PrivateKeyArmour {
    /// Shortest base64 body of a real key: a P-256 key without its public half.
    private static let shortestBody = 60

    /// Refuses armour without a key inside; says the kind; an encrypted key is lower.
    static func judge(_ text: [UInt8]) -> ValidationOutcome {
        let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        let head = String(decoding: text.prefix(64), as: UTF8.self)
        let body = lines.filter { !$0.contains(UInt8(ascii: "-")) && !$0.contains(UInt8(ascii: ":")) }
        var count = 0
        for line in body { count += line.count { $0.isBase64 } }
        let inOneLine = lines.count < 3
        guard inOneLine || count >= shortestBody else { return .rejected("armour without a key inside") }
        let distinct = Entropy.distinct(Array(body.joined()).span)
        guard inOneLine || distinct >= 20 else { return .rejected("armour round a placeholder") }
        if inOneLine, text.count < shortestBody + 50 { return .rejected("armour without a key inside") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        if isEncrypted(text) {
            assessment.severity = .medium
            assessment.evidence.append("encrypted with a passphrase")
        }
        for (mark, words) in [
            ("OPENSSH", "OpenSSH key"), ("RSA", "RSA key"), ("EC ", "elliptic curve key"), ("PGP", "PGP key"), ("DSA", "DSA key"),
        ]
        where head.contains(mark) {
            assessment.evidence.insert(words, at: 0)
            break
        }
        return .accepted(assessment)
    }

    private static func isEncrypted(_ text: [UInt8]) -> Bool {
        for mark in ["ENCRYPTED", "Proc-Type: 4,"] where Placeholder.contains(text.span, mark) { return true }
        // Source: OpenSSH PROTOCOL.key: the cipher name follows the magic `openssh-key-v1` and a length; `none` in base64 is `bm9uZQ`.
        return Placeholder.contains(text.span, "BEGIN OPENSSH") && !Placeholder.contains(text.span, "bm9uZQ")
    }
}
