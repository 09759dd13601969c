internal import RekeyCore

/// Reads as docker compose: an unreadable name refuses the whole file, `$` is replaced except in single quotes.
// Source: checked against the dotenv package of compose-go 2.
struct ComposeReader {
    private var walk: ByteWalk
    private var readings = EnvReadings()

    static func read(_ bytes: [UInt8]) -> EnvReadings {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reader = ComposeReader(walk: ByteWalk(bytes, at: start))
        while reader.readings.fault == nil, reader.skipToStatement() { reader.readStatement() }
        return reader.readings
    }

    private init(walk: ByteWalk) { self.walk = walk }

    /// Passes blank lines and comments; `false` at the end.
    private mutating func skipToStatement() -> Bool {
        while !walk.isAtEnd {
            let length = WideSpace.length(walk.bytes, at: walk.offset, as: .dockerCompose)
            if length > 0 {
                walk.advance(length)
            } else if walk.current == Glyph.hash {
                walk.skipLine()
            } else {
                return true
            }
        }
        return false
    }

    private mutating func readStatement() {
        if walk.starts(with: "export"), let next = walk.peek(6), next.isASCIISpace || next == 0x0C {
            walk.advance(6)
            skipBlanks()
        }
        guard let name = readName() else { return readings.refuse(.badName) }
        guard walk.current == Glyph.equals || walk.current == Glyph.colon else {
            walk.advance()
            return
        }
        walk.advance()
        skipBlanks()
        guard let value = readValue() else { return readings.refuse(.unterminatedQuote) }
        if let first = name.first, !first.isASCIIDigit { readings.set(name, value) }
    }

    /// The name, up to `=`, a colon or the end of the line; `nil` when a byte or a space in it is not allowed.
    private mutating func readName() -> [UInt8]? {
        let start = walk.offset
        while let byte = walk.current, byte != Glyph.equals, byte != Glyph.colon, byte != Glyph.newline {
            let space = blankLength
            // Why: letters of any script are allowed; what else is beyond ASCII only makes this name odd, not others.
            guard space > 0 || Self.isName(byte) || byte >= 0x80 else { return nil }
            walk.advance(max(space, 1))
        }
        let end = WideSpace.end(walk.bytes, start..<walk.offset, as: .dockerCompose)
        let name = Array(walk.bytes[start..<end])
        guard !walk.isAtEnd else { return [] }
        return RepairedText.isUTF8(name) && !name.contains(Glyph.space) ? name : nil
    }

    private mutating func readValue() -> EnvValue? {
        switch walk.current {
        case Glyph.singleQuote: readQuoted(Glyph.singleQuote).map { EnvValue($0) }
        case Glyph.doubleQuote: readQuoted(Glyph.doubleQuote).map(Self.unescaped)
        default: readPlain()
        }
    }

    private mutating func readPlain() -> EnvValue {
        let line = walk.skipLine()
        walk.advance()
        let bytes = walk.bytes
        let comment = line.dropFirst().first { bytes[$0] == Glyph.hash && bytes[$0 - 1] == Glyph.space }
        let end = WideSpace.end(bytes, line.lowerBound..<(comment.map { $0 - 1 } ?? line.upperBound), as: .dockerCompose)
        let value = Array(bytes[line.lowerBound..<end])
        return EnvValue(value, expands: value.contains(Glyph.dollar))
    }

    /// The bytes between the quotes, where a backslash before the quote is dropped; `nil` without a closing quote.
    private mutating func readQuoted(_ quote: UInt8) -> [UInt8]? {
        walk.advance()
        var (value, isEscaped): ([UInt8], Bool) = ([], false)
        while let byte = walk.current {
            walk.advance()
            if byte == quote, !isEscaped { return value }
            if byte == Glyph.backslash, !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped, byte != quote { value.append(Glyph.backslash) }
            isEscaped = false
            value.append(byte)
        }
        return nil
    }

    /// Undoes the escapes of a double-quoted value; a dollar sign without a backslash expands.
    private static func unescaped(_ value: [UInt8]) -> EnvValue {
        var (output, expands): ([UInt8], Bool) = ([], false)
        var walk = ByteWalk(value)
        while let byte = walk.current {
            walk.advance()
            guard byte == Glyph.backslash, let next = walk.current else {
                expands = expands || byte == Glyph.dollar
                output.append(byte)
                continue
            }
            walk.advance()
            if let plain = LetterEscape.value(next) {
                output.append(plain)
            } else if next == UInt8(ascii: "0") {
                readOctal(&walk, into: &output)
            } else if next == Glyph.dollar || next == Glyph.doubleQuote || next == Glyph.backslash {
                output.append(next)
            } else {
                output += [byte, next]
            }
        }
        return EnvValue(output, expands: expands)
    }

    private static func readOctal(_ walk: inout ByteWalk, into output: inout [UInt8]) {
        let limit = walk.offset + 3
        let digits = Array(walk.bytes[walk.offset..<min(limit, walk.bytes.count)].prefix(while: \.isASCIIDigit))
        walk.advance(digits.count)
        let value = digits.reduce(0) { $0 * 8 + Int($1 & 0x0F) }
        guard digits.count == 3, digits.allSatisfy({ $0 < UInt8(ascii: "8") }), value < 256 else {
            output += [Glyph.backslash, UInt8(ascii: "0")] + digits
            return
        }
        output += Array(String(UnicodeScalar(UInt8(value))).utf8)
    }

    private var blankLength: Int {
        walk.current == Glyph.newline ? 0 : WideSpace.length(walk.bytes, at: walk.offset, as: .dockerCompose)
    }

    private mutating func skipBlanks() {
        while true {
            let length = blankLength
            guard length > 0 else { return }
            walk.advance(length)
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Glyph.isWord(byte) || [UInt8(ascii: "."), Glyph.hyphen, Glyph.openBracket, Glyph.closeBracket].contains(byte)
    }
}
