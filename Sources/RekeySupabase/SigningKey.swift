internal import Libcrypto
package import RekeyCore

/// A JSON Web Key: what it is, and whether it gives away the power to sign.
///
/// Source: RFC 7517, RFC 7518 section 6, RFC 8037.
package struct SigningKey: Sendable {
    /// Key types that Supabase signs with.
    package enum Kind: Sendable, Equatable {
        /// `EC` on P-256.
        case p256
        case rsa
        /// `OKP` on Ed25519.
        case ed25519
        /// `oct`: the secret itself.
        case symmetric
        /// A JWK of another curve.
        case other
    }

    package let kind: Kind
    package let keyID: String?
    /// Whether the text holds what signs: a decodable `d`, or `k` of an `oct` key.
    package let hasPrivateMembers: Bool
    /// The decoded `k` of an `oct` key. In `JWT_JWKS` and `SUPABASE_JWKS` this is the stack's JWT secret.
    package let secret: SecretText?
    /// Whether the key is one that Supabase publishes for local work.
    package let isDemo: Bool
    let publicMembers: [[UInt8]]

    /// Reads one member of a key set; `nil` when `value` has no key type we know or lacks the members of its type.
    init?(_ value: ParsedJSON) {
        let members = Members(value)
        switch (value["kty"]?.text, value["crv"]?.text) {
        case ("EC", "P-256"):
            guard let x = members.decoded("x", 32), let y = members.decoded("y", 32) else { return nil }
            (kind, publicMembers, secret) = (.p256, [x, y], nil)
            hasPrivateMembers = members.decoded("d", 32) != nil
        case ("OKP", "Ed25519"):
            guard let x = members.decoded("x", 32) else { return nil }
            (kind, publicMembers, secret) = (.ed25519, [x], nil)
            hasPrivateMembers = members.decoded("d", 32) != nil
        case ("EC", .some), ("OKP", .some):
            guard members.decoded("x") != nil else { return nil }
            (kind, publicMembers, secret) = (.other, [], nil)
            hasPrivateMembers = members.decoded("d").map { $0.count >= 32 } ?? false
        case ("RSA", _):
            guard let n = members.decoded("n"), let e = members.decoded("e") else { return nil }
            (kind, publicMembers, secret) = (.rsa, [n, e], nil)
            hasPrivateMembers = members.decoded("d").map { $0.count >= 64 } ?? false
        case ("oct", _):
            guard let bytes = members.decoded("k") else { return nil }
            (kind, publicMembers, secret) = (.symmetric, [], SecretText(bytes))
            hasPrivateMembers = true
        default: return nil
        }
        keyID = value["kid"]?.text
        isDemo = members.isPublished || secret?.withBytes(DemoJWTSecret.named) != nil
    }

    /// The public half of the key that the Supabase CLI signs local tokens with, when nobody configures another.
    ///
    /// Source: supabase/cli `pkg/config`, default signing key. Its private half is as public; `DemoDigest` knows it.
    static let commandLineDemo = SigningKey(
        kind: .p256, keyID: "b81269f1-21d8-4f2e-b719-c2240a840d90",
        coordinates: ["M5Sjqn5zwC9Kl1zVfUUGvv9boQjCGd45G8sdopBExB4", "P6IXMvA2WYXSHSOMTBH2jsw_9rrzGy89FjPf6oOsIxQ"])

    private init(kind: Kind, keyID: String, coordinates: [String]) {
        self.kind = kind
        self.keyID = keyID
        publicMembers = coordinates.compactMap { Base64.decode(Array($0.utf8).span) }
        (secret, hasPrivateMembers, isDemo) = (nil, false, true)
    }

    /// Severity of a leak: a private or symmetric key in use mints any role; a public key is no secret.
    package var severity: Severity { hasPrivateMembers && !isDemo ? .critical : .info }

    /// Facts for a report. Holds no secret bytes.
    package var evidence: [String] {
        let type =
            switch kind {
            case .p256: "EC P-256"
            case .rsa: "RSA"
            case .ed25519: "Ed25519"
            case .symmetric: "symmetric"
            case .other: "elliptic curve"
            }
        let access = hasPrivateMembers ? "private" : "public"
        var lines = [kind == .symmetric ? "symmetric key of \(secret?.count ?? 0) bytes" : "\(type) \(access) key"]
        if let keyID = keyID?.displayable { lines.append("key ID \(keyID)") }
        if isDemo { lines.append("published by Supabase for local work") }
        return lines
    }

    /// Whether `signature` is this key's over `message`, by its public members.
    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        do throws(LibcryptoError) {
            switch (kind, publicMembers.count) {
            case (.p256, 2): return try VerificationKey(p256X: publicMembers[0], y: publicMembers[1]).verifies(signature, of: message)
            case (.rsa, 2):
                return try VerificationKey(rsaModulus: publicMembers[0], exponent: publicMembers[1]).verifies(signature, of: message)
            case (.ed25519, 1): return try VerificationKey(ed25519: publicMembers[0]).verifies(signature, of: message)
            default: return false
            }
        } catch {
            return false
        }
    }
}

/// The members of one JWK, decoded on demand.
private struct Members {
    let value: ParsedJSON

    init(_ value: ParsedJSON) { self.value = value }

    /// The bytes of a base64url member; `nil` when absent, empty, not base64url, or not of `count` bytes.
    func decoded(_ name: String, _ count: Int? = nil) -> [UInt8]? {
        guard let text = value[name]?.text, let bytes = Base64.decode(Array(text.utf8).span), !bytes.isEmpty else { return nil }
        return count == nil || bytes.count == count ? bytes : nil
    }

    var isPublished: Bool {
        guard let text = value["d"]?.text else { return false }
        return DemoDigest.name(of: Array(text.utf8).span) != nil
    }
}
