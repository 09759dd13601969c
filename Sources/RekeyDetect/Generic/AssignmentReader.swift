internal import RekeyCore

/// Steps from the end of a name to the value.
struct AssignmentReader {
    var offset: Int

    /// What stood between name and value.
    enum Style { case equals, colon, element, argument, spaced, comparison, call }

    /// Passes the quote or bracket that closes a quoted key; false when a quote closes something that the name did not open.
    mutating func skipKeyEnd(_ text: Span<UInt8>, nameStart: Int) -> Bool {
        if byte(text) == UInt8(ascii: "\\") { offset += 1 }
        guard let quote = byte(text), Self.isQuote(quote) else { return true }
        guard nameStart > 0, text[nameStart - 1] == quote else { return false }
        offset += 1
        if let next = byte(text), next == UInt8(ascii: "]") || next == UInt8(ascii: ")") || next == UInt8(ascii: "}") { offset += 1 }
        return true
    }

    /// The value of a name that begins at `nameStart`, at most `limit` bytes.
    mutating func value(
        _ text: Span<UInt8>, nameStart: Int, style: Style, syntax: FileKind.Syntax, limit: Int
    ) -> (range: Range<Int>, isQuoted: Bool)? {
        let hadBlank = offset
        skipBlanks(text)
        if syntax == .yaml, style == .colon { skipToNested(text) }
        let isTight = offset == hadBlank
        if let prefix = byte(text), Self.isStringPrefix(prefix), let next = peek(text, 1), Self.isPlainQuote(next) { offset += 1 }
        let isEscaped = byte(text) == UInt8(ascii: "\\")
        if isEscaped { offset += 1 }
        guard let first = byte(text) else { return nil }
        if style == .element {
            let content = until(text, limit) { $0 == UInt8(ascii: "<") || $0 == 0x0A }
            // Why: `<password>` without an end tag is a placeholder in prose or in a URL.
            guard let content, content.upperBound < text.count, text[content.upperBound] == UInt8(ascii: "<") else { return nil }
            return (content, false)
        }
        if Self.isQuote(first) {
            offset += 1
            return quoted(text, first, isEscaped: isEscaped, limit: limit).map { ($0, true) }
        }
        if style == .colon, !isTight, let header = header(text, nameStart: nameStart, limit: limit) { return (header, true) }
        if style == .colon, syntax == .text, !isTight {
            return (stringEnd(text, limit: limit) ?? lineEnd(text, limit: limit)).map { ($0, false) }
        }
        if style == .equals, isTight, nameStart > 0, text[nameStart - 1] == UInt8(ascii: "?") || text[nameStart - 1] == UInt8(ascii: "&") {
            return until(text, limit, stops: Self.endsParameter).map { ($0, false) }
        }
        if syntax == .code, style == .colon || style == .equals {
            guard let value = lineEnd(text, limit: limit), text.isComment(at: nameStart) else { return nil }
            return (value, false)
        }
        guard takesBareValues(style, syntax, isTight: isTight) else { return nil }
        let bare = until(text, limit) {
            $0.isASCIISpace || Self.endsBareValue($0) || ($0 == UInt8(ascii: ",") && syntax != .assignments)
        }
        let line = syntax == .text ? bare.flatMap { beforeEscapedBreak(text, $0) } : bare
        return line.flatMap { trimmed(text, $0) }.map { ($0, false) }
    }

    /// Passes what YAML puts between a name and the value on a line below: `|-`, or `Type: String` before `Default: value`.
    private mutating func skipToNested(_ text: Span<UInt8>) {
        guard let first = byte(text), first == UInt8(ascii: "|") || first == UInt8(ascii: ">") || first == 0x0A else { return }
        var probe = AssignmentReader(offset: offset)
        for _ in 0..<Self.nestedLines {
            while let next = probe.byte(text), next != 0x0A { probe.offset += 1 }
            probe.offset += 1
            probe.skipBlanks(text)
            if first != 0x0A { break }
            guard let initial = probe.byte(text), Self.mayStartNestedKey(initial),
                let word = Self.nestedKeys.first(where: { probe.matches(text, $0) })
            else { continue }
            offset = probe.offset + word.utf8.count
            skipBlanks(text)
            return
        }
        if first != 0x0A { offset = probe.offset }
    }

    private static let nestedLines = 4
    private static let nestedKeys = ["Default:", "default:", "value:"]

