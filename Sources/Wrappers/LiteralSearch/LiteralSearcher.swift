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

    /// Finds every place of every literal in `text` and lends them, ordered by end and then by literal. Throws `.textTooLong`.
    package func scan<Result>(
        _ text: Span<UInt8>, for database: LiteralDatabase, _ body: (Span<LiteralHit>) throws -> Result
    ) throws -> Result {
        guard text.count <= Int(UInt32.max) else { throw LiteralError.textTooLong }
        // Why taken out: a property of an object is checked for other users at every access.
        var found = hits
        hits = []
        defer { hits = found }
        found.removeAll(keepingCapacity: true)
        unsafe text.withUnsafeBufferPointer { text in unsafe find(text, database, &found) }
        return try body(found.span)
    }

    private func find(_ text: UnsafeBufferPointer<UInt8>, _ database: LiteralDatabase, _ hits: inout [LiteralHit]) {
        guard let bytes = text.baseAddress else { return }
        unsafe database.lend { tables in
            let comparison = unsafe LiteralComparison(text: text, tables: tables)
            var next = 0
            while next &+ 32 <= text.count {
                let count = unsafe rekey_find_gram_places(bytes, text.count, &next, tables.sets, places, usesVectors)
                for index in 0..<count { unsafe comparison.literals(at: Int(places[index]), into: &hits) }
            }
            let count = unsafe rekey_last_gram_places(bytes, text.count, next, tables.sets, places)
            for index in 0..<count { unsafe comparison.literals(at: Int(places[index]), into: &hits) }
        }
    }
}
