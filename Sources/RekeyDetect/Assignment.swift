internal import RekeyCore

/// `name = value`, found by hand round a credential word. Byte ranges of the scanned text, half-open.
struct Assignment: Equatable {
    var name: Range<Int>
    var value: Range<Int>
    var isQuoted: Bool

    private static let longestName = 64
    private static let longestValue = 512

    /// Reads the assignment whose name holds the word at `word`; `nil` for anything else, nearly always after a few bytes.
    init?(_ text: Span<UInt8>, word: Range<Int>, syntax: FileKind.Syntax) {
        var end = word.upperBound
        let furthest = min(text.count, end + Self.longestName)
        while end < furthest, Self.isName(text[end]) { end += 1 }
        guard end < text.count else { return nil }
        var reader = AssignmentReader(offset: end)
        guard Self.mayFollowName(text[end]) else { return nil }
        var start = word.lowerBound
        let lowest = max(0, start - Self.longestName)
        while start > lowest, Self.isName(text[start - 1]) { start -= 1 }
        guard reader.skipKeyEnd(text, nameStart: start) else { return nil }
        guard let style = reader.separator(text, nameStart: start, syntax: syntax) else { return nil }
        guard let value = reader.value(text, style: style, syntax: syntax, limit: Self.longestValue) else { return nil }
        name = start..<end
        self.value = value.range
        isQuoted = value.isQuoted
    }

    /// Whether a name that holds the word ending at `end` may be followed by an assignment: a few bytes decide.
    static func mayFollow(_ text: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        let furthest = min(text.count, end + longestName + 24)
        while index < furthest, isName(text[index]) { index += 1 }
        guard index < furthest, mayFollowName(text[index]) else { return false }
        while index < furthest, isBetween(text[index]) { index += 1 }
        return index < furthest && (isSeparator(text, index) || mayBeSpaced(text, index, word: end))
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x22 || byte == 0x27 || byte == 0x60 || byte == 0x5C || byte == 0x5D || byte == 0x29
    }

    /// `=`, `:`, `?=`, `>` and the comma behind a quoted name; not `==`, `=~`, `::` and `://`.
    private static func isSeparator(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let next = index + 1 < text.count ? text[index + 1] : 0
        switch text[index] {
        case UInt8(ascii: "="): return next != UInt8(ascii: "=") && next != UInt8(ascii: "~")
        case UInt8(ascii: ":"): return next != UInt8(ascii: ":") && next != UInt8(ascii: "/")
        case UInt8(ascii: "?"): return next == UInt8(ascii: "=")
        case UInt8(ascii: ">"): return true
        case UInt8(ascii: ","):
            var before = index - 1
            while before > 0, text[before] == 0x20 || text[before] == 0x09 { before -= 1 }
            return text[before] == 0x22 || text[before] == 0x27
        default: return false
        }
    }

    /// Forms without a separator behind the name: `name: X` with its value on the next line, `key="X" value="…"`, `--password value` and
    /// `ENV PASSWORD value`.
    private static func mayBeSpaced(_ text: Span<UInt8>, _ index: Int, word end: Int) -> Bool {
        if text[index] == 0x0A { return true }
        let previous = text[index - 1]
        guard previous == 0x20 || previous == 0x09 else { return false }
        if text[index] == UInt8(ascii: "v") || text[index] == UInt8(ascii: "V") { return true }
        var start = end
        let lowest = max(0, end - longestName - longestWord)
        while start > lowest, isName(text[start - 1]) { start -= 1 }
        if start + 1 < end, text[start] == UInt8(ascii: "-"), text[start + 1] == UInt8(ascii: "-") { return true }
        return start >= 4 && text[start - 1] == 0x20 && text[start - 2] == UInt8(ascii: "V")
    }

    /// No word of a rule is longer.
    private static let longestWord = 64

    /// Whether a variable name may have this byte.
    static func isName(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte == 0x5F || byte == 0x2D || byte == 0x2E }

    private static func mayFollowName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: " "), 0x09, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
            UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "\\"), 0x0A, UInt8(ascii: ")"), UInt8(ascii: ","):
            true
        default: false
        }
    }
}

/// Steps from the end of a name to the value.
private struct AssignmentReader {
    var offset: Int

    /// What stood between name and value.
    enum Style { case equals, colon, element, argument, spaced }

    /// Passes the quote or bracket that closes a quoted key; false when a quote closes something that the name did not open.
    mutating func skipKeyEnd(_ text: Span<UInt8>, nameStart: Int) -> Bool {
        if byte(text) == UInt8(ascii: "\\") { offset += 1 }
        guard let quote = byte(text), Self.isQuote(quote) else { return true }
        guard nameStart > 0, text[nameStart - 1] == quote else { return false }
        offset += 1
        if let next = byte(text), next == UInt8(ascii: "]") || next == UInt8(ascii: ")") { offset += 1 }
        return true
    }

    mutating func separator(_ text: Span<UInt8>, nameStart: Int, syntax: FileKind.Syntax) -> Style? {
        let before = offset
        skipBlanks(text)
        guard let first = byte(text) else { return nil }
        switch first {
        case UInt8(ascii: "="):
            guard equals(text) else { return nil }
            return isFlag(text, nameStart) ? .spaced : .equals
        case UInt8(ascii: "?") where peek(text, 1) == UInt8(ascii: "="):
            offset += 2
            return .equals
        case UInt8(ascii: ":"): return colon(text)
        case UInt8(ascii: ">"):
            guard nameStart > 0, text[nameStart - 1] == UInt8(ascii: "<") else { return nil }
            offset += 1
            return .element
        case UInt8(ascii: ","):
            guard before > nameStart, Self.isPlainQuote(text[before - 1]) else { return nil }
            offset += 1
            skipBlanks(text)
            return byte(text).map(Self.isPlainQuote) == true ? .argument : nil
        case 0x0A: return nextLineValue(text) ? .colon : nil
        default: return spaced(text, before: before, nameStart: nameStart, syntax: syntax)
        }
    }

