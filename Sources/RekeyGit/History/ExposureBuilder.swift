internal import RekeyCore

/// Puts one secret's exposure together.
struct ExposureBuilder {
    private let attribution: Attribution
    private let trace: SecretTrace
    /// Numbers of the commits and tags that have it in their message.
    private let messages: Set<UInt32>
    private(set) var exposure = HistoryExposure(standing: .unreachable)
    /// By the position of the commit that removed it: the heads on whose way that was.
    private var removals: [Int: [HistoryExposure.Holder]] = [:]

    /// Entries of a list that are kept.
    private static let most = 20

    init(_ attribution: Attribution, _ trace: SecretTrace, _ messages: Set<UInt32>) {
        self.attribution = attribution
        self.trace = trace
        self.messages = messages
    }

    /// `isHeld` says it of a head that leads to no commit; `refs` have it in their names.
    mutating func addHeads(_ refs: [[UInt8]], isHeld: (Int) -> Bool) {
        let named = Set(refs.compactMap { RefSnapshot.holder($0) })
        for (place, head) in attribution.heads.enumerated() {
            let isInTag = head.tags.contains { messages.contains($0) }
            if named.contains(head.holder) || isInTag || isHeld(place) || head.commits.contains(where: { trace.isHeld[$0] }) || isTold(head)
            {
                addHolder(head.holder)
            } else if case .commit(let position) = head.object, trace.lastRemovals[position] >= 0 {
                removals[Int(trace.lastRemovals[position]), default: []].append(head.holder)
            }
        }
        exposure.standing = standing
    }

    private func isTold(_ head: HeadTarget) -> Bool {
        !trace.isTold.isEmpty && head.commits.contains { trace.isTold[$0] }
    }

    private var standing: HistoryExposure.Standing {
        if !exposure.holders.isEmpty { return .present }
        let positions = attribution.graph.commits.indices.filter { trace.isHeld[$0] || trace.isInMessage($0) }
        if positions.contains(where: { attribution.isInRefs[$0] }) { return .removed }
        return positions.contains { attribution.isInLogs[$0] } ? .reflog : .unreachable
    }

    /// `isHeld` says it of an entry of an index. One that has what its head has anyway is not told.
    mutating func addIndexes(isHeld: (Int, Int) -> Bool) {
        for (place, index) in attribution.snapshot.indexes.enumerated() where !exposure.holders.contains(index.head) {
            let entries = index.entries.indices.filter { isHeld(place, $0) }
            guard !entries.isEmpty else { continue }
            addHolder(index.holder)
            if exposure.standing == .reflog || exposure.standing == .unreachable { exposure.standing = .index }
            for entry in entries where !exposure.paths.contains(index.entries[entry].path) {
                exposure.paths.append(index.entries[entry].path)
            }
        }
    }

    private mutating func addHolder(_ holder: HistoryExposure.Holder) {
        let count = exposure.holderCounts[holder.kind, default: 0] + 1
        exposure.holderCounts[holder.kind] = count
        if count <= Self.most { exposure.holders.append(holder) }
    }

    mutating func addPaths(of secret: Int, _ holding: Holding, _ search: inout HolderSearch) {
        let paths = search.paths(of: holding)
        let known = paths.map { attribution.map.paths.bytes($0, attribution.map.names) }
        let staged = exposure.paths.filter { !known.contains($0) }
        exposure.pathCount = known.count + staged.count
        exposure.paths = Array((known + staged).prefix(Self.most))
        guard let first = trace.first, trace.isHeld[first] else { return }
        let tree = attribution.graph.commits[first].tree
        guard let place = paths.firstIndex(where: { search.isHeld(secret, at: $0, in: tree) }) else { return }
        exposure.firstPath = known[place]
        exposure.firstBlob = search.blob(holding: secret, at: paths[place], in: tree)?.hex
    }

    mutating func addCommits(_ search: inout HolderSearch) {
        let commits = attribution.graph.commits
        exposure.commitCount = trace.count
        if let first = trace.first {
            exposure.first = search.commit(commits[first].number)
            exposure.isCut = commits[first].isCut
            exposure.isFromMerge = attribution.graph.parents(of: first).count > 1
        }
        exposure.removalCount = removals.count
        for (position, heads) in removals.sorted(by: Self.isBefore).prefix(Self.most) {
            guard let commit = search.commit(commits[position].number) else { continue }
            exposure.removals.append(
                HistoryExposure.Removal(commit: commit, heads: Array(heads.prefix(Self.most)), headCount: heads.count))
        }
        if exposure.holders.isEmpty, let last = removals.keys.max() { exposure.end = search.commit(commits[last].number)?.date }
        for number in messages.sorted().prefix(Self.most) {
            if let tag = attribution.map.tag(number) {
                exposure.messages.append("tag \(String(decoding: tag.name, as: UTF8.self))")
            } else if let id = attribution.map.numbers.id(of: number) {
                exposure.messages.append("commit \(id.hex)")
            }
        }
    }

    /// The removal from the most public head first; of several from such heads the newest.
    private static func isBefore(_ left: (key: Int, value: [HistoryExposure.Holder]), _ right: (key: Int, value: [HistoryExposure.Holder]))
        -> Bool
    {
        let (leftKind, rightKind) = (left.value.first?.kind ?? .index, right.value.first?.kind ?? .index)
        return leftKind == rightKind ? left.key > right.key : leftKind < rightKind
    }
}
