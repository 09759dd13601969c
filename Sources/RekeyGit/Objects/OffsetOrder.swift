/// The entries of a pack in the order in which they stand in it: the rows of its table, which is in the order of IDs, sorted by offset.
struct OffsetOrder {
    /// Ascending. Offsets behind the entries are cut to the place where those end.
    private(set) var offsets: [Int]
    /// The row of the table for each offset.
    private(set) var positions: [UInt32]

    /// Where an entry is in no row, because another pack's entry stands for the object.
    static let noPosition = UInt32.max

    init(_ table: EntryTable, dataEnd: Int) {
        offsets = (0..<table.count).map { min(table.offset(at: $0) ?? dataEnd, dataEnd) }
        positions = Array(0..<UInt32(truncatingIfNeeded: table.count))
        sort(dataEnd)
    }

    /// Adds offsets without a row.
    mutating func add(_ more: [Int], dataEnd: Int) {
        offsets += more
        positions += [UInt32](repeating: Self.noPosition, count: more.count)
        sort(dataEnd)
    }

    /// The row of the table for an offset, by halving; `nil` when it has none.
    func position(at offset: Int) -> Int? {
        var (low, high) = (0, offsets.count)
        while low < high {
            let middle = low + (high - low) / 2
            if offsets[middle] < offset { low = middle + 1 } else { high = middle }
        }
        guard low < offsets.count, offsets[low] == offset, positions[low] != Self.noPosition else { return nil }
        return Int(positions[low])
    }

    /// Sorts by bits, least significant first: the time is the same for any order of the input.
    private mutating func sort(_ dataEnd: Int) {
        let digit = 11
        var targetOffsets = [Int](repeating: 0, count: offsets.count)
        var targetPositions = [UInt32](repeating: 0, count: offsets.count)
        for shift in stride(from: 0, to: Int.bitWidth - dataEnd.leadingZeroBitCount, by: digit) {
            var starts = [Int](repeating: 0, count: 1 << digit)
            for offset in offsets { starts[offset >> shift & (1 << digit - 1)] += 1 }
            var next = 0
            for place in starts.indices { (starts[place], next) = (next, next + starts[place]) }
            for index in offsets.indices {
                let offset = offsets[index]
                let place = offset >> shift & (1 << digit - 1)
                let target = starts[place]
                starts[place] = target &+ 1
                targetOffsets[target] = offset
                targetPositions[target] = positions[index]
            }
            swap(&offsets, &targetOffsets)
            swap(&positions, &targetPositions)
        }
    }
}

/// Finds the entry that begins at an offset, in about one step.
struct OffsetLookup {
    private let offsets: [Int]
    private let shift: Int
    /// For each stretch of offsets the first entry at or behind its start.
    private var firsts: [UInt32]

    /// `offsets` are ascending and at most `dataEnd`.
    init(_ offsets: [Int], dataEnd: Int) {
        self.offsets = offsets
        var shift = 0
        while dataEnd >> shift > offsets.count { shift += 1 }
        self.shift = shift
        firsts = [UInt32](repeating: 0, count: dataEnd >> shift + 2)
        for offset in offsets { firsts[offset >> shift + 1] += 1 }
        for place in firsts.indices.dropFirst() { firsts[place] += firsts[place - 1] }
    }

    /// `nil` when none begins there; the first when several do.
    @inline(__always) func entry(at offset: Int) -> Int? {
        guard offset >= 0, offset >> shift < firsts.count - 1 else { return nil }
        var low = Int(firsts[offset >> shift])
        var high = Int(firsts[offset >> shift + 1])
        while low < high {
            let middle = low &+ (high &- low) / 2
            if offsets[middle] < offset { low = middle &+ 1 } else { high = middle }
        }
        return low < offsets.count && offsets[low] == offset ? low : nil
    }
}
