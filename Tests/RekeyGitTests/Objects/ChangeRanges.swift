internal import RekeyCore

/// Checks the ranges in which an object differs from its base, by content.
struct ChangeRanges {
    private let changes: [TextChange]
    private let bytes: [UInt8]

    init(_ changes: [TextChange], of bytes: [UInt8]) {
        self.changes = changes
        self.bytes = bytes
    }

    private var ranges: [Range<Int>] { changes.map(\.range) }

    /// What is wrong with them.
    func faults(_ base: [UInt8]) -> [String] {
        var faults: [String] = []
        for (range, next) in zip(ranges, ranges.dropFirst()) where next.lowerBound <= range.upperBound && !(range.isEmpty && next.isEmpty) {
            // An empty range next to another one would say nothing new.
            if next.lowerBound < range.upperBound || !range.isEmpty && !next.isEmpty { faults.append("\(range) and \(next)") }
        }
        let cuts = [TextChange(0..<0, source: 0)] + changes + [TextChange(bytes.count..<bytes.count, source: base.count)]
        for (left, right) in zip(cuts, cuts.dropFirst()) {
            guard left.range.upperBound <= right.range.lowerBound else {
                faults.append("\(left) before \(right)")
                continue
            }
            let run = bytes[left.range.upperBound..<right.range.lowerBound]
            if !base.dropFirst(left.source).starts(with: run) { faults.append("\(left) is not before a run of the base") }
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
