internal import Libcrypto
internal import RekeyCore

extension JSONWebToken {
    /// Whether the token was signed with `secret` (HS256, HS384, HS512): its bytes as they are, then what they decode to as base64.
    ///
    /// Supabase uses the text as it stands; some libraries decode it first. Compares in constant time.
    package func verifies(secret: Span<UInt8>) -> Bool {
        guard let hash else { return false }
        if isSigned(with: secret, hash) { return true }
        guard let decoded = Base64.decode(secret), !decoded.isEmpty else { return false }
        return isSigned(with: decoded.span, hash)
    }

    /// As `verifies(secret:)` for text, such as a documented demo secret.
    package func verifies(secret: String) -> Bool { verifies(secret: Array(secret.utf8).span) }

    /// Whether the token verifies under a JWK, public or private. The key's type decides, never the token's header alone.
    package func verifies(_ key: SigningKey) -> Bool {
        switch key.kind {
        case .symmetric:
            guard let hash, let secret = key.secret else { return false }
            return secret.withBytes { isSigned(with: $0, hash) }
        case .p256: return algorithm == .es256 && key.verifies(signature.revealedBytes, of: signingInput)
        case .rsa: return algorithm == .rs256 && key.verifies(signature.revealedBytes, of: signingInput)
        case .ed25519: return algorithm == .edDSA && key.verifies(signature.revealedBytes, of: signingInput)
        case .other: return false
        }
    }

    private var hash: Digest.Hash? {
        switch algorithm {
        case .hs256: .sha256
        case .hs384: .sha384
        case .hs512: .sha512
        case .es256, .rs256, .edDSA, .some(.none), nil: nil
        }
    }

    private func isSigned(with secret: Span<UInt8>, _ hash: Digest.Hash) -> Bool {
        guard let code = Digest.hmac(hash, key: secret, message: signingInput.span) else { return false }
        return Digest.isEqual(code, signature.revealedBytes)
    }
}
