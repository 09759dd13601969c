/// Where a quoted value may end, in the order in which a backtracking pattern `Q(?:\\Q|[^Q])*Q` tries.
struct QuoteSearch {
    /// Offsets of closing quotes: the first one without a backslash, then those with one, from right to left.
    let closings: [Int]

    /// `opening` is the offset of the opening quote.
    init(_ bytes: [UInt8], after opening: Int, quote: UInt8) {
        var escaped: [Int] = []
        var index = opening + 1
        while index < bytes.count {
            if bytes[index] == quote {
                closings = [index] + escaped.reversed()
                return
            }
            if bytes[index] == Glyph.backslash, index + 1 < bytes.count, bytes[index + 1] == quote {
                escaped.append(index + 1)
                index += 1
            }
            index += 1
        }
        closings = escaped.reversed()
    }
}

/// Line ends as text-mode readers make them.
enum LineEnds {
    /// Carriage returns, alone or before a line feed, as line feeds.
    static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(Glyph.carriageReturn) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for index in bytes.indices {
            if bytes[index] == Glyph.carriageReturn {
                if index + 1 < bytes.count, bytes[index + 1] == Glyph.newline { continue }
                output.append(Glyph.newline)
            } else {
                output.append(bytes[index])
            }
        }
        return output
    }
}
