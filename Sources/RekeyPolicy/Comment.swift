internal import RekeyCore

/// Where comments open and close, in the notations of most languages taken together.
enum Comment {
    private static let openers = ["#", "//", "/*", "/**", "<!--", "--", ";", "%", "(*", "{-"].map { Array($0.utf8) }
    /// Open a comment only where nothing else stands before them.
    private static let leadingOpeners = ["*", "rem", "REM", "dnl"].map { Array($0.utf8) }
    private static let closers = ["*/", "-->", "#}", "}}", "%>", "*)", "-}"].map { Array($0.utf8) }

    /// Whether the text before `offset`, spaces aside, ends with an opener.
    static func opens(before offset: Int, in line: [UInt8]) -> Bool {
        let text = words(before: offset, in: line)
        return leadingOpeners.contains { text.elementsEqual($0) } || openers.contains { text.hasSuffix($0) }
    }

    /// Whether nothing but an opener stands before `offset`.
    static func isAllThatStands(before offset: Int, in line: [UInt8]) -> Bool {
        let text = words(before: offset, in: line)
        guard !leadingOpeners.contains(where: { text.elementsEqual($0) }) else { return true }
        // Why: openers are often repeated or joined, as in `##`, `///`, `/**` and `{#`; code before a comment has other bytes.
        return openers.contains { text.hasSuffix($0) } && text.allSatisfy { "#/*<!-;%({".utf8.contains($0) }
    }

    /// Whether nothing but a closer stands at `offset` and behind.
    static func isAllThatStands(from offset: Int, in line: [UInt8]) -> Bool {
        line[offset...].allSatisfy { $0.isASCIISpace || "*/->#}%)".utf8.contains($0) }
    }

    /// Where the comment that goes on at `start` ends: at a closer, a line end, the end of the line, or after `limit` bytes.
    static func end(in line: [UInt8], from start: Int, limit: Int) -> Int {
        let last = min(line.count, start + limit)
        var at = start
        while at < last, line[at] != 0x0A, line[at] != 0x0D {
            let rest = line[at...]
            if closers.contains(where: { rest.starts(with: $0) }) { return at }
            at += 1
        }
        return at
    }

    private static func words(before offset: Int, in line: [UInt8]) -> ArraySlice<UInt8> {
        let text = line[..<offset].drop { $0 == 0x20 || $0 == 0x09 }
        let last = text.lastIndex { $0 != 0x20 && $0 != 0x09 }
        return text[..<(last.map { $0 + 1 } ?? text.startIndex)]
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ other: [UInt8]) -> Bool { count >= other.count && suffix(other.count).elementsEqual(other) }
}
