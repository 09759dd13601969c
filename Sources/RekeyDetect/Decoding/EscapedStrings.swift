internal import LiteralSearch
internal import RekeyCore

/// Finds strings that hold whole documents, as `"content": "user=…\npassword=…"` does, and reads what they stand for.
///
/// A regex sees words round an anchor; what needs lines, quotes and names beside each other is found only when the string is undone as a
/// whole. Many strings are short, so all of them are put into one text, each on lines of its own, behind what stands before it.
///
/// Only strings that hold a word of a rule are undone, or that hold a quoted name, whose quotes may be part of such a word.
struct EscapedStrings {
    /// Nothing before it is looked at again.
    private var offset = 0
    /// The next escape that matters.
    private var mark: Int?
    private let isMarkup: Bool
    /// Offsets behind the words of rules in the text, ascending, from `word` on; empty where no escape matters.
    private var words: [Int] = []
    private var word = 0

    private let start: Int

    /// The strings of `text` from `start` on.
    init(_ text: Span<UInt8>, from start: Int) {
        isMarkup = text.isMarkup
        self.start = start
        offset = start
        mark = text.escapeMark(from: start, isMarkup: isMarkup)
    }

    /// Takes what the prefilter saw behind the start, in order.
    mutating func add(_ hits: Span<LiteralHit>) {
        guard mark != nil else { return }
        words.reserveCapacity(words.count + hits.count)
        for index in hits.indices { words.append(start + Int(hits[index].end)) }
    }

    /// Bytes that one text of strings may have before the next one is begun.
    private static let longestText = 262_144
    /// A string beyond this is cut.
    private static let longestString = 262_144
    /// How far back a string or its line is sought.
    private static let reach = 16_384
    private static let shortest = 24
    /// What is kept before a string, so that a name speaks for it.
    private static let lead = 160

    /// The next strings of the text; `nil` where none follow.
    mutating func next(in text: Span<UInt8>, _ budget: inout DecodingBudget) -> DecodedBlob? {
        var read = Stretches()
        var whole: Range<Int>?
        while read.bytes.count < Self.longestText, let mark {
            let string = text[mark] == UInt8(ascii: "&") ? markup(text, mark) : literal(text, mark)
            let behind = offset
            // Why one more: the quote that closes a string opens none.
            offset = max(mark, string.range.upperBound) + 1
            self.mark = text.escapeMark(from: offset, isMarkup: isMarkup)
            guard string.isWorth, string.range.count >= Self.shortest else { continue }
            let lead = leadStart(text, string.range.lowerBound, after: behind)..<string.range.lowerBound
            guard string.holdsName || holdsWord(lead.lowerBound..<string.range.upperBound) else { continue }
            guard budget.take(string.range.count) else { break }
            for index in lead { read.append(text[index], from: index..<index + 1) }
            append(text, string.range, string.style, to: &read)
            read.append(0x0A, from: string.range.upperBound..<string.range.upperBound)
            whole = (whole?.lowerBound ?? lead.lowerBound)..<string.range.upperBound
        }
        guard let whole else { return nil }
        return DecodedBlob(bytes: read.bytes, steps: [], range: whole, place: .stretches(read))
    }

    /// Whether a word of a rule ends in `range`. Ranges are asked for in order.
    private mutating func holdsWord(_ range: Range<Int>) -> Bool {
        while word < words.count, words[word] <= range.lowerBound { word += 1 }
        return word < words.count && words[word] <= range.upperBound
    }

    private struct Found {
        var range: Range<Int>
        var style: DecodedText.Style
        var isWorth: Bool
        /// Whether a quote in it may be part of a word.
        var holdsName: Bool
    }

    /// What a string holds.
    private struct Marks {
        private var (lines, quotes, holdsName) = (0, 0, false)

        /// Counts the escape at `index`.
        mutating func add(_ text: Span<UInt8>, _ index: Int) {
            guard text[index + 1] == UInt8(ascii: "\"") else {
                lines += 1
                return
            }
            quotes += 1
            var next = index + 2
            if next < text.count, text[next] == 0x20 { next += 1 }
            if next < text.count, text[next] == UInt8(ascii: ":") || text[next] == UInt8(ascii: "=") { holdsName = true }
        }

        /// Why two without quotes: a backslash before `n` is a path of Windows, or a command of TeX.
        func found(_ range: Range<Int>, isQuoted: Bool) -> Found {
            Found(range: range, style: .backslashes, isWorth: lines >= (isQuoted ? 1 : 2) || quotes >= 2, holdsName: holdsName)
        }
    }

    /// The string literal, or the part of a line without quotes, that holds the escape at `mark`.
    private func literal(_ text: Span<UInt8>, _ mark: Int) -> Found {
        var start = mark
        let lowest = max(offset, mark - Self.reach)
        while start > lowest, !Self.endsLine(text[start - 1]) { start -= 1 }
        var (quote, marks) = (UInt8(0), Marks())
        var index = start
        let furthest = min(text.count, mark + Self.longestString)
        while index < furthest, !Self.endsLine(text[index]) {
            switch text[index] {
            case UInt8(ascii: "\\"):
                if EscapeMark.stands(in: text, at: index) { marks.add(text, index) }
                index += 1
            case let byte where byte == quote || quote == 0 && (byte == 0x22 || byte == 0x27 || byte == 0x60):
                if index > mark { return marks.found(start..<index, isQuoted: quote != 0) }
                (quote, marks) = (quote == 0 ? byte : 0, Marks())
                start = index + 1
            default: break
            }
            index += 1
        }
        return marks.found(min(start, furthest)..<min(index, furthest), isQuoted: quote != 0)
    }

    /// Why the NUL: it ends each string of a compiled program, which may have no line feed for many kilobytes.
    private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0 }

    /// The attribute, or the text between tags, that holds the quote at `mark`.
    private func markup(_ text: Span<UInt8>, _ mark: Int) -> Found {
        func ends(_ byte: UInt8) -> Bool { byte == 0x22 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") }
        var start = mark
        let lowest = max(offset, mark - Self.reach)
        while start > lowest, !ends(text[start - 1]) { start -= 1 }
        var quotes = 0
        var index = mark
        let furthest = min(text.count, mark + Self.longestString)
        while index < furthest, !ends(text[index]) {
            if text[index] == UInt8(ascii: "&"), EscapeMark.isQuoteEntity(text, index) { quotes += 1 }
            index += 1
        }
        return Found(range: start..<index, style: .entities, isWorth: quotes >= 2, holdsName: true)
    }

    /// Where what stands before a string begins: with its line, or a word of it.
    private func leadStart(_ text: Span<UInt8>, _ start: Int, after behind: Int) -> Int {
        let lowest = max(behind, start - Self.lead)
        var low = start
        while low > lowest, text[low - 1] != 0x0A { low -= 1 }
        guard low == lowest, low > 0 else { return low }
        while low < start, !text[low].isASCIISpace { low += 1 }
        return low
    }

    private func append(_ text: Span<UInt8>, _ range: Range<Int>, _ style: DecodedText.Style, to read: inout Stretches) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let escape = Escape(text, at: index, style), index + escape.length <= range.upperBound else {
                read.append(text[index], from: index..<index + 1)
                index += 1
                continue
            }
            let end = index + escape.length
            if let byte = escape.byte { read.append(byte, from: index..<end) }
            index = end
        }
    }
}
