internal import RekeyCore

/// Finds strings that hold whole documents, as `"content": "user=…\npassword=…"` does, and reads what they stand for.
///
/// A regex sees words round an anchor; what needs lines, quotes and names beside each other is found only when the string is undone as a
/// whole. Many strings are short, so all of them are put into one text, each on lines of its own, behind what stands before it.
struct EscapedStrings {
    /// Nothing before it is looked at again.
    private var offset = 0

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
        let isMarkup = text.isMarkup
        while read.bytes.count < Self.longestText, let mark = text.escapeMark(from: offset, isMarkup: isMarkup) {
            let string = text[mark] == UInt8(ascii: "&") ? markup(text, mark) : literal(text, mark)
            let behind = offset
            // Why one more: the quote that closes a string opens none.
            offset = max(mark, string.range.upperBound) + 1
            guard string.isWorth, string.range.count >= Self.shortest else { continue }
            guard budget.take(string.range.count) else { break }
            let lead = leadStart(text, string.range.lowerBound, after: behind)..<string.range.lowerBound
            for index in lead { read.append(text[index], from: index..<index + 1) }
            append(text, string.range, string.style, to: &read)
            read.append(0x0A, from: string.range.upperBound..<string.range.upperBound)
            whole = (whole?.lowerBound ?? lead.lowerBound)..<string.range.upperBound
        }
        guard let whole else { return nil }
        return DecodedBlob(bytes: read.bytes, steps: [], range: whole, place: .stretches(read))
    }

    private struct Found {
        var range: Range<Int>
        var style: DecodedText.Style
        var isWorth: Bool
    }

    /// The string literal, or the part of a line without quotes, that holds the escape at `mark`.
    private func literal(_ text: Span<UInt8>, _ mark: Int) -> Found {
        var start = mark
        let lowest = max(offset, mark - Self.reach)
        while start > lowest, text[start - 1] != 0x0A { start -= 1 }
        var (quote, lines, quotes) = (UInt8(0), 0, 0)
        var index = start
        let furthest = min(text.count, mark + Self.longestString)
        while index < furthest, text[index] != 0x0A {
            switch text[index] {
            case UInt8(ascii: "\\"):
                if EscapeMark.stands(in: text, at: index) {
                    if index + 1 < furthest, text[index + 1] == UInt8(ascii: "\"") { quotes += 1 } else { lines += 1 }
                }
                index += 1
            case let byte where byte == quote || quote == 0 && (byte == 0x22 || byte == 0x27 || byte == 0x60):
                if index > mark { return found(start..<index, quote, lines, quotes) }
                (quote, lines, quotes) = (quote == 0 ? byte : 0, 0, 0)
                start = index + 1
            default: break
            }
            index += 1
        }
        return found(min(start, furthest)..<min(index, furthest), quote, lines, quotes)
    }

    /// Why two without quotes: a backslash before `n` is a path of Windows, or a command of TeX.
    private func found(_ range: Range<Int>, _ quote: UInt8, _ lines: Int, _ quotes: Int) -> Found {
        Found(range: range, style: .backslashes, isWorth: lines >= (quote == 0 ? 2 : 1) || quotes >= 2)
    }

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
        return Found(range: start..<index, style: .entities, isWorth: quotes >= 2)
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
