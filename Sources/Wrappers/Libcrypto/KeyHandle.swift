internal import CLibcrypto

/// Owns one `EVP_PKEY`, public or private.
@safe struct KeyHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over a key that libcrypto made.
    init(owning pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe EVP_PKEY_free(pointer) }

    /// One number of the key, by libcrypto's name for it; `nil` when the key has none.
    func number(_ name: String) -> BigNumber? {
        var raw: OpaquePointer?
        guard unsafe EVP_PKEY_get_bn_param(pointer, name, &raw) == 1, let raw = unsafe raw else {
            ERR_clear_error()
            return nil
        }
        return unsafe BigNumber(owning: raw)
    }
}

/// The signature algorithms that JWT headers name and libcrypto checks for us.
package enum SignatureAlgorithm: Sendable, CaseIterable {
    /// ECDSA over P-256 with SHA-256; signatures are raw `r || s`, 64 bytes.
    case es256
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rs256
    /// Ed25519; signatures are 64 bytes.
    case edDSA

    /// The digest to name to `EVP_DigestVerifyInit`; Ed25519 hashes by itself.
    var digest: OpaquePointer? {
        switch self {
        case .es256, .rs256: unsafe EVP_sha256()
        case .edDSA: nil
        }
    }
}
