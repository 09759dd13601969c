#if canImport(Glibc)
    internal import Glibc
#endif

/// Shannon entropy of byte strings.
package enum Entropy {
    /// Bits per byte, 0 for no bytes, at most 8.
    package static func bitsPerByte(_ bytes: Span<UInt8>) -> Double {
        guard bytes.count > 1 else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for index in bytes.indices { counts[Int(bytes[index])] += 1 }
        let total = Double(bytes.count)
        var bits = 0.0
        for count in counts where count > 0 {
            let share = Double(count) / total
            bits -= share * log2(share)
        }
        return bits
    }

    /// Number of different byte values.
    package static func distinct(_ bytes: Span<UInt8>) -> Int {
        var low: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for index in bytes.indices {
            let bit = UInt64(1) << UInt64(bytes[index] & 63)
            switch bytes[index] >> 6 {
            case 0: low.0 |= bit
            case 1: low.1 |= bit
            case 2: low.2 |= bit
            default: low.3 |= bit
            }
        }
        return low.0.nonzeroBitCount + low.1.nonzeroBitCount + low.2.nonzeroBitCount + low.3.nonzeroBitCount
    }
}
