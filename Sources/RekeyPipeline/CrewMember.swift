internal import RekeyCore
internal import RekeySources

/// One thread's part in a crew.
final class CrewMember {
    private let scanner: ChunkScanner
    private let exchange: ChunkExchange
    private let allowsLimits: Bool
    /// Lets others begin, as many as there is work for; for when there is much to read.
    let callHelp: @Sendable (Int) -> Void
    /// What this member found and read.
    var yield = ChunkScanner.Yield()

    init(
        _ scanner: consuming ChunkScanner, _ exchange: ChunkExchange, allowsLimits: Bool, callHelp: @escaping @Sendable (Int) -> Void
    ) {
        self.scanner = scanner
        self.allowsLimits = allowsLimits
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

    /// Scans a chunk, or the texts of the document that it is.
    func scanAlone(_ chunk: Chunk) throws {
        guard let document = Document(chunk, areLimitsAllowed: allowsLimits) else { return try scanner.scan(chunk, into: &yield) }
        yield.account.skips += document.skips
        for text in document.chunks { try scanner.scan(text, into: &yield) }
    }
}
