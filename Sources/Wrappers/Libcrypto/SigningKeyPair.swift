internal import CLibcrypto

/// A freshly made private key with its public half; owns one `EVP_PKEY`, which libcrypto wipes when freed.
@safe package struct SigningKeyPair: ~Copyable {
    /// What the key signs with.
    package let algorithm: SignatureAlgorithm
    private let key: KeyHandle

    /// Makes a key with `EVP_PKEY_generate`: P-256, RSA of 2,048 bits, or Ed25519.
    package init(generating algorithm: SignatureAlgorithm) throws(LibcryptoError) {
        let type =
            switch algorithm {
            case .es256: EVP_PKEY_EC
            case .rs256: EVP_PKEY_RSA
            case .edDSA: EVP_PKEY_ED25519
            }
        let context = try unsafe allocated(EVP_PKEY_CTX_new_id(type, nil))
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try require(unsafe EVP_PKEY_keygen_init(context), or: .refused)
        switch algorithm {
        case .es256: try require(unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1), or: .refused)
        case .rs256: try require(unsafe EVP_PKEY_CTX_ctrl_str(context, "rsa_keygen_bits", "2048"), or: .refused)
        case .edDSA: break
        }
        var raw: OpaquePointer?
        try require(unsafe EVP_PKEY_generate(context, &raw), or: .refused)
        key = try unsafe KeyHandle(owning: allocated(raw))
        self.algorithm = algorithm
    }

    /// The public numbers, big-endian: `x`, `y` (32 bytes each); modulus, exponent; or the one Ed25519 string of 32 bytes.
    package var publicMembers: [[UInt8]] {
        switch algorithm {
        case .es256:
            [OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y].map { key.number($0)?.bytes(count: 32) ?? [] }
        case .rs256:
            [OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E].map { key.number($0)?.bytes ?? [] }
        case .edDSA:
            [rawPublicKey]
        }
    }

    /// Lends the private number (`d`; for Ed25519 the seed), big-endian, and wipes the copy with `OPENSSL_cleanse` afterwards.
    package func withPrivateMember<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        var bytes: [UInt8]
        switch algorithm {
        case .es256: bytes = key.number(OSSL_PKEY_PARAM_PRIV_KEY)?.bytes(count: 32) ?? []
        case .rs256: bytes = key.number(OSSL_PKEY_PARAM_RSA_D)?.bytes ?? []
        case .edDSA: bytes = rawPrivateKey
        }
        defer { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
        return try body(bytes.span)
    }

    /// Signs with `EVP_DigestSign`; ES256 gives raw `r || s`.
    package func signature(of message: [UInt8]) throws(LibcryptoError) -> [UInt8] {
        let context = try unsafe allocated(EVP_MD_CTX_new())
        defer { unsafe EVP_MD_CTX_free(context) }
        try require(unsafe EVP_DigestSignInit(context, nil, algorithm.digest, nil, key.pointer), or: .refused)
        var length = 0
        try require(unsafe EVP_DigestSign(context, nil, &length, message, message.count), or: .refused)
        var output = [UInt8](repeating: 0, count: length)
        try require(unsafe EVP_DigestSign(context, &output, &length, message, message.count), or: .refused)
        output.removeLast(output.count - min(length, output.count))
        guard algorithm == .es256 else { return output }
        guard let raw = ECDSASignature.raw(der: output) else { throw .refused }
        return raw
    }

    private var rawPublicKey: [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        var length = output.count
        return unsafe EVP_PKEY_get_raw_public_key(key.pointer, &output, &length) == 1 ? output : []
    }

    private var rawPrivateKey: [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        var length = output.count
        return unsafe EVP_PKEY_get_raw_private_key(key.pointer, &output, &length) == 1 ? output : []
    }
}
