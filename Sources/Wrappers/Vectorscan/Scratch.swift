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
    private let sink = HitSink()

    /// Calls `hs_alloc_scratch`.
    package init(for database: LiteralDatabase) throws(VectorscanError) {
        var raw: OpaquePointer?
        try unsafe check(hs_alloc_scratch(database.handle, &raw))
        guard let raw = unsafe raw else { throw .outOfMemory }
        unsafe handle = raw
    }

    deinit { unsafe hs_free_scratch(handle) }

    /// Scans with `hs_scan` and lends the hits, ordered by end offset. `bytes` must be shorter than 4 GiB.
    package func scan<Result>(
        _ bytes: Span<UInt8>, with database: LiteralDatabase, _ body: (Span<LiteralHit>) throws -> Result
    ) throws -> Result {
        sink.hits.removeAll(keepingCapacity: true)
        guard let length = UInt32(exactly: bytes.count) else { throw VectorscanError.status(Int32(HS_INVALID)) }
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Int32(HS_SUCCESS) }
            return unsafe hs_scan(
                database.handle, UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), length, 0, handle, record,
                Unmanaged.passUnretained(sink).toOpaque())
        }
        try check(status)
        return try body(sink.hits.span)
    }
}

/// The hits of one scan. A class, so that the C callback can reach it through one pointer.
private final class HitSink {
    var hits: [LiteralHit] = []
}

/// The `match_event_handler`: only writes numbers down.
private func record(
    id: UInt32, from: UInt64, to: UInt64, flags: UInt32, context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context = unsafe context, id != LiteralDatabase.ballastID else { return 0 }
    let sink = unsafe Unmanaged<HitSink>.fromOpaque(context).takeUnretainedValue()
    sink.hits.append(LiteralHit(literal: id, end: UInt32(truncatingIfNeeded: to)))
    return 0
}
