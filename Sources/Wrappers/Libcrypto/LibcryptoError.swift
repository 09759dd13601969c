internal import CLibcrypto

/// What libcrypto refused. Never holds key bytes.
package enum LibcryptoError: Error, Equatable {
    /// A member has the wrong length, or the numbers are not a key (a point off the curve, an even modulus).
    case malformedKey
    /// An RSA modulus or exponent outside the sizes we are ready to compute with.
    case unsupportedSize
    case outOfMemory
    /// libcrypto could not make a key or a signature.
    case refused
}

/// Takes a pointer that libcrypto gives `NULL` for when memory is short.
func allocated(_ pointer: OpaquePointer?) throws(LibcryptoError) -> OpaquePointer {
    guard let pointer = unsafe pointer else {
        ERR_clear_error()
        throw .outOfMemory
    }
    return unsafe pointer
}

/// Passes when a libcrypto call answered 1; else empties the thread's error queue and throws `fault`.
func require(_ status: Int32, or fault: LibcryptoError) throws(LibcryptoError) {
    guard status == 1 else {
        ERR_clear_error()
        throw fault
    }
}
