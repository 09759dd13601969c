internal import CLibcrypto

/// Digests and message authentication codes.
package enum Digest {
    /// `SHA256`: 32 bytes.
    package static func sha256(_ bytes: Span<UInt8>) -> [UInt8] {
        let nothing: [UInt8] = []
        return sha256(bytes, nothing.span)
    }

    private static func sha256(_ first: Span<UInt8>, _ second: Span<UInt8>) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        unsafe first.withUnsafeBufferPointer { first in
            unsafe second.withUnsafeBufferPointer { second in
                unsafe rekey_sha256(first.baseAddress, first.count, second.baseAddress, second.count, &output)
            }
        }
        return output
    }

    /// The SHA-2 functions that JWT names.
    package enum Hash: Sendable { case sha256, sha384, sha512 }

    /// `HMAC` of `message` under `key`; `nil` when libcrypto refuses.
    package static func hmac(_ hash: Hash, key: Span<UInt8>, message: Span<UInt8>) -> [UInt8]? {
        if case .sha256 = hash { return hmacSHA256(key: key, message: message) }
        guard let context = unsafe FetchedAlgorithm.hmac(hash).flatMap({ unsafe EVP_MAC_CTX_dup($0) }) else { return nil }
        defer { unsafe EVP_MAC_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length = 0
        let made = unsafe key.withUnsafeBufferPointer { key in
            unsafe message.withUnsafeBufferPointer { message in
                // Why: without a key the library would go on with the one before, so an empty key is still an address.
                var empty: UInt8 = 0
                return unsafe withUnsafePointer(to: &empty) { empty in
                    unsafe EVP_MAC_init(context, key.baseAddress ?? empty, key.count, nil) == 1
                        && EVP_MAC_update(context, message.baseAddress ?? empty, message.count) == 1
                        && EVP_MAC_final(context, &output, &length, output.count) == 1
                }
            }
        }
        return made ? Array(output.prefix(length)) : nil
    }

    /// Source: RFC 2104, section 2. Its own few lines, because it needs no provider; see `rekey_sha256`.
    private static func hmacSHA256(key: Span<UInt8>, message: Span<UInt8>) -> [UInt8] {
        let block = Int(SHA256_CBLOCK)
        var padded = [UInt8](repeating: 0, count: block)
        if key.count > block {
            for (index, byte) in sha256(key).enumerated() { padded[index] = byte }
        } else {
            for index in key.indices { padded[index] = key[index] }
        }
        let inner = padded.map { $0 ^ 0x36 }
        let outer = padded.map { $0 ^ 0x5C }
        let digest = sha256(inner.span, message)
        return sha256(outer.span, digest.span)
    }

    /// Compares in constant time, with `CRYPTO_memcmp`; lengths may differ.
    package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}

/// Algorithms looked up once a process: libcrypto 3 otherwise searches its providers at every call, which costs more than the digest.
///
/// Source: openssl-fetch, crypto(7): "performance-sensitive code should fetch explicitly and keep the result". Read-only, so threads share them.
private enum FetchedAlgorithm {
    /// A context to copy, with its digest chosen; none for SHA-256, which does without.
    static func hmac(_ hash: Digest.Hash) -> OpaquePointer? {
        switch hash {
        case .sha256: nil
        case .sha384: unsafe hmacSHA384
        case .sha512: unsafe hmacSHA512
        }
    }

    nonisolated(unsafe) private static let hmacSHA384: OpaquePointer? = unsafe context("SHA384")
    nonisolated(unsafe) private static let hmacSHA512: OpaquePointer? = unsafe context("SHA512")

    private static func context(_ digest: String) -> OpaquePointer? {
        guard let function = unsafe EVP_MAC_fetch(nil, "HMAC", nil), let context = unsafe EVP_MAC_CTX_new(function) else { return nil }
        unsafe EVP_MAC_free(function)
        var name = digest.utf8CString
        let isSet = unsafe name.withUnsafeMutableBufferPointer { name in
            var parameters = unsafe [OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end()]
            return unsafe EVP_MAC_CTX_set_params(context, &parameters) == 1
        }
        return unsafe isSet ? context : nil
    }
}
