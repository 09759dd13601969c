internal import CLibcrypto

/// AES-256 in Galois/Counter Mode: hides bytes and shows any change to them. Source: NIST SP 800-38D.
///
/// A sealed message is nonce (12 bytes), ciphertext (as long as the plaintext) and tag (16 bytes). Nonces are random, so one key may seal
/// some 2^32 messages.
package enum AuthenticatedCipher {
    /// Why a sealed message does not open. Says nothing about its bytes.
    package enum Fault: Error, Equatable {
        /// The key, the message or the associated data is not what it was when sealed.
        case notAuthentic
        /// Longer than libcrypto takes in one call.
        case tooLong
        case library(LibcryptoError)
    }

    private static let nonceCount = 12
    private static let tagCount = 16

    /// Bytes that sealing adds to a message.
    package static let overhead = nonceCount + tagCount

    /// Seals `bytes`; `associatedData` is not stored, and the same must be given to `open` (`EVP_EncryptUpdate`).
    package static func seal(
        _ bytes: [UInt8], key: borrowing CipherKey, associatedData: [UInt8]
    ) throws(Fault) -> [UInt8] {
        let nonce: [UInt8]
        do { nonce = try randomBytes(nonceCount) } catch { throw .library(.refused) }
        guard let count = Int32(exactly: bytes.count), let dataCount = Int32(exactly: associatedData.count) else { throw .tooLong }
        let context = try Context()
        try require(unsafe EVP_EncryptInit_ex(context.handle, EVP_aes_256_gcm(), nil, key.pointer, nonce))
        var ciphertext = [UInt8](repeating: 0, count: bytes.count)
        var tag = [UInt8](repeating: 0, count: tagCount)
        var made: Int32 = 0
        try require(unsafe EVP_EncryptUpdate(context.handle, nil, &made, associatedData, dataCount))
        try require(unsafe EVP_EncryptUpdate(context.handle, &ciphertext, &made, bytes, count))
        // Why: GCM is a stream, so nothing is left for the last call, which only makes the tag.
        try require(unsafe EVP_EncryptFinal_ex(context.handle, &tag, &made))
        try require(unsafe EVP_CIPHER_CTX_ctrl(context.handle, EVP_CTRL_AEAD_GET_TAG, Int32(tagCount), &tag))
        return nonce + ciphertext + tag
    }

    /// The bytes of a sealed message; throws `.notAuthentic` when anything about it changed (`EVP_DecryptFinal_ex`).
    package static func open(
        _ sealed: [UInt8], key: borrowing CipherKey, associatedData: [UInt8]
    ) throws(Fault) -> [UInt8] {
        guard sealed.count >= overhead else { throw .notAuthentic }
        let ciphertext = Array(sealed[nonceCount..<(sealed.count - tagCount)])
        var tag = Array(sealed.suffix(tagCount))
        guard let count = Int32(exactly: ciphertext.count), let dataCount = Int32(exactly: associatedData.count) else { throw .tooLong }
        let context = try Context()
        try require(unsafe EVP_DecryptInit_ex(context.handle, EVP_aes_256_gcm(), nil, key.pointer, Array(sealed.prefix(nonceCount))))
        var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
        var made: Int32 = 0
        try require(unsafe EVP_DecryptUpdate(context.handle, nil, &made, associatedData, dataCount))
        try require(unsafe EVP_DecryptUpdate(context.handle, &plaintext, &made, ciphertext, count))
        try require(unsafe EVP_CIPHER_CTX_ctrl(context.handle, EVP_CTRL_AEAD_SET_TAG, Int32(tagCount), &tag))
        guard unsafe EVP_DecryptFinal_ex(context.handle, &tag, &made) == 1 else {
            ERR_clear_error()
            wipe(&plaintext)
            throw .notAuthentic
        }
        return plaintext
    }

    /// Owns one `EVP_CIPHER_CTX`, which libcrypto wipes when freed.
    @safe private struct Context: ~Copyable {
        let handle: OpaquePointer

        init() throws(Fault) {
            do { unsafe handle = try allocated(EVP_CIPHER_CTX_new()) } catch { throw .library(error) }
        }

        deinit { unsafe EVP_CIPHER_CTX_free(handle) }
    }

    private static func require(_ status: Int32) throws(Fault) {
        guard status == 1 else {
            ERR_clear_error()
            throw .library(.refused)
        }
    }
}
