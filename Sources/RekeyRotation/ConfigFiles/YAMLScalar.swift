internal import RekeyCore

/// Single scalars of YAML; `walk` stands where they start. Paths are filled in by the caller.
enum YAMLScalar {
    /// Whether a colon here ends a key.
    static func endsKey(_ walk: ByteWalk) -> Bool { walk.current == Glyph.colon && (walk.peek(1)?.isASCIISpace ?? true) }

    /// A scalar in single or double quotes, over several lines if need be; `nil` without a closing quote.
    static func quoted(_ walk: ByteWalk) -> ConfigScalar? {
        var ahead = walk
        guard let quote = ahead.current else { return nil }
        ahead.advance()
        while let byte = ahead.current {
            if byte == quote {
                guard quote == Glyph.singleQuote, ahead.peek(1) == quote else { break }
                ahead.advance()
            } else if byte == Glyph.backslash, quote == Glyph.doubleQuote {
                ahead.advance()
            }
            ahead.advance()
        }
        guard ahead.current == quote else { return nil }
        let body = folded(walk.bytes[walk.offset + 1..<ahead.offset])
        let isDouble = quote == Glyph.doubleQuote
        let content = isDouble ? StringEscapes.decode(body[...], as: .yamlDouble) : TextSwap.replacing("''", with: "'", in: body)
        return ConfigScalar(
            path: [], range: walk.offset..<ahead.offset + 1, style: isDouble ? .yamlDouble : .yamlSingle, content: content)
    }

    /// A plain scalar of one line; `nil` when it goes on in the next.
    static func plain(_ walk: ByteWalk, deeperThan indent: Int) -> ConfigScalar? {
        var ahead = walk
        while let byte = ahead.current, byte != Glyph.newline {
            if byte == Glyph.hash, ahead.peek(-1).map(Glyph.isBlank) ?? false { break }
            ahead.advance()
        }
        var end = ahead.offset
        while end > walk.offset, walk.bytes[end - 1].isASCIISpace { end -= 1 }
        ahead.skipLine()
        ahead.advance()
        let margin = ahead.skip { $0 == Glyph.space }.count
        let goesOn = margin > indent && !ahead.isAtEnd && ahead.current != Glyph.hash && !(ahead.current?.isASCIISpace ?? true)
        guard !goesOn || indent < 0, end > walk.offset else { return nil }
        return ConfigScalar(
            path: [], range: walk.offset..<end, style: .yamlPlain(isFlow: false), content: Array(walk.bytes[walk.offset..<end]))
    }

    /// A `|` or `>` block: the range is that of its lines, without the last line end. `nil` when it is empty.
    static func block(_ walk: ByteWalk, deeperThan indent: Int) -> ConfigScalar? {
        var ahead = walk
        let isFolded = ahead.current == UInt8(ascii: ">")
        let header = walk.bytes[ahead.skipLine()]
        ahead.advance()
        let digit = header.dropFirst().prefix(2).first(where: \.isASCIIDigit).map { Int($0 & 0x0F) }
        var (margin, lines, end) = (digit.map { max(indent, 0) + $0 }, [[UInt8]](), ahead.offset)
        let start = ahead.offset
        while !ahead.isAtEnd {
            var line = ahead.skipLine()
            if let last = line.last, walk.bytes[last] == Glyph.carriageReturn { line = line.lowerBound..<last }
            let spaces = walk.bytes[line].prefix { $0 == Glyph.space }.count
            if spaces < line.count {
                guard spaces > indent, spaces >= (margin ?? spaces) else { break }
                margin = margin ?? spaces
                end = line.upperBound
            }
            lines.append(Array(walk.bytes[line].dropFirst(margin ?? spaces)))
            ahead.advance()
        }
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        guard let margin, !lines.isEmpty, end > start else { return nil }
        let strips = header.contains(Glyph.hyphen)
        let text = Array(lines.joined(separator: [isFolded ? Glyph.space : Glyph.newline])) + (strips ? [] : [Glyph.newline])
        return ConfigScalar(path: [], range: start..<end, style: .yamlLiteral(indent: margin), content: text)
    }

    /// Line ends within quotes as spaces, and blank lines as line feeds.
    private static func folded(_ body: ArraySlice<UInt8>) -> [UInt8] {
        guard body.contains(Glyph.newline) else { return Array(body) }
        var output: [UInt8] = []
        var walk = ByteWalk(Array(body))
        while let byte = walk.current {
            guard byte == Glyph.newline else {
                output.append(byte)
                walk.advance()
                continue
            }
            if output.last == Glyph.carriageReturn { output.removeLast() }
            if output.last == Glyph.backslash {
                output.append(Glyph.newline)
                walk.skip(while: \.isASCIISpace)
                continue
            }
            while let last = output.last, Glyph.isBlank(last) { output.removeLast() }
            let breaks = walk.bytes[walk.skip(while: \.isASCIISpace)].count { $0 == Glyph.newline }
            output += breaks == 1 ? [Glyph.space] : [UInt8](repeating: Glyph.newline, count: breaks - 1)
        }
        return output
    }
}
