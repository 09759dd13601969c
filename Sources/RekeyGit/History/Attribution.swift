package import RekeyCore

/// Says of secrets when they came into a history, who brought them, where they are and how they went.
///
/// Asks trees and commits only; the same for the same objects and refs, however many threads made the map.
package struct Attribution: Sendable {
    let map: HistoryMap
    let graph: CommitGraph
    let heads: [HeadTarget]
    let snapshot: RefSnapshot
    /// By position: whether a ref or a stash leads to the commit.
    let isInRefs: [Bool]
    /// By position: whether a reflog leads to the commit.
    let isInLogs: [Bool]
    private let store: ObjectStore

    /// Prepares what is the same for all secrets.
    package init(_ map: HistoryMap, _ store: ObjectStore, _ snapshot: RefSnapshot) {
        let graph = CommitGraph(map)
        let heads = snapshot.heads.map { HeadTarget($0, map, graph) }
        let logged = snapshot.logged.compactMap { map.numbers.number(of: $0).flatMap { graph.position(of: $0) } }
        isInRefs = Self.reachable(graph, from: heads.flatMap(\.commits))
        isInLogs = Self.reachable(graph, from: logged)
        self.map = map
        self.store = store
        self.graph = graph
        self.heads = heads
        self.snapshot = snapshot
    }

    private static func reachable(_ graph: CommitGraph, from positions: [Int]) -> [Bool] {
        var isReached = [Bool](repeating: false, count: graph.count)
        for position in positions { isReached[position] = true }
        for position in isReached.indices.reversed() where isReached[position] {
            for parent in graph.parents(of: position) { isReached[Int(parent)] = true }
        }
        return isReached
    }

    /// One exposure for each secret, in their order. Throws when there is no memory for reading.
    package func exposures(of holdings: [Holding]) throws(ObjectFault) -> [HistoryExposure] {
        guard !holdings.isEmpty else { return [] }
        var search = try HolderSearch(map, store, holdings)
        let setOfCommit = (0..<graph.count).map { search.secrets(inTree: graph.commits[$0].tree) }
        let setOfHead = heads.map { head in
            guard case .other(let number) = head.object else { return SecretSets.empty }
            return search.secrets(in: number)
        }
        let staged = snapshot.indexes.map { index in index.entries.map { search.secrets(inStaged: $0) } }
        var exposures: [HistoryExposure] = []
        for (secret, holding) in holdings.enumerated() {
            let isHolding = search.sets.holding(secret)
            let messages = Set(holding.messages.compactMap { map.numbers.number(of: $0) })
            let trace = SecretTrace(
                graph, isHeld: setOfCommit.map { isHolding[Int($0)] }, messages: Set(messages.compactMap { graph.position(of: $0) }))
            var builder = ExposureBuilder(self, trace, messages)
            builder.addHeads(holding.refs) { isHolding[Int(setOfHead[$0])] }
            builder.addIndexes { isHolding[Int(staged[$0][$1])] }
            builder.addPaths(of: secret, holding, &search)
            builder.addCommits(&search)
            exposures.append(builder.exposure)
        }
        return exposures
    }
}
