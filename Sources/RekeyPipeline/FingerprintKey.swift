internal import Libcrypto
package import RekeyCore

/// The key under which findings get their stable IDs.
package struct FingerprintKey: Sendable {
    /// Where the key came from; what it protects against is told in `docs/report-format.md`.
    package enum Origin: Sendable, Equatable { case environment, repository, builtIn }

    package let origin: Origin
    private let bytes: [UInt8]

    /// `REKEY_FINGERPRINT_KEY`, else `.rekey/salt` below `root`, else a constant that only keeps IDs from being plain hashes.
    package init(_ surroundings: Surroundings, root: String?) throws(Trouble) {
        if let text = surroundings.environment["REKEY_FINGERPRINT_KEY"], !text.isEmpty {
            origin = .environment
            bytes = Array(text.utf8)
        } else if let root, let salt = try TextFile.read("\(root)/.rekey/salt"), !salt.isEmpty {
            origin = .repository
            bytes = salt
        } else {
            origin = .builtIn
            bytes = Array("rekey fingerprint, no salt".utf8)
        }
    }

    /// The first 12 hexadecimal digits of HMAC-SHA256 over rule ID, a zero byte and the secret.
    package func fingerprint(rule: RuleID, secret: SecretText) -> Fingerprint {
        let message = Array(rule.rawValue.utf8) + [0] + secret.revealedBytes
        let digest = Digest.hmac(.sha256, key: bytes.span, message: message.span) ?? []
        return Fingerprint(Hex.text(digest.prefix(6)))
    }
}

/// Lower-case hexadecimal text.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
