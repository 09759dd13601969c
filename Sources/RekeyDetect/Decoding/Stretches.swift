/// Parts of a text put one behind the other, and the way back.
struct Stretches {
    private(set) var bytes: [UInt8] = []
    /// Where each stretch begins, decoded and in the text; behind it both go on byte by byte.
    private var starts: [(decoded: Int, text: Int)] = []
    /// Offset in the text of what would come next.
    private var end = 0

    /// Adds a byte that the bytes of `range` stand for.
    mutating func append(_ byte: UInt8, from range: Range<Int>) {
        if range.lowerBound != end || starts.isEmpty { starts.append((bytes.count, range.lowerBound)) }
        bytes.append(byte)
        end = range.upperBound
        if range.count != 1 { starts.append((bytes.count, end)) }
    }

    /// The range of the text that `part` of the bytes came from.
    func original(_ part: Range<Int>) -> Range<Int> {
        let low = offset(of: part.lowerBound)
        guard !part.isEmpty else { return low..<low }
        // Why: where a stretch ends, the next one may begin far away; the byte before it does not.
        let last = offset(of: part.upperBound - 1) + 1
        let next = part.upperBound < bytes.count ? offset(of: part.upperBound) : end
        return low..<max(low, next - last <= Self.longestEscape ? next : last)
    }

    /// `&#x000022;` and the like are longer, and end a secret never.
    private static let longestEscape = 8

    private func offset(of decoded: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle].decoded <= decoded { low = middle } else { high = middle }
        }
        guard low < starts.count else { return end }
        return starts[low].text + max(0, decoded - starts[low].decoded)
    }
}