    /// `=`, `=>`; not a comparison.
    private mutating func equals(_ text: Span<UInt8>) -> Bool {
        switch peek(text, 1) {
        case UInt8(ascii: "="), UInt8(ascii: "~"): return false
        case UInt8(ascii: ">"): offset += 2
        default: offset += 1
        }
        return true
    }

    /// `:`, `:=`, and `name: Type = value`; not `::` or `://`.
    private mutating func colon(_ text: Span<UInt8>) -> Style? {
        switch peek(text, 1) {
        case UInt8(ascii: ":"), UInt8(ascii: "/"): return nil
        case UInt8(ascii: "="):
            offset += 2
            return .equals
        default: offset += 1
        }
        var probe = AssignmentReader(offset: offset)
        probe.skipBlanks(text)
        let typeStart = probe.offset
        probe.skipTypeName(text, from: typeStart)
        guard probe.offset > typeStart else { return .colon }
        probe.skipBlanks(text)
        // Why: `str | None` is one type.
        while probe.byte(text) == UInt8(ascii: "|"), probe.offset - typeStart < Self.longestType {
            probe.offset += 1
            probe.skipBlanks(text)
            probe.skipTypeName(text, from: typeStart)
            probe.skipBlanks(text)
        }
        guard probe.byte(text) == UInt8(ascii: "="), probe.equals(text) else { return .colon }
        offset = probe.offset
        return .equals
    }

    private mutating func skipTypeName(_ text: Span<UInt8>, from start: Int) {
        while let byte = byte(text), offset - start < Self.longestType, Self.isTypeName(byte) { offset += 1 }
    }

    private static let longestType = 40

    /// `--password value`, `ENV PASSWORD value`, `key="password" value="…"`.
    private mutating func spaced(_ text: Span<UInt8>, before: Int, nameStart: Int, syntax: FileKind.Syntax) -> Style? {
        guard offset > before else { return nil }
        for word in ["value=", "Value="] where matches(text, word) {
            offset += word.utf8.count
            return .equals
        }
        if isFlag(text, nameStart) { return .spaced }
        guard syntax == .shell, nameStart >= 4 else { return nil }
        return ends(text, at: nameStart, with: "ENV ") ? .spaced : nil
    }

    /// Whether the name is a command-line flag; its value is bare in every language.
    private func isFlag(_ text: Span<UInt8>, _ nameStart: Int) -> Bool {
        nameStart + 1 < text.count && text[nameStart] == UInt8(ascii: "-") && text[nameStart + 1] == UInt8(ascii: "-")
    }

    /// Kubernetes and compose: `- name: DB_PASSWORD`, and `value: …` on the next line.
    private mutating func nextLineValue(_ text: Span<UInt8>) -> Bool {
        offset += 1
        skipBlanks(text)
        for word in ["value:", "\"value\":", "Value:"] where matches(text, word) {
            offset += word.utf8.count
            return true
        }
        return false
    }

    mutating func value(
        _ text: Span<UInt8>, style: Style, syntax: FileKind.Syntax, limit: Int
    ) -> (range: Range<Int>, isQuoted: Bool)? {
        let hadBlank = offset
        skipBlanks(text)
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
        guard takesBareValues(style, syntax, isTight: isTight) else { return nil }
        let bare = until(text, limit) {
            $0.isASCIISpace || Self.endsBareValue($0) || ($0 == UInt8(ascii: ",") && syntax != .assignments)
        }
        return bare.map { ($0, false) }
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

    private static func isQuote(_ byte: UInt8) -> Bool { isPlainQuote(byte) || byte == UInt8(ascii: "`") }

    private static func isPlainQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// `b"…"`, `r'…'`, `u"…"`, `f"…"`, `L"…"`, `@"…"`.
    private static func isStringPrefix(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "r"), UInt8(ascii: "u"), UInt8(ascii: "f"), UInt8(ascii: "L"), UInt8(ascii: "@"): true
        default: false
        }
    }

    private static func isTypeName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "|"), UInt8(ascii: "_"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "&"), UInt8(ascii: "."):
            true
        default: byte.isASCIIAlphanumeric
        }
    }

    private static func endsBareValue(_ byte: UInt8) -> Bool {
        isQuote(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }

    private func byte(_ text: Span<UInt8>) -> UInt8? { offset < text.count ? text[offset] : nil }

    private func peek(_ text: Span<UInt8>, _ ahead: Int) -> UInt8? { offset + ahead < text.count ? text[offset + ahead] : nil }

    /// At most 24 blanks: aligned configuration, not a table of prose.
    private mutating func skipBlanks(_ text: Span<UInt8>) {
        let furthest = min(text.count, offset + 24)
        while offset < furthest, text[offset] == 0x20 || text[offset] == 0x09 { offset += 1 }
    }

    private func matches(_ text: Span<UInt8>, _ word: String) -> Bool {
        var index = offset
        for byte in word.utf8 {
            guard index < text.count, text[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private func ends(_ text: Span<UInt8>, at end: Int, with word: String) -> Bool {
        let start = end - word.utf8.count
        return start >= 0 && AssignmentReader(offset: start).matches(text, word)
    }
}
