internal import RekeyCore

/// Reads assignments as `set -a; . file` does, and stops where the file does more than assign.
///
/// Nothing is run or expanded: a value with `$` or a command in it is told as expanding.
struct BashReader {
    private var walk: ByteWalk
    private var readings = EnvReadings()

    static func read(_ bytes: [UInt8]) -> EnvReadings {
        var reader = BashReader(walk: ByteWalk(bytes))
        while reader.readings.fault == nil, !reader.walk.isAtEnd { reader.readStatement() }
        return reader.readings
    }

    private init(walk: ByteWalk) { self.walk = walk }

    /// One simple command: assignments count when no other word follows them, or `export` stands before them.
    private mutating func readStatement() {
        var assignments: [(name: [UInt8], value: EnvValue)] = []
        var (isExport, isCommand) = (false, false)
        while readings.fault == nil, skipBlanks(), let byte = walk.current {
            if byte == Glyph.newline || (byte == Glyph.semicolon && (isCommand || !assignments.isEmpty)) {
                walk.advance()
                break
            }
            if byte == Glyph.hash {
                walk.skipLine()
                continue
            }
            // Why: pipes, background jobs, redirections and groups decide at run time what is set.
            guard !Self.isOperator(byte), byte != Glyph.semicolon else {
                readings.fault = .shellCode
                return
            }
            if !isCommand || isExport, let name = skipName() {
                if let value = readWord() { assignments.append((name, value)) }
            } else if let word = readWord() {
                let isFirst = assignments.isEmpty && !isCommand
                isExport = isExport || (isFirst && Self.isExport(word))
                isCommand = true
                // Why: a command that an expansion makes may be no command at all, and then the assignments before it count.
                if word.expands || (isFirst && Self.isReserved(word)) {
                    readings.fault = .shellCode
                    return
                }
            }
        }
        guard readings.fault == nil, isExport || !isCommand else { return }
        for (name, value) in assignments { readings.set(name, value) }
    }

    /// Passes blanks and escaped line ends; always true.
    private mutating func skipBlanks() -> Bool {
        while let byte = walk.current {
            if Glyph.isBlank(byte) {
                walk.advance()
            } else if byte == Glyph.backslash, walk.peek(1) == Glyph.newline {
                walk.advance(2)
            } else {
                break
            }
        }
        return true
    }

    /// Passes `NAME=`; `nil` without moving when there is none.
    private mutating func skipName() -> [UInt8]? {
        guard let first = walk.current, Glyph.isWord(first), !first.isASCIIDigit else { return nil }
        var ahead = walk
        let name = ahead.skip(while: Glyph.isWord)
        guard ahead.current == Glyph.equals else { return nil }
        ahead.advance()
        walk = ahead
        return Array(walk.bytes[name])
    }

    private mutating func readWord() -> EnvValue? {
        var word = BashWord(walk: walk)
        let isWhole = word.read()
        walk = word.walk
        guard isWhole else {
            readings.fault = word.runsCode ? .shellCode : .unterminatedQuote
            return nil
        }
        return EnvValue(word.text, expands: word.expands)
    }

    static func isOperator(_ byte: UInt8) -> Bool {
        [Glyph.openParenthesis, Glyph.closeParenthesis, UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">")]
            .contains(byte)
    }

    private static func isExport(_ word: EnvValue) -> Bool {
        ["export", "declare", "typeset", "readonly"].contains { word.text == SecretText(Array($0.utf8)) }
    }

    private static func isReserved(_ word: EnvValue) -> Bool {
        [
            "if", "for", "while", "until", "case", "select", "function", "{", "}", "!", "[[", "exit", "return", "exec", "unset", "eval",
            "source", ".", "set", "read", "trap", "time", "coproc", "cd", "shopt", "alias",
        ].contains { word.text == SecretText(Array($0.utf8)) }
    }
}
