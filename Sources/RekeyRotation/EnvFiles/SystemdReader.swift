internal import RekeyCore

/// Reads as systemd reads `EnvironmentFile=`: no inline comments, quotes may follow each other, `\` escapes outside single quotes.
// Source: systemd.exec(5), EnvironmentFile=; checked against load_env_file of systemd 252.
struct SystemdReader {
    private var walk: ByteWalk
    private var readings = EnvReadings()
    private var value: [UInt8] = []
    private var name: [UInt8] = []

    static func read(_ bytes: [UInt8]) -> EnvReadings {
        var reader = SystemdReader(walk: ByteWalk(bytes))
        while reader.readings.fault == nil, reader.readLine() {}
        return reader.readings
    }

    private init(walk: ByteWalk) { self.walk = walk }

    private mutating func readLine() -> Bool {
        walk.skip { $0.isASCIISpace }
        guard let first = walk.current else { return false }
        if first == Glyph.hash || first == Glyph.semicolon {
            skipComment()
            return true
        }
        let range = walk.skip { $0 != Glyph.equals && !Self.isLineEnd($0) }
        guard walk.current == Glyph.equals else { return !walk.isAtEnd }
        walk.advance()
        let bytes = walk.bytes
        name = Array(bytes[range.lowerBound..<(bytes[range].lastIndex { !$0.isASCIISpace }.map { $0 + 1 } ?? range.lowerBound)])
        value = []
        readValue()
        store()
        return true
    }

    // Why: before version 254 a comment that ends in a backslash goes on in the next line; the stricter reading is kept.
    private mutating func skipComment() {
        while let byte = walk.current, !Self.isLineEnd(byte) { walk.advance(byte == Glyph.backslash ? 2 : 1) }
    }

    private mutating func readValue() {
        while let byte = walk.current, !Self.isLineEnd(byte) {
            switch byte {
            case Glyph.singleQuote: readSingle()
            case Glyph.doubleQuote: readDouble()
            case Glyph.space, Glyph.tab: walk.advance()
            default: return readPlain()
            }
        }
    }

    /// From the first byte that is neither blank nor quote, quotes are ordinary up to the end of the line.
    private mutating func readPlain() {
        var kept = value.count
        while let byte = walk.current, !Self.isLineEnd(byte) {
            walk.advance()
            guard byte == Glyph.backslash else {
                value.append(byte)
                if !Glyph.isBlank(byte) { kept = value.count }
                continue
            }
            if let next = walk.current, !Self.isLineEnd(next) { value.append(next) }
            walk.advance()
            kept = value.count
        }
        value.removeSubrange(kept...)
    }

    private mutating func readSingle() {
        walk.advance()
        value += walk.bytes[walk.skip { $0 != Glyph.singleQuote }]
        walk.advance()
    }

    private mutating func readDouble() {
        walk.advance()
        while let byte = walk.current, byte != Glyph.doubleQuote {
            walk.advance()
            guard byte == Glyph.backslash else {
                value.append(byte)
                continue
            }
            guard let next = walk.current else { break }
            walk.advance()
            if next == Glyph.newline { continue }
            if ![Glyph.doubleQuote, Glyph.backslash, Glyph.backtick, Glyph.dollar].contains(next) { value.append(Glyph.backslash) }
            value.append(next)
        }
        walk.advance()
    }

    private mutating func store() {
        guard RepairedText.isUTF8(name), RepairedText.isUTF8(value) else { return readings.refuse(.notUTF8) }
        guard let first = name.first, !first.isASCIIDigit, name.allSatisfy(Glyph.isWord) else { return }
        // Why: a value with a control character other than tab and line feed is dropped when the service starts.
        let isClean = value.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == Glyph.tab || $0 == Glyph.newline }
        readings.set(name, isClean ? EnvValue(value) : nil)
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == Glyph.newline || byte == Glyph.carriageReturn }
}
