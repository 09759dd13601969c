// Why unsafe: every byte that a history's changes are looked at for goes through this loop; with checked access it takes several times as
// long, more than half of what a look at the same bytes costs. Each load is checked against the end of the bytes first.
internal import RekeyCore

/// A hash of bytes under a key that is another one in every run, so that nobody can prepare bytes with the same hash.
///
/// Blocks of 512 bytes are made 16 by NH, and these are the coefficients of a polynomial that is taken at a random place in the field of the
/// prime 2^61 - 1. Two texts of n bytes have the same hash with a probability of at most (n / 128 + 32) / 2^60. Source: J. Black and others,
/// "UMAC: Fast and Secure Message Authentication"; J. L. Carter, M. N. Wegman, "Universal classes of hash functions".
struct PartHash: Sendable {
    private let keys = (0..<PartHash.blockBytes / 8).map { _ in UInt64.random(in: .min ... .max) }
    /// Below 2^60, so that a product's upper part is at most half of the factor and sums never need more than 63 bits.
    private let place = UInt64.random(in: 1..<(1 << 60))

    private static let blockBytes = 512
    private static let prime: UInt64 = (1 << 61) - 1

    /// The hash of some bytes and of five numbers below 2^56; never 0.
    func value(_ bytes: Span<UInt8>, _ numbers: [5 of UInt64]) -> UInt64 {
        var sum: UInt64 = 1
        for index in numbers.indices { add(numbers[index], to: &sum) }
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe keys.withUnsafeBufferPointer { keys in unsafe add(UnsafeRawBufferPointer(bytes), keys, to: &sum) }
        }
        let value = sum % Self.prime
        return value == 0 ? 1 : value
    }

    private func add(_ bytes: UnsafeRawBufferPointer, _ keys: UnsafeBufferPointer<UInt64>, to sum: inout UInt64) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start &+ Self.blockBytes)
            let (high, low) = unsafe Self.block(bytes, start, end, keys)
            add(low >> 16, to: &sum)
            add((low & 0xFFFF) << 32 | high >> 32, to: &sum)
            add(high & 0xFFFF_FFFF, to: &sum)
            start = end
        }
    }

    /// The next coefficient of the polynomial, below 2^56.
    @inline(__always) private func add(_ coefficient: UInt64, to sum: inout UInt64) {
        let (high, low) = sum.multipliedFullWidth(by: place)
        sum = (low & Self.prime) &+ (high &<< 3 | low &>> 61) &+ coefficient
    }

    /// NH of one block; zeros stand behind its end.
    private static func block(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ keys: UnsafeBufferPointer<UInt64>
    ) -> (high: UInt64, low: UInt64) {
        var (high, low) = (UInt64(0), UInt64(0))
        var next = start
        var key = 0
        func add(_ left: UInt64, _ right: UInt64) {
            let product = unsafe (left &+ keys[key]).multipliedFullWidth(by: right &+ keys[key &+ 1])
            let (sum, isOver) = low.addingReportingOverflow(product.low)
            low = sum
            high = high &+ product.high &+ (isOver ? 1 : 0)
            key &+= 2
        }
        while next &+ 16 <= end {
            unsafe add(word(bytes, next), word(bytes, next &+ 8))
            next &+= 16
        }
        if next < end {
            var rest: (UInt64, UInt64) = (0, 0)
            for place in next..<end {
                rest.1 = rest.1 &<< 8 | rest.0 &>> 56
                rest.0 = unsafe rest.0 &<< 8 | UInt64(bytes[place])
            }
            add(rest.0, rest.1)
        }
        return (high, low)
    }

    @inline(__always) private static func word(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
}
