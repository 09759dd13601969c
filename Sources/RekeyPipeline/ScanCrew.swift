internal import Dispatch
internal import RekeyCore
internal import RekeySources
internal import Synchronization

/// Several threads that scan what is read together. What they find does not depend on how many there are.
///
/// Each member reads inputs of its own and scans them. A long one, a log or an archive, is read by one member, who hands its pieces to members
/// that have nothing to do, and scans one itself when all are busy: so no thread waits while there is a piece, and no more pieces are in memory
/// than there are members.
struct ScanCrew {
    let settings: ScanSettings
    let now: Int64
    let jobs: Int

    /// Scans with one member, and with others from when it calls for them. Each begins with its work, and then takes pieces.
    func run(
        _ first: (CrewMember) throws -> Void, others work: @escaping @Sendable (CrewMember) throws -> Void = { _ in }
    ) throws -> ChunkScanner.Yield {
        let results = Mutex<[Result<ChunkScanner.Yield, any Error>]>([])
        let group = DispatchGroup()
        let exchange = ChunkExchange()
        let called = Mutex(0)
        let callHelp: @Sendable (Int) -> Void = { most in
            let more = called.withLock { called in
                let more = max(0, min(jobs - 1, most) - called)
                called += more
                return more
            }
            for _ in 0..<more {
                exchange.join()
                DispatchQueue.global().async(group: group) {
                    let result = Result { try member(exchange, work, callHelp: { _ in }) }
                    results.withLock { $0.append(result) }
                }
            }
        }
        exchange.join()
        let own = Result { try member(exchange, first, callHelp: callHelp) }
        group.wait()
        var total = try own.get()
        for result in results.withLock({ $0 }) { total.merge(try result.get()) }
        return total
    }

    private func member(
        _ exchange: ChunkExchange, _ work: (CrewMember) throws -> Void, callHelp: @escaping @Sendable (Int) -> Void
    ) throws -> ChunkScanner.Yield {
        do {
            let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
            let member = CrewMember(scanner, exchange, allowsLimits: settings.archives.areAllowed, callHelp: callHelp)
            try work(member)
            while let chunk = exchange.take() { try member.scanAlone(chunk) }
            return member.yield
        } catch {
            exchange.leave()
            throw error
        }
    }
}
