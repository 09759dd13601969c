internal import CLibcrypto

/// An unsigned integer; owns one `BIGNUM`, wiped when freed.
@safe struct BigNumber: ~Copyable {
    let handle: OpaquePointer

    /// Reads big-endian bytes with `BN_bin2bn`.
    init(_ bytes: [UInt8]) throws(LibcryptoError) {
        guard let count = Int32(exactly: bytes.count) else { throw .unsupportedSize }
        unsafe handle = try allocated(BN_bin2bn(bytes, count, nil))
    }

    /// Takes over a number that libcrypto made.
    init(owning handle: OpaquePointer) { unsafe self.handle = handle }

    deinit { unsafe BN_clear_free(handle) }

    /// Number of significant bits.
    var bitCount: Int { Int(unsafe BN_num_bits(handle)) }

    /// Big-endian bytes, zero-padded to `count`; `nil` when the number needs more.
    func bytes(count: Int) -> [UInt8]? {
        guard let length = Int32(exactly: count), count >= 0 else { return nil }
        var output = [UInt8](repeating: 0, count: count)
        return unsafe BN_bn2binpad(handle, &output, length) == length ? output : nil
    }

    /// Big-endian bytes without leading zeros.
    var bytes: [UInt8] { bytes(count: (bitCount + 7) / 8) ?? [] }

    /// Hands the number to a libcrypto call that frees it.
    consuming func release() -> OpaquePointer {
        let raw = unsafe handle
        discard self
        return unsafe raw
    }
}
