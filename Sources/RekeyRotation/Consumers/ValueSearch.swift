/// Finds a value in bytes in linear time (Knuth, Morris and Pratt).
package struct ValueSearch: Sendable {
    private let value: [UInt8]
    private let border: [Int]

    package init(_ value: [UInt8]) {
        self.value = value
        var border = [Int](repeating: 0, count: value.count)
        var length = 0
        for index in value.indices.dropFirst() {
            while length > 0, value[index] != value[length] { length = border[length - 1] }
            if value[index] == value[length] { length += 1 }
            border[index] = length
        }
        self.border = border
    }

    /// Offsets of the first `most` occurrences; none for an empty value.
    package func occurrences(in text: [UInt8], most: Int = .max) -> [Int] {
        guard !value.isEmpty else { return [] }
        var found: [Int] = []
        var length = 0
        for offset in text.indices {
            while length > 0, text[offset] != value[length] { length = border[length - 1] }
            if text[offset] == value[length] { length += 1 }
            if length == value.count {
                found.append(offset + 1 - length)
                if found.count >= most { break }
                length = border[length - 1]
            }
        }
        return found
    }
}
