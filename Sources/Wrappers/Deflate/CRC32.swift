internal import CDeflate

/// The CRC-32 that gzip, PNG and many token formats use.
package enum CRC32 {
    /// Calls `libdeflate_crc32` over all of `bytes`.
    package static func of(_ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe libdeflate_crc32(0, $0.baseAddress ?? UnsafePointer(bitPattern: 1), $0.count) }
    }
}
