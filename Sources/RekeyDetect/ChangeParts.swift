internal import ByteSearch
package import RekeyCore
internal import RekeyRules

/// Where to look in a text of which another version was scanned: round its changes, as far as a rule can see.
package struct ChangeParts {
    /// Ascending and apart; `nil` when only the whole text will do.
    package let parts: [Range<Int>]?

    /// `changes` are ascending; what lies between two of them is one stretch of the other version. That must not have asked for its
    /// surroundings (`ChunkResult.wantsSurroundings`); `unsettled` are the words there that did.
    package init(_ text: Span<UInt8>, changes: Span<TextChange>, unsettled: [Range<Int>] = []) {
        var parts: [Range<Int>] = []
        var index = 0
        while index < changes.count {
            // Why first: deltas have many small changes, and what is seen round neighbours overlaps anyway.
            var change = changes[index].range
            index += 1
            while index < changes.count, changes[index].range.lowerBound - change.upperBound <= 2 * RegexTraits.nearbyBytes {
                change = change.lowerBound..<max(change.upperBound, changes[index].range.upperBound)
                index += 1
            }
            guard let part = Self.part(text, round: change.clamped(to: 0..<text.count)) else {
                self.parts = nil
                return
            }
            Self.append(part, to: &parts)
        }
        if !unsettled.isEmpty {
            var all = parts
            // Why with what is round them: a better answer for the same bytes may come from another word.
            for word in Self.moved(unsettled, changes, text.count) {
                guard let part = Self.part(text, round: word) else {
                    self.parts = nil
                    return
                }
                all.append(part)
            }
            all.sort { $0.lowerBound < $1.lowerBound }
            parts.removeAll(keepingCapacity: true)
            for part in all { Self.append(part, to: &parts) }
        }
        self.parts = parts
    }

    /// A part with all that decides what is found in it, if nothing asks for its surroundings; `nil` where lines are too long to tell.
    ///
    /// Every change for which any place of the part would be looked at lies in it, or is the line break before it, without which it would be
    /// another one. Why a line more than a rule sees: lines of base64 at the ends of the part may be looked at for a change beyond them.
    package static func sight(of part: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
        guard let before = lineStart(text, max(0, part.lowerBound - 1)), let behind = lineEnd(text, part.upperBound),
            let low = lineStart(text, max(0, before - RegexTraits.nearbyBytes - 1)),
            let high = lineEnd(text, min(text.count, behind + RegexTraits.nearbyBytes))
        else { return nil }
        return low..<high
    }

    private static func append(_ part: Range<Int>, to parts: inout [Range<Int>]) {
        if let last = parts.last, last.upperBound >= part.lowerBound {
            parts[parts.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
        } else {
            parts.append(part)
        }
    }

    /// Where words of the other version stand now; those that a change cut are left out.
    private static func moved(_ words: [Range<Int>], _ changes: Span<TextChange>, _ count: Int) -> [Range<Int>] {
        var moved: [Range<Int>] = []
        for number in 0...changes.count {
            let start = number == 0 ? 0 : changes[number - 1].range.upperBound
            let end = number == changes.count ? count : changes[number].range.lowerBound
            let source = number == 0 ? 0 : changes[number - 1].source
            guard start < end else { continue }
            for word in words where word.lowerBound >= source && word.upperBound - source <= end - start {
                moved.append(word.lowerBound - source + start..<word.upperBound - source + start)
            }
        }
        return moved
    }

    /// The lines of `change`, with what a rule sees before and behind them, and the lines of base64 that they are in the middle of; `nil` for
    /// too much.
    private static func part(_ text: Span<UInt8>, round change: Range<Int>) -> Range<Int>? {
        guard let first = lineStart(text, change.lowerBound), let last = lineEnd(text, change.upperBound) else { return nil }
        guard let low = lineStart(text, max(0, first - RegexTraits.nearbyBytes)),
            let high = lineEnd(text, min(text.count, last + RegexTraits.nearbyBytes)),
            let start = encodedStart(text, low), let end = encodedEnd(text, high)
        else { return nil }
        return start..<end
    }

    /// Longer lines, and more lines of base64, are not cut out of a text.
    private static let longest = 65_536

    private static func lineStart(_ text: Span<UInt8>, _ offset: Int) -> Int? {
        let lowest = max(0, offset - longest)
        let room = text.extracting(lowest..<offset)
        if let end = ByteSearch.last(of: 0x0A, in: room, before: room.count) { return lowest + end + 1 }
        return lowest == 0 ? 0 : nil
    }

    private static func lineEnd(_ text: Span<UInt8>, _ offset: Int) -> Int? {
        let highest = min(text.count, offset + longest)
        if let end = ByteSearch.first(of: 0x0A, in: text.extracting(0..<highest), from: offset) { return end + 1 }
        return highest == text.count ? highest : nil
    }

    /// The start of the first of the lines before `start` that hold nothing but base64.
    private static func encodedStart(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var low = start
        while low > 0 {
            guard start - low < longest, let previous = lineStart(text, low - 1) else { return nil }
            guard isEncoded(text, previous..<low - 1) else { break }
            low = previous
        }
        return low
    }

    private static func encodedEnd(_ text: Span<UInt8>, _ end: Int) -> Int? {
        var high = end
        while high < text.count {
            guard high - end < longest, let next = lineEnd(text, high) else { return nil }
            guard isEncoded(text, high..<next) else { break }
            high = next
        }
        return high
    }

    /// Whether a line may be one of several of a value in base64: blanks, quotes and such aside, one long run of its characters.
    private static func isEncoded(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let needed = max(shortestLine, line.count / 2 + 1)
        var start = line.lowerBound
        while start + needed <= line.upperBound {
            // Why from the end: other lines show a blank there within some bytes, and all before it need not be looked at.
            var index = start + needed - 1
            while index >= start, text[index].isBase64 { index -= 1 }
            if index < start { return true }
            start = index + 1
        }
        return false
    }

    /// Bytes. Source: `WrappedLines`, whose first line is as long.
    private static let shortestLine = 40
}
