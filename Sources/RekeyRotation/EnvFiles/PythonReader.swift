internal import RekeyCore

/// Reads as python-dotenv: a line it cannot read is dropped, `${NAME}` is replaced even within single quotes.
// Source: checked against python-dotenv 1.2.2.
struct PythonReader {
    private var walk: ByteWalk
    private var readings = EnvReadings()

    static func read(_ bytes: [UInt8]) -> EnvReadings {
        var reader = PythonReader(walk: ByteWalk(LineEnds.normalized(bytes)))
        guard RepairedText.isUTF8(bytes) else {
            reader.readings.refuse(.notUTF8)
            return reader.readings
        }
        while !reader.walk.isAtEnd { reader.readBinding() }
        return reader.readings
    }

    private init(walk: ByteWalk) { self.walk = walk }

    private mutating func readBinding() {
        skipSpaces(acrossLines: true)
        guard !walk.isAtEnd else { return }
        skipExport()
        guard let name = readName() else { return skipRest() }
        skipSpaces()
        var value: [UInt8]?
        if walk.current == Glyph.equals {
            walk.advance()
            skipSpaces()
            guard let read = readValue() else { return skipRest() }
            value = read
        }
        skipSpaces()
        if walk.current == Glyph.hash { walk.skipLine() }
        guard walk.isAtEnd || walk.current == Glyph.newline else { return skipRest() }
        walk.advance()
        guard !name.isEmpty else { return }
        // Why: a name without `=` takes the place of an earlier value.
        readings.set(name, value.map { EnvValue($0, expands: Self.expands($0)) })
    }

    private mutating func skipRest() {
        walk.skipLine()
        walk.advance()
    }

    private mutating func skipExport() {
        guard walk.starts(with: "export"), let next = walk.peek(6), next != Glyph.newline,
            WideSpace.length(walk.bytes, at: walk.offset + 6, as: .pythonDotenv) > 0
        else { return }
        walk.advance(6)
        skipSpaces()
    }

    private mutating func skipSpaces(acrossLines: Bool = false) {
        while let byte = walk.current, acrossLines || byte != Glyph.newline {
            let length = WideSpace.length(walk.bytes, at: walk.offset, as: .pythonDotenv)
            guard length > 0 else { return }
            walk.advance(length)
        }
    }

    /// Empty for a comment, `nil` for what cannot be a name.
    private mutating func readName() -> [UInt8]? {
        if walk.current == Glyph.hash { return [] }
        if walk.current == Glyph.singleQuote {
            let start = walk.offset + 1
            var ahead = walk
            ahead.advance()
            ahead.skip { $0 != Glyph.singleQuote }
            guard !ahead.isAtEnd, ahead.offset > start else { return nil }
            walk.move(to: ahead.offset + 1)
            return Array(walk.bytes[start..<ahead.offset])
        }
        let start = walk.offset
        while let byte = walk.current, byte != Glyph.equals, byte != Glyph.hash,
            WideSpace.length(walk.bytes, at: walk.offset, as: .pythonDotenv) == 0
        {
            walk.advance()
        }
        return walk.offset > start ? Array(walk.bytes[start..<walk.offset]) : nil
    }

    private mutating func readValue() -> [UInt8]? {
        switch walk.current {
        case Glyph.singleQuote: readQuoted(Glyph.singleQuote)
        case Glyph.doubleQuote: readQuoted(Glyph.doubleQuote)
        case nil, Glyph.newline: []
        default: readPlain()
        }
    }

    private mutating func readPlain() -> [UInt8] {
        let line = walk.skipLine()
        let bytes = walk.bytes
        var end = line.upperBound
        for index in line.dropFirst() where bytes[index] == Glyph.hash {
            let before = WideSpace.end(bytes, line.lowerBound..<index, as: .pythonDotenv)
            guard before < index else { continue }
            end = before
            break
        }
        return Array(bytes[line.lowerBound..<WideSpace.end(bytes, line.lowerBound..<end, as: .pythonDotenv)])
    }

    /// `nil` without moving when no closing quote can be found.
    private mutating func readQuoted(_ quote: UInt8) -> [UInt8]? {
        guard let close = QuoteSearch(walk.bytes, after: walk.offset, quote: quote).closings.first else { return nil }
        let body = walk.offset + 1..<close
        walk.move(to: close + 1)
        return Self.unescaped(walk.bytes[body], isDouble: quote == Glyph.doubleQuote)
    }

    private static func unescaped(_ body: ArraySlice<UInt8>, isDouble: Bool) -> [UInt8] {
        var (output, isEscaped): ([UInt8], Bool) = ([], false)
        for byte in body {
            if isEscaped {
                isEscaped = false
                if let plain = escape(byte, isDouble: isDouble) { output.append(plain) } else { output += [Glyph.backslash, byte] }
            } else if byte == Glyph.backslash {
                isEscaped = true
            } else {
                output.append(byte)
            }
        }
        return isEscaped ? output + [Glyph.backslash] : output
    }

    private static func escape(_ byte: UInt8, isDouble: Bool) -> UInt8? {
        if byte == Glyph.backslash || byte == Glyph.singleQuote { return byte }
        guard isDouble else { return nil }
        return byte == Glyph.doubleQuote ? byte : LetterEscape.value(byte)
    }

    /// Whether `${…}` stands in it.
    private static func expands(_ value: [UInt8]) -> Bool {
        guard let start = value.indices.first(where: { value[$0] == Glyph.dollar && value.dropFirst($0 + 1).first == Glyph.openBrace })
        else { return false }
        return value[start...].contains(Glyph.closeBrace)
    }
}
