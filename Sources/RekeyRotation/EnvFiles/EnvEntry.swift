/// How a value is wrapped where it stands.
package enum EnvQuoting: Sendable, Hashable, CaseIterable {
    case none, single, double, backtick
    /// It starts with a quote and is not one quoted piece.
    case mixed
}

/// One `NAME=value` of an env file. Ranges are half-open byte ranges in the file.
package struct EnvEntry: Sendable, Hashable {
    /// The variable.
    package let name: String
    /// Where the name stands.
    package let nameRange: Range<Int>
    /// Where the value stands, with its quotes; empty for an empty value.
    package let valueRange: Range<Int>
    /// How the value is wrapped.
    package let quoting: EnvQuoting
    /// Whether `export` stands before the name.
    package let hasExport: Bool
    /// The comment in the same line, from its `#`.
    package let comment: Range<Int>?
    /// Line of the name, from 1.
    package let line: Int
    /// From the start of its first line to the end of its last, without the line end.
    package let lineRange: Range<Int>

    /// The value without its quotes, as written.
    package var bodyRange: Range<Int> {
        switch quoting {
        case .none, .mixed: valueRange
        case .single, .double, .backtick: valueRange.count >= 2 ? valueRange.lowerBound + 1..<valueRange.upperBound - 1 : valueRange
        }
    }
}

/// Finds the entries of an env file, whatever else is in it; takes time in proportion to the bytes.
struct EnvEntryScan {
    private var walk: ByteWalk
    private var line = 1
    private var entries: [EnvEntry] = []

    static func entries(of bytes: [UInt8]) -> [EnvEntry] {
        var scan = EnvEntryScan(walk: ByteWalk(bytes, at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0))
        while !scan.walk.isAtEnd { scan.readLine() }
        return scan.entries
    }

    private init(walk: ByteWalk) { self.walk = walk }

    private mutating func readLine() {
        let start = walk.offset
        if let entry = readEntry(from: start) { entries.append(entry) }
        walk.skipLine()
        walk.advance()
        line += walk.bytes[start..<walk.offset].count { $0 == Glyph.newline }
    }

    private mutating func readEntry(from start: Int) -> EnvEntry? {
        walk.skip(while: Glyph.isBlank)
        let hasExport = walk.starts(with: "export") && walk.peek(6).map(Glyph.isBlank) ?? false
        if hasExport {
            walk.advance(6)
            walk.skip(while: Glyph.isBlank)
        }
        let name = walk.skip { Glyph.isWord($0) || $0 == Glyph.hyphen || $0 == UInt8(ascii: ".") }
        walk.skip(while: Glyph.isBlank)
        guard !name.isEmpty, walk.current == Glyph.equals else { return nil }
        walk.advance()
        let equalsEnd = walk.offset
        walk.skip(while: Glyph.isBlank)
        let (value, quoting) = readValue(after: equalsEnd)
        walk.move(to: max(walk.offset, value.upperBound))
        walk.skip(while: Glyph.isBlank)
        let rest = walk.offset..<lineEnd
        let hasComment = walk.current == Glyph.hash && !rest.isEmpty
        return EnvEntry(
            name: String(decoding: walk.bytes[name], as: UTF8.self), nameRange: name, valueRange: value, quoting: quoting,
            hasExport: hasExport, comment: hasComment ? rest : nil, line: line, lineRange: start..<rest.upperBound)
    }

    private func readValue(after equalsEnd: Int) -> (range: Range<Int>, quoting: EnvQuoting) {
        guard let first = walk.current else { return (equalsEnd..<equalsEnd, .none) }
        if Glyph.isQuote(first), let close = closing(first) {
            let quoting: EnvQuoting = first == Glyph.singleQuote ? .single : first == Glyph.doubleQuote ? .double : .backtick
            return (walk.offset..<close + 1, quoting)
        }
        let (bytes, start) = (walk.bytes, walk.offset)
        var end = lineEnd
        if first == Glyph.hash, start > equalsEnd { end = start }
        for index in start..<end where bytes[index] == Glyph.hash && index > start && Glyph.isBlank(bytes[index - 1]) {
            end = index
            break
        }
        while end > start, Glyph.isBlank(bytes[end - 1]) { end -= 1 }
        guard end > start else { return (equalsEnd..<equalsEnd, .none) }
        return (start..<end, Glyph.isQuote(first) ? .mixed : .none)
    }

    /// The closing quote: the first one that only blanks and a comment follow in its line.
    private func closing(_ quote: UInt8) -> Int? {
        var ahead = walk
        ahead.advance()
        ahead.skip { $0 != quote }
        let plain = quote == Glyph.singleQuote && !ahead.isAtEnd ? [ahead.offset] : []
        return (plain + QuoteSearch(walk.bytes, after: walk.offset, quote: quote).closings).first { close in
            var tail = walk
            tail.move(to: close + 1)
            tail.skip { Glyph.isBlank($0) || $0 == Glyph.carriageReturn }
            return tail.isAtEnd || tail.current == Glyph.newline || tail.current == Glyph.hash
        }
    }

    /// The end of the line here, before its line end of one or two bytes.
    private var lineEnd: Int {
        var ahead = walk
        ahead.skipLine()
        let hasReturn = ahead.offset > walk.offset && ahead.peek(-1) == Glyph.carriageReturn
        return hasReturn ? ahead.offset - 1 : ahead.offset
    }
}
