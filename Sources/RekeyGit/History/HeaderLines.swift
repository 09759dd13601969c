/// The lines before the message of a commit or tag: a word, a space, a value. A line that begins with a space goes on with the value before.
struct HeaderLines {
    /// One line.
    struct Line {
        var word: Range<Int>
        var value: Range<Int>

        func isNamed(_ name: String, in bytes: Span<UInt8>) -> Bool {
            guard word.count == name.utf8.count else { return false }
            var place = word.lowerBound
            for letter in name.utf8 {
                guard bytes[place] == letter else { return false }
                place &+= 1
            }
            return true
        }
    }

    private var nextLine = 0

    /// The next line; `nil` at the empty line, and at the end when that is missing.
    mutating func next(in bytes: Span<UInt8>) -> Line? {
        guard nextLine < bytes.count else { return nil }
        let start = nextLine
        var end = start
        var space: Int?
        while end < bytes.count, bytes[end] != 0x0A {
            if space == nil, bytes[end] == 0x20 { space = end }
            end &+= 1
        }
        nextLine = min(end &+ 1, bytes.count)
        guard end > start else { return nil }
        return Line(word: start..<(space ?? end), value: min((space ?? end) &+ 1, end)..<end)
    }
}
