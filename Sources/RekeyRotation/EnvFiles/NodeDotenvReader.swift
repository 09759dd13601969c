internal import RekeyCore

/// Reads as the npm package `dotenv`: one pattern, tried at every start of a line; a `#` ends an unquoted value wherever it stands.
// Source: checked against dotenv 17.4.2; the pattern is that of 16.
struct NodeDotenvReader {
    private var walk: ByteWalk
    private var readings = EnvReadings()

    static func read(_ bytes: [UInt8]) -> EnvReadings {
        var reader = NodeDotenvReader(walk: ByteWalk(LineEnds.normalized(RepairedText.of(bytes))))
        while !reader.walk.isAtEnd {
            reader.readEntry()
            reader.walk.skipLine()
            reader.walk.advance()
        }
        return reader.readings
    }

    private init(walk: ByteWalk) { self.walk = walk }

    private mutating func readEntry() {
        skipSpaces()
        var name = walk.skip(while: Self.isName)
        if walk.bytes[name].elementsEqual("export".utf8), spaceLength > 0 {
            var ahead = self
            ahead.skipSpaces()
            let exported = ahead.walk.skip(while: Self.isName)
            if !exported.isEmpty {
                walk = ahead.walk
                name = exported
            }
        }
        guard !name.isEmpty, skipSeparator() else { return }
        let value = readValue()
        readings.set(Array(walk.bytes[name]), EnvValue(value))
    }

    /// `=` with spaces before it, or a colon that a space follows.
    private mutating func skipSeparator() -> Bool {
        if walk.current == Glyph.colon {
            walk.advance()
            let length = spaceLength
            walk.advance(length)
            return length > 0
        }
        var ahead = self
        ahead.skipSpaces()
        guard ahead.walk.current == Glyph.equals else { return false }
        walk = ahead.walk
        walk.advance()
        return true
    }

    private mutating func readValue() -> [UInt8] {
        let start = walk.offset
        var ahead = self
        ahead.skipSpaces()
        if let quote = ahead.walk.current, Glyph.isQuote(quote), let close = ahead.closing(quote) {
            let body = ahead.walk.offset + 1..<close
            walk.move(to: close + 1)
            return Self.expandingLines(Array(walk.bytes[body]), if: quote == Glyph.doubleQuote)
        }
        walk.skip { $0 != Glyph.hash && $0 != Glyph.newline }
        let plain = WideSpace.trimmed(walk.bytes, start..<walk.offset, as: .nodeDotenv)
        guard let first = walk.bytes[plain].first else { return [] }
        let isWrapped = Glyph.isQuote(first) && plain.count > 1 && walk.bytes[plain].last == first
        let body = isWrapped ? plain.lowerBound + 1..<plain.upperBound - 1 : plain
        return Self.expandingLines(Array(walk.bytes[body]), if: first == Glyph.doubleQuote)
    }

    /// The quote that ends the value here: nothing but blanks and a comment may follow it in its line.
    private func closing(_ quote: UInt8) -> Int? {
        QuoteSearch(walk.bytes, after: walk.offset, quote: quote).closings.first { close in
            var tail = self
            tail.walk.move(to: close + 1)
            tail.skipSpaces(acrossLines: false)
            return tail.walk.isAtEnd || tail.walk.current == Glyph.newline || tail.walk.current == Glyph.hash
        }
    }

    private var spaceLength: Int { WideSpace.length(walk.bytes, at: walk.offset, as: .nodeDotenv) }

    private mutating func skipSpaces(acrossLines: Bool = true) {
        while let byte = walk.current, acrossLines || byte != Glyph.newline {
            let length = spaceLength
            guard length > 0 else { return }
            walk.advance(length)
        }
    }

    private static func expandingLines(_ value: [UInt8], if isDouble: Bool) -> [UInt8] {
        guard isDouble else { return value }
        return TextSwap.replacing("\\r", with: "\r", in: TextSwap.replacing("\\n", with: "\n", in: value))
    }

    private static func isName(_ byte: UInt8) -> Bool { Glyph.isWord(byte) || byte == Glyph.hyphen || byte == UInt8(ascii: ".") }
}
