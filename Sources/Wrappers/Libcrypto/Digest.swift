internal import CLibcrypto

/// Digests and message authentication codes.
package enum Digest {
    /// `SHA256`: 32 bytes.
    package static func sha256(_ bytes: Span<UInt8>) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        unsafe bytes.withUnsafeBufferPointer { buffer in _ = unsafe SHA256(buffer.baseAddress, buffer.count, &output) }
        return output
    }

    /// The SHA-2 functions that JWT names.
    package enum Hash: Sendable { case sha256, sha384, sha512 }

    /// `HMAC` of `message` under `key`; `nil` when libcrypto refuses.
    package static func hmac(_ hash: Hash, key: Span<UInt8>, message: Span<UInt8>) -> [UInt8]? {
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let function = unsafe algorithm(hash)
        let made = unsafe key.withUnsafeBufferPointer { key in
            unsafe message.withUnsafeBufferPointer { message in
                let keyLength = Int32(exactly: key.count)
                guard let keyLength else { return false }
                return unsafe HMAC(function, key.baseAddress, keyLength, message.baseAddress, message.count, &output, &length) != nil
            }
        }
        return made ? Array(output.prefix(Int(length))) : nil
    }

    private static func algorithm(_ hash: Hash) -> OpaquePointer? {
        switch hash {
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        }
    }

    /// Compares in constant time, with `CRYPTO_memcmp`; lengths may differ.
    package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
