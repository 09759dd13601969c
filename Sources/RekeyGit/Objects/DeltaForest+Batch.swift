extension DeltaForest {
    /// Some whole delta trees, next to each other in the order of a walk: work for one thread.
    package struct Batch: Sendable {
        /// Places in the order.
        let places: Range<Int>
        /// What the work is, by estimate: a measure to compare batches by.
        package let weight: Int

        /// Number of entries.
        package var count: Int { places.count }
    }

    /// The trees whose objects are of these kinds, in batches, the heaviest first. No two batches share a tree.
    ///
    /// - Parameter withDamaged: also the trees whose root cannot tell its kind, being damaged or on a base elsewhere; a run asks for them once.
    package func batches(of kinds: Set<ObjectKind>, withDamaged: Bool) -> [Batch] {
        var isWanted = [Bool](repeating: false, count: 8)
        isWanted[0] = withDamaged
        for kind in kinds { isWanted[Int(kind.rawValue)] = true }
        var batches: [Batch] = []
        var (start, weight, place) = (0, 0, 0)
        while place < count {
            let root = node(at: place)
            if isWanted[Int(kind(of: root.ordinal)?.rawValue ?? 0)], (place..<root.end).contains(where: { owns(node(at: $0).ordinal) }) {
                weight += weightOfTree(place..<root.end)
            } else {
                if start < place { batches.append(Batch(places: start..<place, weight: weight)) }
                (start, weight) = (root.end, 0)
            }
            place = root.end
            if weight > Self.batchWeight {
                batches.append(Batch(places: start..<place, weight: weight))
                (start, weight) = (place, 0)
            }
        }
        if start < place { batches.append(Batch(places: start..<place, weight: weight)) }
        return batches.sorted { ($1.weight, $0.places.lowerBound) < ($0.weight, $1.places.lowerBound) }
    }

    /// About a millisecond's work.
    private static let batchWeight = 8 << 20

    /// About the bytes that come out, and what their compressed form costs on top.
    private func weightOfTree(_ places: Range<Int>) -> Int {
        let root = node(at: places.lowerBound).ordinal
        // Why not for one: its header would have to be fetched, and most trees are one entry.
        let size = places.count > 1 ? (try? entry(root)).map { min($0.size, 1 << 30) } ?? 0 : 0
        var compressed = 0
        for place in places {
            let ordinal = node(at: place).ordinal
            compressed += end(of: ordinal) - offset(of: ordinal)
        }
        return size * places.count + compressed * 4
    }
}
