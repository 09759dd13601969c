internal import RekeyCore

/// The lines of a text that hold a URL: one pass that stops only at `://`, so that a large file with one finding costs little.
struct URLLines {
    private var index = 0

    /// The next such line: its bytes, at most 2,048 to each side of the first `://` in it, and where they begin. `nil` at the end.
    mutating func next(in text: Span<UInt8>) -> (bytes: [UInt8], offset: Int)? {
        while index + 2 < text.count {
            guard text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "/"), text[index + 2] == UInt8(ascii: "/") else {
                index += 1
                continue
            }
            let line = text.line(at: index)
            index = max(line.upperBound, index + 1)
            return (text.copy(line), line.lowerBound)
        }
        return nil
    }
}
