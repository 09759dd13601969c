internal import RekeyCore

/// One thread's part in a crew.
final class CrewMember {
    private let scanner: ChunkScanner
    private let exchange: ChunkExchange
    /// Lets others begin, as many as there is work for; for when there is much to read.
    let callHelp: @Sendable (Int) -> Void
    /// What this member found and read.
    var yield = ChunkScanner.Yield()

    init(_ scanner: consuming ChunkScanner, _ exchange: ChunkExchange, callHelp: @escaping @Sendable (Int) -> Void) {
        self.scanner = scanner
        self.exchange = exchange
        self.callHelp = callHelp
    }

    /// Scans a chunk, or has it scanned where it is a piece of a long text and another member has nothing to do.
    func scan(_ chunk: Chunk) throws {
        if chunk.isPiece {
            callHelp(.max)
            if exchange.offer(chunk) { return }
        }
        try scanAlone(chunk)
    }

    /// Scans a chunk.
    func scanAlone(_ chunk: Chunk) throws { try scanner.scan(chunk, into: &yield) }
}
