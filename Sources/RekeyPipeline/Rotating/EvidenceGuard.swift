internal import RekeyCore
internal import RekeyRotation

/// Keeps secrets out of the state of a rotation: what people write as evidence is scanned, and held against the secret's fingerprint.
struct EvidenceGuard {
    private let subject: RotationSubject
    private let key: FingerprintKey

    init(_ subject: RotationSubject, _ key: FingerprintKey) {
        self.subject = subject
        self.key = key
    }

    /// Why a text must not be kept; `nil` when it may.
    func refusal(_ text: String) -> String? {
        if holdsRotated(Array(text.utf8)) { return "it holds the very secret that is being rotated" }
        guard let cleaner = try? SecretFreeText(), let clean = try? cleaner.cleaned(text) else {
            return "it could not be looked through for secrets"
        }
        return clean == text ? nil : "it holds what looks like a secret"
    }

    /// Whether some part of the text, as long as the secret, has its fingerprint: the secret itself need not be at hand.
    private func holdsRotated(_ text: [UInt8]) -> Bool {
        guard let length, length > 0, text.count >= length, text.count <= RotationState.longestEvidence else { return false }
        return (0...text.count - length).contains { start in
            key.fingerprint(rule: subject.rule, secret: SecretText(Array(text[start..<start + length]))).rawValue == subject.fingerprint
        }
    }

    /// Bytes of the secret, which its redaction tells: `eyJ…[219]`.
    private var length: Int? {
        guard subject.redacted.last == "]", let open = subject.redacted.lastIndex(of: "[") else { return nil }
        return Int(subject.redacted[subject.redacted.index(after: open)...].dropLast())
    }
}
