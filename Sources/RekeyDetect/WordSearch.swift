internal import RekeyCore

/// Looks for any of a fixed list of words in one pass over a text.
struct WordSearch: Sendable {
    /// The words one after the other, those with the same first byte together.
    private let letters: [UInt8]
    /// Where each word ends in `letters`; it starts where the one before it ends.
    private let ends: [Int]
    /// What begins with each byte.
    private let groups: [Group]
    /// Whether capitals in a text count as small letters; the words are written small then.
    private let foldsCase: Bool

    /// The words that begin with one byte, by their numbers.
    private struct Group {
        var words = 0..<0
        /// One bit for the lowest five bits of each second byte; all bits when a word has none.
        var seconds: UInt32 = 0
    }

    init(_ list: [String], foldsCase: Bool = false) {
        let words = list.map { Array($0.utf8) }.filter { !$0.isEmpty }
        var groups = [Group](repeating: Group(), count: 256)
        for word in words {
            let first = Int(word[0])
            groups[first].words = 0..<groups[first].words.count + 1
            groups[first].seconds |= word.count > 1 ? 1 << UInt32(word[1] & 31) : .max
        }
        var (letters, ends): ([UInt8], [Int]) = ([], [])
        for first in groups.indices where !groups[first].words.isEmpty {
            let before = ends.count
            for word in words where word[0] == UInt8(first) {
                letters += word
                ends.append(letters.count)
            }
            groups[first].words = before..<ends.count
        }
        (self.letters, self.ends, self.groups, self.foldsCase) = (letters, ends, groups, foldsCase)
    }

    /// The first word that stands in `text`, of at least `shortest` bytes.
    func first(in text: Span<UInt8>, shortest: Int = 1) -> String? {
        for start in text.indices {
            if let word = word(in: text, at: start, shortest: shortest) { return String(decoding: letters[word], as: UTF8.self) }
        }
        return nil
    }

    /// Whether any word stands in `text`.
    func occurs(in text: Span<UInt8>) -> Bool {
        for start in text.indices where word(in: text, at: start, shortest: 1) != nil { return true }
        return false
    }

    /// Whether `text` begins with any of the words.
    func begins(_ text: Span<UInt8>) -> Bool { !text.isEmpty && word(in: text, at: 0, shortest: 1) != nil }

    /// Whether `text` is one of the words.
    func holds(_ text: Span<UInt8>) -> Bool { !text.isEmpty && word(in: text, at: 0, shortest: text.count) != nil }

    /// Where the letters are of the word that stands at `start`.
    @inline(__always)
    private func word(in text: Span<UInt8>, at start: Int, shortest: Int) -> Range<Int>? {
        let group = groups[Int(byte(text, start))]
        guard group.seconds != 0 else { return nil }
        let second = start + 1 < text.count ? byte(text, start + 1) : 0
        return group.seconds >> UInt32(second & 31) & 1 == 0 ? nil : longEnough(group.words, in: text, at: start, shortest)
    }

    private func longEnough(_ words: Range<Int>, in text: Span<UInt8>, at start: Int, _ shortest: Int) -> Range<Int>? {
        for word in words {
            let range = (word == 0 ? 0 : ends[word - 1])..<ends[word]
            if range.count >= shortest, stands(range, in: text, at: start) { return range }
        }
        return nil
    }

    private func stands(_ word: Range<Int>, in text: Span<UInt8>, at start: Int) -> Bool {
        guard start + word.count <= text.count else { return false }
        for index in 0..<word.count where byte(text, start + index) != letters[word.lowerBound + index] { return false }
        return true
    }

    @inline(__always)
    private func byte(_ text: Span<UInt8>, _ index: Int) -> UInt8 { foldsCase ? text[index].asciiLowercased : text[index] }
}
