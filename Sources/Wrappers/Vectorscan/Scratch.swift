internal import CVectorscan

/// Where a literal was seen: its index in the compiled list and the offset behind its last byte.
package struct LiteralHit: Sendable, Equatable {
    package var literal: UInt32
    package var end: UInt32

    package init(literal: UInt32, end: UInt32) {
        self.literal = literal
        self.end = end
    }
}

/// Working memory for one scanning thread; owns one `hs_scratch_t` and the list of hits.
///
/// libhs forbids two scans sharing a scratch at once, so this type cannot be copied.
@safe package struct Scratch: ~Copyable {
    private let handle: OpaquePointer
    private let sink: UnsafeMutablePointer<HitSink>

    /// Calls `hs_alloc_scratch`.
    package init(for database: LiteralDatabase) throws(VectorscanError) {
        var raw: OpaquePointer?
        try unsafe check(hs_alloc_scratch(database.handle, &raw))
        guard let raw = unsafe raw else { throw .outOfMemory }
        unsafe handle = raw
        unsafe sink = .allocate(capacity: 1)
        unsafe sink.initialize(to: HitSink())
    }

    deinit {
        unsafe hs_free_scratch(handle)
        unsafe sink.pointee.hits.deallocate()
        unsafe sink.deallocate()
    }

    /// Scans with `hs_scan` and lends the hits, ordered by end offset. `bytes` must be shorter than 4 GiB.
    package func scan<Result>(
        _ bytes: Span<UInt8>, with database: LiteralDatabase, _ body: (Span<LiteralHit>) throws -> Result
    ) throws -> Result {
        unsafe sink.pointee.count = 0
        guard let length = UInt32(exactly: bytes.count) else { throw VectorscanError.status(Int32(HS_INVALID)) }
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Int32(HS_SUCCESS) }
            return unsafe hs_scan(
                database.handle, UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), length, 0, handle, record, sink)
        }
        try check(status)
        let hits = unsafe UnsafeBufferPointer(start: sink.pointee.hits, count: sink.pointee.count)
        return try body(unsafe hits.span)
    }
}

/// The hits of one scan, in memory of its own.
///
/// Why: the callback runs once per 200 bytes of source code. An array behind a class took as long there as the search itself.
@unsafe private struct HitSink {
    var hits = UnsafeMutablePointer<LiteralHit>.allocate(capacity: 1_024)
    var count = 0
    var capacity = 1_024

    mutating func grow() {
        let larger = unsafe UnsafeMutablePointer<LiteralHit>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: hits, count: count)
        unsafe hits.deallocate()
        unsafe hits = unsafe larger
        unsafe capacity *= 2
    }
}

/// The `match_event_handler`: only writes numbers down.
private func record(
    id: UInt32, from: UInt64, to: UInt64, flags: UInt32, context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let sink = unsafe context?.assumingMemoryBound(to: HitSink.self), id != LiteralDatabase.ballastID else { return 0 }
    if unsafe sink.pointee.count == sink.pointee.capacity { unsafe sink.pointee.grow() }
    unsafe (sink.pointee.hits + sink.pointee.count).initialize(to: LiteralHit(literal: id, end: UInt32(truncatingIfNeeded: to)))
    unsafe sink.pointee.count &+= 1
    return 0
}
