/// Checks the ranges in which an object differs from its base, by content.
struct ChangeRanges {
    private let ranges: [Range<Int>]
    private let bytes: [UInt8]

    init(_ ranges: [Range<Int>], of bytes: [UInt8]) {
        self.ranges = ranges
        self.bytes = bytes
    }

    /// What is wrong with them.
    func faults(_ base: [UInt8]) -> [String] {
        var faults: [String] = []
        for (range, next) in zip(ranges, ranges.dropFirst()) where next.lowerBound <= range.upperBound && !(range.isEmpty && next.isEmpty) {
            // An empty range next to another one would say nothing new.
            if next.lowerBound < range.upperBound || !range.isEmpty && !next.isEmpty { faults.append("\(range) and \(next)") }
        }
        let cuts = [0..<0] + ranges + [bytes.count..<bytes.count]
        for (left, right) in zip(cuts, cuts.dropFirst()) {
            guard left.upperBound <= right.lowerBound else {
                faults.append("\(left) before \(right)")
                continue
            }
            let run = bytes[left.upperBound..<right.lowerBound]
            if !Self.holds(base, run) { faults.append("\(left.upperBound)..<\(right.lowerBound) is no run of the base") }
        }
        if ranges.first?.lowerBound != 0, !base.starts(with: bytes.prefix(ranges.first?.lowerBound ?? bytes.count)) {
            faults.append("does not start as the base")
        }
        if ranges.last?.upperBound != bytes.count,
            !base.reversed().starts(with: bytes.suffix(from: ranges.last?.upperBound ?? 0).reversed())
        {
            faults.append("does not end as the base")
        }
        if ranges.isEmpty, bytes != base { faults.append("is not the base") }
        return faults
    }

    private static func holds(_ base: [UInt8], _ run: ArraySlice<UInt8>) -> Bool {
        guard let first = run.first else { return true }
        guard run.count <= base.count else { return false }
        var start = 0
        while let found = base[start...(base.count - run.count)].firstIndex(of: first) {
            if base[found..<(found + run.count)] == run { return true }
            start = found + 1
            guard start <= base.count - run.count else { return false }
        }
        return false
    }
}

extension StoreShape {
    /// Whether git keeps deltas in it for certain.
    var hasDeltas: Bool {
        switch self {
        case .loose, .sha256Loose, .sharedObjects, .alternateChain, .alternateLoop, .relativeAlternate, .workTree, .bare, .partialClone:
            false
        case .onePack, .manyPacks, .deepDeltas, .referenceDeltas, .oldIndex, .multiPackIndex, .sha256, .gitFile, .shallowClone,
            .quarantine, .duplicates:
            true
        }
    }
}