    private static func mayStartNestedKey(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "d") || byte == UInt8(ascii: "v")
    }

    /// Where a parameter of a URL ends.
    private static func endsParameter(_ byte: UInt8) -> Bool {
        byte.isASCIISpace || endsBareValue(byte) || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\")
    }

    /// `"X-Api-Key: value"`: the quotes stand round name and value.
    private func header(_ text: Span<UInt8>, nameStart: Int, limit: Int) -> Range<Int>? {
        guard nameStart > 0, Self.isPlainQuote(text[nameStart - 1]) else { return nil }
        let quote = text[nameStart - 1]
        guard let value = until(text, limit, stops: { $0.isASCIISpace || $0 == quote || $0 == UInt8(ascii: "\\") }) else { return nil }
        return value.upperBound < text.count && text[value.upperBound] == quote ? value : nil
    }

    /// What stands before a line end that is written as two characters, as in the strings of JSON logs.
    private func beforeEscapedBreak(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let end = range.first { isEscapedBreak(text, $0) } ?? range.upperBound
        return end > range.lowerBound ? range.lowerBound..<end : nil
    }

    private func isEscapedBreak(_ text: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 1 < text.count, text[index] == UInt8(ascii: "\\") else { return false }
        return text[index + 1] == UInt8(ascii: "n") || text[index + 1] == UInt8(ascii: "r")
    }

    /// `password: value` in a note or a log, where the value is the last word of its line.
    private func lineEnd(_ text: Span<UInt8>, limit: Int) -> Range<Int>? {
        guard let value = until(text, limit, stops: { $0.isASCIISpace || Self.endsBareValue($0) }) else { return nil }
        var end = value.upperBound
        while end < text.count, text[end] == 0x20 || text[end] == 0x0D { end += 1 }
        return end == text.count || text[end] == 0x0A ? value : nil
    }

    /// The same where the line is the string of a JSON log, or a part of one.
    private func stringEnd(_ text: Span<UInt8>, limit: Int) -> Range<Int>? {
        guard let word = until(text, limit, stops: { $0.isASCIISpace || Self.endsBareValue($0) }),
            let value = beforeEscapedBreak(text, word), text[offset - 1] != UInt8(ascii: "\\"),
            !value.contains(where: { text[$0] == UInt8(ascii: "\\") })
        else { return nil }
        let end = value.upperBound
        if isEscapedBreak(text, end) { return value }
        guard end + 1 < text.count, text[end] == UInt8(ascii: "\"") else { return nil }
        return text[end + 1] == UInt8(ascii: ",") || text[end + 1] == UInt8(ascii: "}") ? value : nil
    }

    /// Without a comma and the brackets that close what was opened before the name.
    private func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound {
            let opener: UInt8
            switch text[end - 1] {
            case UInt8(ascii: ","): opener = 0
            case UInt8(ascii: "}"): opener = UInt8(ascii: "{")
            case UInt8(ascii: "]"): opener = UInt8(ascii: "[")
            case UInt8(ascii: ")"): opener = UInt8(ascii: "(")
            default: return range.lowerBound..<end
            }
            if (range.lowerBound..<end).contains(where: { text[$0] == opener }) { break }
            end -= 1
        }
        return end > range.lowerBound ? range.lowerBound..<end : nil
    }

    /// What stands in quotes, `offset` being behind the opening one; `isEscaped` when that had a backslash before it.
    private func quoted(_ text: Span<UInt8>, _ quote: UInt8, isEscaped: Bool, limit: Int) -> Range<Int>? {
        let furthest = min(text.count, offset + limit)
        var (end, backslashes) = (offset, 0)
        var doubtful: Int?
        while end < furthest, text[end] != 0x0A {
            if text[end] == quote {
                // Why: `"a\"b"` goes on behind its second quote; `'C:\dir\'` does not, and no other quote follows on its line.
                if isEscaped || backslashes % 2 == 0 { return content(upTo: backslashes > 0 && isEscaped ? end - 1 : end) }
                doubtful = doubtful ?? end - 1
            }
            backslashes = text[end] == UInt8(ascii: "\\") ? backslashes + 1 : 0
            end += 1
        }
        return doubtful.flatMap(content)
    }

    private func content(upTo end: Int) -> Range<Int>? { end > offset ? offset..<end : nil }

    private func takesBareValues(_ style: Style, _ syntax: FileKind.Syntax, isTight: Bool) -> Bool {
        switch (syntax, style) {
        case (.assignments, _), (_, .spaced): true
        case (.yaml, .colon), (.yaml, .equals): true
        case (.shell, .equals): isTight
        case (.text, .equals): isTight
        default: false
        }
    }

    private func until(_ text: Span<UInt8>, _ limit: Int, stops: (UInt8) -> Bool) -> Range<Int>? {
        var end = offset
        let furthest = min(text.count, offset + limit)
        while end < furthest, !stops(text[end]) { end += 1 }
        return end > offset && end - offset < limit ? offset..<end : nil
    }

    static func isQuote(_ byte: UInt8) -> Bool { isPlainQuote(byte) || byte == UInt8(ascii: "`") }

    static func isPlainQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// `b"…"`, `r'…'`, `u"…"`, `f"…"`, `L"…"`, `@"…"`.
    private static func isStringPrefix(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "r"), UInt8(ascii: "u"), UInt8(ascii: "f"), UInt8(ascii: "L"), UInt8(ascii: "@"): true
        default: false
        }
    }

    private static func endsBareValue(_ byte: UInt8) -> Bool {
        isQuote(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }

    func byte(_ text: Span<UInt8>) -> UInt8? { offset < text.count ? text[offset] : nil }

    func peek(_ text: Span<UInt8>, _ ahead: Int) -> UInt8? { offset + ahead < text.count ? text[offset + ahead] : nil }

    /// At most 24 blanks: aligned configuration, not a table of prose.
    mutating func skipBlanks(_ text: Span<UInt8>) {
        let furthest = min(text.count, offset + 24)
        while offset < furthest, text[offset] == 0x20 || text[offset] == 0x09 { offset += 1 }
    }

    func matches(_ text: Span<UInt8>, _ word: String) -> Bool {
        var index = offset
        for byte in word.utf8 {
            guard index < text.count, text[index] == byte else { return false }
            index += 1
        }
        return true
    }

    func ends(_ text: Span<UInt8>, at end: Int, with word: String) -> Bool {
        let start = end - word.utf8.count
        return start >= 0 && AssignmentReader(offset: start).matches(text, word)
    }
}
