internal import CLiteralSearch

/// Searches texts on one thread; owns the memory that this takes.
@safe package final class LiteralSearcher {
    /// The places that one call of C gives.
    private let places: UnsafeMutablePointer<UInt32>
    private var hits: [LiteralHit] = []
    private let usesVectors: Bool

    /// `usesVectors` is false for searching as on a CPU that has no instructions for vectors.
    package init(usesVectors: Bool = true) {
        self.usesVectors = usesVectors
        unsafe places = .allocate(capacity: rekey_gram_places)
        unsafe places.initialize(repeating: 0, count: rekey_gram_places)
        hits.reserveCapacity(1_024)
    }

    deinit { unsafe places.deallocate() }

    /// Finds every place of every literal in `text` and lends them, ordered by end and then by literal: some at a time while the text they
    /// stand in is still near the processor, or with `inBatches` false all at once; the last ones, or none, at the end. Throws `.textTooLong`.
    package func scan(
        _ text: Span<UInt8>, for database: LiteralDatabase, inBatches: Bool = true, _ body: (Span<LiteralHit>) throws -> Void
    ) throws {
        guard text.count <= Int(UInt32.max) else { throw LiteralError.textTooLong }
        // Why taken out: a property of an object is checked for other users at every access.
        var found = hits
        hits = []
        defer { hits = found }
        found.removeAll(keepingCapacity: true)
        try unsafe text.withUnsafeBufferPointer { text in try unsafe find(text, database, &found, inBatches, body) }
        try body(found.span)
    }

    private func find(
        _ text: UnsafeBufferPointer<UInt8>, _ database: LiteralDatabase, _ hits: inout [LiteralHit], _ inBatches: Bool,
        _ body: (Span<LiteralHit>) throws -> Void
    ) throws {
        guard let bytes = text.baseAddress else { return }
        try unsafe database.lend { tables in
            let comparison = unsafe LiteralComparison(text: text, tables: tables)
            var next = 0
            while next &+ 32 <= text.count {
                let count = unsafe rekey_find_gram_places(bytes, text.count, &next, tables.sets, places, usesVectors)
                for index in 0..<count { unsafe comparison.literals(at: Int(places[index]), into: &hits) }
                if inBatches { try Self.lend(&hits, upTo: next, body) }
            }
            let count = unsafe rekey_last_gram_places(bytes, text.count, next, tables.sets, places)
            for index in 0..<count { unsafe comparison.literals(at: Int(places[index]), into: &hits) }
        }
    }

    /// Lends the hits that none can come before any more: what is found from `place` on ends behind it.
    private static func lend(_ hits: inout [LiteralHit], upTo place: Int, _ body: (Span<LiteralHit>) throws -> Void) throws {
        var count = hits.count
        while count > 0, Int(hits[count - 1].end) > place { count -= 1 }
        guard count > 0 else { return }
        try body(hits.span.extracting(0..<count))
        hits.removeFirst(count)
    }
}
