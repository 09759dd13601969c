internal import CLibcrypto

/// A public key that checks signatures; owns one `EVP_PKEY`.
@safe package struct VerificationKey: ~Copyable {
    /// The only algorithm this key is used with, whatever a token claims.
    package let algorithm: SignatureAlgorithm
    private let key: KeyHandle

    /// RSA moduli we compute with, in bits; more would let a hostile key cost seconds.
    private static let modulusBits = 1024...8192
    /// Source: OpenSSL refuses longer exponents with large moduli (`OPENSSL_RSA_MAX_PUBEXP_BITS`).
    private static let exponentBits = 2...64

    /// A P-256 point from its two big-endian coordinates of 32 bytes; throws `.malformedKey` when it is not on the curve.
    package init(p256X x: [UInt8], y: [UInt8]) throws(LibcryptoError) {
        guard x.count == 32, y.count == 32 else { throw .malformedKey }
        key = try KeyParameters.p256(point: [4] + x + y)
        algorithm = .es256
    }

    /// An RSA key from big-endian modulus and exponent; throws `.unsupportedSize` outside 1,024 to 8,192 bits.
    package init(rsaModulus modulus: [UInt8], exponent: [UInt8]) throws(LibcryptoError) {
        guard modulus.count <= Self.modulusBits.upperBound / 8 + 1, exponent.count <= 16 else { throw .unsupportedSize }
        let n = try BigNumber(modulus)
        let e = try BigNumber(exponent)
        guard Self.modulusBits.contains(n.bitCount), Self.exponentBits.contains(e.bitCount) else { throw .unsupportedSize }
        guard let last = modulus.last, last & 1 == 1 else { throw .malformedKey }
        key = try KeyParameters.rsa(modulus: n, exponent: e)
        algorithm = .rs256
    }

    /// An Ed25519 key from its 32 bytes, with `EVP_PKEY_new_raw_public_key`.
    package init(ed25519 bytes: [UInt8]) throws(LibcryptoError) {
        guard bytes.count == 32 else { throw .malformedKey }
        guard let raw = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
            ERR_clear_error()
            throw .malformedKey
        }
        key = unsafe KeyHandle(owning: raw)
        algorithm = .edDSA
    }

    /// Whether `signature` is this key's over `message`; any malformed signature is simply not.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        var encoded = signature
        if algorithm == .es256 {
            guard let der = ECDSASignature.der(raw: signature) else { return false }
            encoded = der
        }
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer {
            unsafe EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        guard unsafe EVP_DigestVerifyInit(context, nil, algorithm.digest, nil, key.pointer) == 1 else { return false }
        return unsafe EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
    }
}
