internal import RekeyCore

/// One word of shell text: quotes removed, expansions noticed and left as written.
struct BashWord {
    private(set) var walk: ByteWalk
    private(set) var text: [UInt8] = []
    private(set) var expands = false
    /// Whether a command in it is more than plain words, so that what follows cannot be told.
    private(set) var runsCode = false

    init(walk: ByteWalk) { self.walk = walk }

    /// Reads up to a blank, line end or operator; `false` when a quote has no end, or a command has quotes or operators of its own.
    mutating func read() -> Bool {
        // Why: `~` at the start of an assigned value is the home folder.
        expands = walk.current == UInt8(ascii: "~")
        while let byte = walk.current, !Self.endsWord(byte) {
            switch byte {
            case Glyph.singleQuote: guard readSingle() else { return false }
            case Glyph.doubleQuote: guard readDouble() else { return false }
            case Glyph.dollar, Glyph.backtick: guard readExpansion() else { return false }
            case Glyph.backslash: readEscape()
            default:
                if byte == Glyph.colon, walk.peek(1) == UInt8(ascii: "~") { expands = true }
                keep()
            }
        }
        return true
    }

    private mutating func keep() {
        if let byte = walk.current { text.append(byte) }
        walk.advance()
    }

    private mutating func readEscape() {
        walk.advance()
        if walk.current == Glyph.newline { walk.advance() } else { keep() }
    }

    private mutating func readSingle() -> Bool {
        walk.advance()
        text += walk.bytes[walk.skip { $0 != Glyph.singleQuote }]
        guard !walk.isAtEnd else { return false }
        walk.advance()
        return true
    }

    private mutating func readDouble() -> Bool {
        walk.advance()
        while let byte = walk.current, byte != Glyph.doubleQuote {
            if byte == Glyph.dollar || byte == Glyph.backtick {
                guard readExpansion() else { return false }
            } else if byte == Glyph.backslash {
                readDoubleEscape()
            } else {
                keep()
            }
        }
        guard !walk.isAtEnd else { return false }
        walk.advance()
        return true
    }

    private mutating func readDoubleEscape() {
        walk.advance()
        guard let next = walk.current else { return text.append(Glyph.backslash) }
        if next == Glyph.newline { return walk.advance() }
        if ![Glyph.dollar, Glyph.backtick, Glyph.doubleQuote, Glyph.backslash].contains(next) { text.append(Glyph.backslash) }
        keep()
    }

    /// Passes `$NAME`, `${…}`, `$(…)`, `$'…'` or a command in backticks; `false` when it has no end.
    private mutating func readExpansion() -> Bool {
        let opening = walk.current
        keep()
        guard opening == Glyph.dollar else {
            expands = true
            return keep(to: Glyph.backtick)
        }
        guard let next = walk.current else { return true }
        switch next {
        case Glyph.openBrace: return keep(to: Glyph.closeBrace)
        case Glyph.openParenthesis: return keep(to: Glyph.closeParenthesis)
        default:
            let special = "?$!#@*-'\"".utf8.contains(next)
            if Glyph.isWord(next) || special { expands = true }
            if special, !Glyph.isQuote(next) { keep() }
            return true
        }
    }

    // Why: nesting is not followed: an expansion that has quotes or operators in it stops the reading.
    private mutating func keep(to end: UInt8) -> Bool {
        expands = true
        while let byte = walk.current, byte != end {
            let isPlain = byte != Glyph.newline && byte != Glyph.dollar && !Glyph.isQuote(byte) && byte != Glyph.backslash
            guard isPlain, !BashReader.isOperator(byte), byte != Glyph.semicolon, byte != Glyph.openBrace else {
                runsCode = true
                return false
            }
            keep()
        }
        guard !walk.isAtEnd else { return false }
        keep()
        return true
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        Glyph.isBlank(byte) || byte == Glyph.newline || byte == Glyph.semicolon || BashReader.isOperator(byte)
    }
}
