internal import RekeyCore
internal import RekeyRules

/// Finds the variable, key, header or parameter that a value is given to.
package enum VariableName {
    private static let reach = 400
    private static let longestName = 80

    /// The name in front of the value at `start`, or in front of the URL that holds it; `nil` when nothing is assigned.
    package static func before(_ start: Int, in text: Span<UInt8>) -> String? {
        guard start <= text.count else { return nil }
        if let url = urlStart(before: start, in: text), let name = assigned(before: url, in: text) { return name }
        return assigned(before: start, in: text)
    }

    /// As `before`, of a text whose escapes hide what gives the name to the value: `name\u003d`, or colours between them.
    static func beforeEscapes(_ start: Int, in text: Span<UInt8>) -> String? {
        let window = max(0, start - escapedReach)..<min(start, text.count)
        guard window.upperBound == start else { return nil }
        var index = window.lowerBound
        while index < start, !AnchorTail.beginsEscape(text, index) { index += 1 }
        guard index < start, let decoded = DecodedText(text, window: window) else { return nil }
        let bytes = decoded.bytes
        return before(bytes.count, in: bytes.span)
    }

    private static let escapedReach = 120

    /// Where the URL begins that `start` is part of: the first letter of its scheme.
    private static func urlStart(before start: Int, in text: Span<UInt8>) -> Int? {
        let lowest = max(0, start - reach)
        var index = start
        while index > lowest, !isDelimiter(text[index - 1]) {
            index -= 1
            guard text[index] == UInt8(ascii: ":"), index + 2 < text.count, isSlash(text, at: index + 1) else { continue }
            var scheme = index
            while scheme > lowest, text[scheme - 1].isASCIIAlphanumeric || text[scheme - 1] == UInt8(ascii: "+") { scheme -= 1 }
            return scheme
        }
        return nil
    }

    private static func isSlash(_ text: Span<UInt8>, at index: Int) -> Bool {
        text[index] == UInt8(ascii: "/") || (text[index] == UInt8(ascii: "\\") && text[index + 1] == UInt8(ascii: "/"))
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool { byte.isASCIISpace || "\"'`<>".utf8.contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte == 0x5F || byte == 0x2D || byte == 0x2E }

    private static func assigned(before start: Int, in text: Span<UInt8>) -> String? {
        let lowest = max(0, start - reach)
        var index = skipBack(start, lowest, in: text) { $0 == 0x20 || $0 == 0x09 || "\"'`\\([{".utf8.contains($0) }
        index = skipScheme(index, lowest, in: text)
        guard index > lowest, "=:>,".utf8.contains(text[index - 1]) else { return nil }
        if text[index - 1] == UInt8(ascii: ">") && index - 1 > lowest && text[index - 2] != UInt8(ascii: "=") {
            return name(endingAt: index - 1, lowest, in: text)
        }
        let isArgument = text[index - 1] == UInt8(ascii: ",")
        index = skipBack(index, lowest, in: text) { "=:>,".utf8.contains($0) }
        // Why: in `set("password", value)` the quoted text names the value, in `connect(url, value)` nothing does.
        if isArgument, !(index > lowest && "\"'`".utf8.contains(text[index - 1])) { return nil }
        index = skipBack(index, lowest, in: text) { $0 == 0x20 || $0 == 0x09 || "\"'`\\])".utf8.contains($0) }
        return name(endingAt: index, lowest, in: text)
    }

    /// Steps over `Bearer`, `Basic` and `Token` between a header name and its value.
    private static func skipScheme(_ end: Int, _ lowest: Int, in text: Span<UInt8>) -> Int {
        for scheme in ["bearer", "basic", "token"] {
            let word = Array(scheme.utf8)
            guard end - word.count >= lowest else { continue }
            var matches = true
            for offset in word.indices where text[end - word.count + offset].asciiLowercased != word[offset] { matches = false }
            if matches { return skipBack(end - word.count, lowest, in: text) { $0 == 0x20 || "\"'`".utf8.contains($0) } }
        }
        return end
    }

    private static func skipBack(_ start: Int, _ lowest: Int, in text: Span<UInt8>, while skips: (UInt8) -> Bool) -> Int {
        var index = start
        while index > lowest, skips(text[index - 1]) { index -= 1 }
        return index
    }

    private static func name(endingAt end: Int, _ lowest: Int, in text: Span<UInt8>) -> String? {
        var start = skipBack(end, max(lowest, end - longestName), in: text, while: isName)
        // Why: `\n` before a name ends the line before it.
        if start > 0, end - start > 2, text[start - 1] == UInt8(ascii: "\\"), "nrt".utf8.contains(text[start]) { start += 1 }
        while start < end, !(text[start].isASCIILetter || text[start] == UInt8(ascii: "_")) { start += 1 }
        guard end - start >= 2 else { return nil }
        var bytes: [UInt8] = []
        for index in start..<end { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
