internal import RekeyCore

/// Finds the values of `.npmrc` and other `key=value` files with `;` and `#` comments.
enum LineScan {
    static func scalars(of bytes: [UInt8]) -> [ConfigScalar] {
        var (walk, scalars, section): (ByteWalk, [ConfigScalar], [String]) = (ByteWalk(bytes), [], [])
        while let first = walk.current {
            let isPassed = first.isASCIISpace || first == Glyph.hash || first == Glyph.semicolon
            if first == Glyph.openBracket {
                walk.advance()
                section = [String(decoding: bytes[walk.skip { $0 != Glyph.closeBracket && $0 != Glyph.newline }], as: UTF8.self)]
            } else if !isPassed, let scalar = readValue(&walk) {
                scalars.append(scalar)
                scalars[scalars.count - 1].path.insert(contentsOf: section, at: 0)
            }
            if first == Glyph.hash || first == Glyph.semicolon || !isPassed { walk.skipLine() }
            walk.advance()
        }
        return scalars
    }

    private static func readValue(_ walk: inout ByteWalk) -> ConfigScalar? {
        let bytes = walk.bytes
        let key = walk.skip { $0 != Glyph.equals && $0 != Glyph.newline }
        guard walk.current == Glyph.equals, let last = bytes[key].lastIndex(where: { !$0.isASCIISpace }) else { return nil }
        walk.advance()
        walk.skip(while: Glyph.isBlank)
        let path = [String(decoding: bytes[key.lowerBound...last], as: UTF8.self)]
        if walk.current == Glyph.doubleQuote {
            let string = QuotedString(walk, notation: .json)
            if string.isWhole {
                return ConfigScalar(
                    path: path, range: string.range, style: .jsonString, content: string.content, expands: expands(string.content))
            }
        }
        var line = walk.skip { $0 != Glyph.newline && $0 != Glyph.semicolon && $0 != Glyph.hash }
        while let end = line.last, bytes[end].isASCIISpace { line = line.lowerBound..<end }
        let content = Array(bytes[line])
        return ConfigScalar(path: path, range: line, style: .iniPlain, content: content, expands: expands(content))
    }

    private static func expands(_ content: [UInt8]) -> Bool { TextSwap.contains(Array("${".utf8), in: content) }
}
