/// Byte ranges joined where they meet.
package struct RangeUnion {
    /// In order; none touches another.
    package private(set) var joined: [Range<Int>] = []

    /// Takes ranges in any order.
    package init(_ ranges: [Range<Int>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
    }

    /// Whether a byte of `range` is in one of them.
    package func overlaps(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = joined.count
        while low < high {
            let middle = (low + high) / 2
            if joined[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < joined.count && joined[low].overlaps(range)
    }
}
