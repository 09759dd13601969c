internal import CLibcrypto

/// A key of AES-256, 32 bytes of memory that are wiped with `OPENSSL_cleanse` when freed.
@safe package struct CipherKey: ~Copyable {
    /// Bytes in a key. Source: FIPS 197, AES-256.
    package static let byteCount = 32

    let pointer: UnsafeMutablePointer<UInt8>

    /// A fresh key from `RAND_bytes`.
    package init() throws(RandomFault) {
        var bytes = try randomBytes(Self.byteCount)
        unsafe pointer = Self.copied(&bytes)
    }

    /// Takes over the bytes of a key and wipes the array they came in; throws `.malformedKey` unless there are 32.
    package init(wiping bytes: inout [UInt8]) throws(LibcryptoError) {
        guard bytes.count == Self.byteCount else { throw .malformedKey }
        unsafe pointer = Self.copied(&bytes)
    }

    deinit {
        unsafe OPENSSL_cleanse(pointer, Self.byteCount)
        unsafe pointer.deallocate()
    }

    /// Lends the bytes, for storing them.
    package borrowing func withBytes<Result, Fault: Error>(_ body: (Span<UInt8>) throws(Fault) -> Result) throws(Fault) -> Result {
        try unsafe body(Span(_unsafeStart: pointer, count: Self.byteCount))
    }

    private static func copied(_ bytes: inout [UInt8]) -> UnsafeMutablePointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCount)
        for index in 0..<byteCount { unsafe (memory + index).initialize(to: bytes[index]) }
        wipe(&bytes)
        return unsafe memory
    }
}

/// Overwrites the bytes with zeros by `OPENSSL_cleanse`. Copies that share the array's storage are left as they are.
package func wipe(_ bytes: inout [UInt8]) { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
