internal import CTickCounter
internal import Glibc

/// A clock that takes some 10 ns to read, for what is measured a hundred thousand times a second.
package struct TickCounter: Sendable {
    private let start: UInt64
    /// Nanoseconds of a tick, in parts of 2^20.
    private let length: UInt64

    /// Compares the counter of the processor with the system's clock for 5 milliseconds.
    package init() {
        let (first, from) = (Self.systemNanoseconds(), rekey_ticks())
        var (passed, ticks) = (UInt64(0), UInt64(0))
        while passed < 5_000_000 { (passed, ticks) = (Self.systemNanoseconds() &- first, rekey_ticks() &- from) }
        start = from
        length = (min(passed, 1 << 40) << 20) / max(ticks, 1)
    }

    /// Nanoseconds since the clock was made; good for some hours.
    @inline(__always) package func nanoseconds() -> UInt64 { ((rekey_ticks() &- start) &* length) >> 20 }

    private static func systemNanoseconds() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
