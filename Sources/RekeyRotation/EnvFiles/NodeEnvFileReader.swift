internal import RekeyCore

/// Reads as `node --env-file`: no escapes but `\n` in double quotes, what follows a closing quote is dropped.
// Source: checked against process.loadEnvFile of node 20.20.
struct NodeEnvFileReader {
    private var walk: ByteWalk
    private var readings = EnvReadings()

    static func read(_ bytes: [UInt8]) -> EnvReadings {
        // Why: node drops every carriage return, also within quotes.
        var text = RepairedText.of(bytes).filter { $0 != Glyph.carriageReturn }
        text.removeSubrange((text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0)...)
        var reader = NodeEnvFileReader(walk: ByteWalk(text))
        reader.walk.skip(while: isSpace)
        while !reader.walk.isAtEnd { reader.readEntry() }
        return reader.readings
    }

    private init(walk: ByteWalk) { self.walk = walk }

    private mutating func readEntry() {
        guard walk.current != Glyph.newline, walk.current != Glyph.hash else { return skipRest() }
        // Why: node 20 looks for `=` past the line's end, so that a line without one, or an indented comment, takes the next name with it.
        let range = walk.skip { $0 != Glyph.equals }
        guard !walk.isAtEnd else { return }
        walk.advance()
        let name = Self.name(walk.bytes, range)
        // Why: an empty name ends node's reading.
        guard !name.isEmpty else { return walk.move(to: walk.bytes.count) }
        guard let first = walk.current, first != Glyph.newline else {
            readings.set(name, EnvValue([]))
            walk.advance()
            return
        }
        walk.skip(while: Self.isSpace)
        if let value = readValue() { readings.set(name, EnvValue(value)) }
    }

    /// `nil` for a quote that is closed nowhere in the last line, when no line end follows: node keeps nothing.
    private mutating func readValue() -> [UInt8]? {
        let start = walk.offset
        if let quote = walk.current, Glyph.isQuote(quote) {
            var ahead = walk
            ahead.advance()
            let body = ahead.skip { $0 != quote }
            guard ahead.isAtEnd else {
                walk = ahead
                skipRest()
                let value = Array(walk.bytes[body])
                return quote == Glyph.doubleQuote ? TextSwap.replacing("\\n", with: "\n", in: value) : value
            }
            let line = walk.skipLine()
            let isLast = walk.isAtEnd
            walk.advance()
            return isLast ? nil : Array(walk.bytes[line])
        }
        let value = walk.skip { $0 != Glyph.hash && $0 != Glyph.newline }
        skipRest()
        return Array(walk.bytes[Self.trimmed(walk.bytes, start..<value.upperBound)])
    }

    private mutating func skipRest() {
        walk.skipLine()
        walk.advance()
    }

    private static func name(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        let whole = trimmed(bytes, range)
        guard bytes[whole].starts(with: "export ".utf8) else { return Array(bytes[whole]) }
        return Array(bytes[trimmed(bytes, whole.lowerBound + 7..<whole.upperBound)])
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        guard let first = bytes[range].firstIndex(where: { !isSpace($0) }), let last = bytes[range].lastIndex(where: { !isSpace($0) })
        else { return range.lowerBound..<range.lowerBound }
        return first..<last + 1
    }

    // Why: node 20 trims spaces only, no tabs.
    private static func isSpace(_ byte: UInt8) -> Bool { byte == Glyph.space }
}
