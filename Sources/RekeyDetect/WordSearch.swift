/// Looks for any of a fixed list of words in one pass over a text.
struct WordSearch: Sendable {
    /// The words by their first byte.
    private let words: [[[UInt8]]]

    init(_ list: [String]) {
        var words = [[[UInt8]]](repeating: [], count: 256)
        for word in list {
            let bytes = Array(word.utf8)
            if let first = bytes.first { words[Int(first)].append(bytes) }
        }
        self.words = words
    }

    /// The first word that stands in `text`, of at least `shortest` bytes; case counts.
    func first(in text: Span<UInt8>, shortest: Int = 1) -> String? {
        for start in text.indices {
            let candidates = words[Int(text[start])]
            guard !candidates.isEmpty else { continue }
            for word in candidates where word.count >= shortest && Self.stands(word, in: text, at: start) {
                return String(decoding: word, as: UTF8.self)
            }
        }
        return nil
    }

    /// Whether any word stands in `text`.
    func occurs(in text: Span<UInt8>) -> Bool { first(in: text) != nil }

    private static func stands(_ word: [UInt8], in text: Span<UInt8>, at start: Int) -> Bool {
        guard start + word.count <= text.count else { return false }
        for index in word.indices where text[start + index] != word[index] { return false }
        return true
    }
}
