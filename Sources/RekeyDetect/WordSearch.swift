internal import RekeyCore

/// Looks for any of a fixed list of words in one pass over a text.
struct WordSearch: Sendable {
    /// The words one after the other, those with the same first byte together.
    private let letters: [UInt8]
    /// Where each word ends in `letters`; it starts where the one before it ends.
    private let ends: [Int]
    /// Per byte: the number of the first word that begins with it; those that begin with the next byte follow.
    private let firsts: [Int]
    /// Per byte: of the words that begin with it, one bit for the lowest five bits of each second byte; all bits when a word has none.
    private let seconds: [UInt32]
    /// Whether capitals in a text count as small letters; the words are written small then.
    private let foldsCase: Bool

    init(_ list: [String], foldsCase: Bool = false) {
        var firsts = [Int](repeating: 0, count: 257)
        var seconds = [UInt32](repeating: 0, count: 256)
        for word in list {
            var bytes = word.utf8.makeIterator()
            guard let first = bytes.next() else { continue }
            firsts[Int(first) + 1] += 1
            seconds[Int(first)] |= bytes.next().map { 1 << UInt32($0 & 31) } ?? .max
        }
        for first in 0..<256 { firsts[first + 1] += firsts[first] }
        var (order, free) = ([Int](repeating: 0, count: firsts[256]), firsts)
        for (number, word) in list.enumerated() {
            guard let first = word.utf8.first.map(Int.init) else { continue }
            order[free[first]] = number
            free[first] += 1
        }
        var (letters, ends): ([UInt8], [Int]) = ([], [])
        for number in order {
            letters += list[number].utf8
            ends.append(letters.count)
        }
        (self.letters, self.ends, self.firsts, self.seconds, self.foldsCase) = (letters, ends, firsts, seconds, foldsCase)
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

    /// How long the first word is that `text` begins with; `nil` when it begins with none.
    func lengthAtStart(of text: Span<UInt8>) -> Int? { text.isEmpty ? nil : word(in: text, at: 0, shortest: 1)?.count }

    /// Whether `text` is one of the words.
    func holds(_ text: Span<UInt8>) -> Bool { !text.isEmpty && word(in: text, at: 0, shortest: text.count) != nil }

    /// Where the letters are of the word that stands at `start`.
    @inline(__always)
    private func word(in text: Span<UInt8>, at start: Int, shortest: Int) -> Range<Int>? {
        let first = Int(byte(text, start))
        let bits = seconds[first]
        guard bits != 0 else { return nil }
        let second = start + 1 < text.count ? byte(text, start + 1) : 0
        return bits >> UInt32(second & 31) & 1 == 0 ? nil : longEnough(firsts[first]..<firsts[first + 1], in: text, at: start, shortest)
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
