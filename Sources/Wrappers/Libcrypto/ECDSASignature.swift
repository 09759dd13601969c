internal import CLibcrypto

/// Turns ECDSA signatures over P-256 between JWT's raw `r || s` and the DER that libcrypto speaks.
enum ECDSASignature {
    /// Bytes of `r` and of `s`. Source: RFC 7518 section 3.4.
    static let partCount = 32

    /// DER of a raw signature; `nil` when it has not 64 bytes.
    static func der(raw: [UInt8]) -> [UInt8]? {
        guard raw.count == 2 * partCount, let made = unsafe ECDSA_SIG_new() else { return nil }
        defer { unsafe ECDSA_SIG_free(made) }
        guard let r = try? BigNumber(Array(raw.prefix(partCount))), let s = try? BigNumber(Array(raw.suffix(partCount))) else { return nil }
        // Why: ECDSA_SIG_set0 takes ownership; it fails only for NULL, which these are not.
        guard unsafe ECDSA_SIG_set0(made, r.release(), s.release()) == 1 else { return nil }
        let length = unsafe i2d_ECDSA_SIG(made, nil)
        guard length > 0 else { return nil }
        var output = [UInt8](repeating: 0, count: Int(length))
        let written = unsafe output.withUnsafeMutableBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return unsafe i2d_ECDSA_SIG(made, &cursor)
        }
        return written == length ? output : nil
    }

    /// The raw form of a DER signature; `nil` when it is not one.
    static func raw(der: [UInt8]) -> [UInt8]? {
        let parsed = unsafe der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return unsafe d2i_ECDSA_SIG(nil, &cursor, buffer.count)
        }
        guard let parsed = unsafe parsed else {
            ERR_clear_error()
            return nil
        }
        defer { unsafe ECDSA_SIG_free(parsed) }
        guard let r = unsafe part(ECDSA_SIG_get0_r(parsed)), let s = unsafe part(ECDSA_SIG_get0_s(parsed)) else { return nil }
        return r + s
    }

    private static func part(_ number: OpaquePointer?) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: partCount)
        return unsafe BN_bn2binpad(number, &bytes, Int32(partCount)) == Int32(partCount) ? bytes : nil
    }
}
