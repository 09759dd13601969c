internal import RekeyCore

/// The scalars of one `{…}` or `[…]` of YAML.
struct YAMLFlow {
    private struct Frame {
        let isList: Bool
        var index = 0
        var key: String?
    }

    private static let deepest = 64

    private(set) var walk: ByteWalk
    private(set) var scalars: [ConfigScalar] = []
    private let root: [String]
    private var frames: [Frame] = []
    private var depth = 0

    init(_ walk: ByteWalk, path: [String]) {
        self.walk = walk
        root = path
    }

    /// Reads to the closing bracket, or to the end.
    mutating func read() {
        repeat { step() } while depth > 0 && !walk.isAtEnd
    }

    private mutating func step() {
        guard let byte = walk.current else { return }
        switch byte {
        case Glyph.openBrace, Glyph.openBracket:
            depth += 1
            if frames.count < Self.deepest { frames.append(Frame(isList: byte == Glyph.openBracket)) }
            walk.advance()
        case Glyph.closeBrace, Glyph.closeBracket:
            depth -= 1
            if frames.count > depth { frames.removeLast() }
            walk.advance()
        case Glyph.comma:
            if let last = frames.indices.last {
                frames[last].index += 1
                frames[last].key = nil
            }
            walk.advance()
        case Glyph.hash where walk.peek(-1)?.isASCIISpace ?? true: walk.skipLine()
        case Glyph.doubleQuote, Glyph.singleQuote: take(YAMLScalar.quoted(walk))
        default: if byte.isASCIISpace || byte == Glyph.colon { walk.advance() } else { take(plain()) }
        }
    }

    /// A scalar is a key when a colon follows it in a map.
    private mutating func take(_ scalar: ConfigScalar?) {
        guard var scalar, let last = frames.indices.last else { return walk.advance() }
        walk.move(to: scalar.range.upperBound)
        var ahead = walk
        ahead.skip(while: Glyph.isBlank)
        if ahead.current == Glyph.colon, !frames[last].isList, frames[last].key == nil {
            frames[last].key = String(decoding: scalar.content, as: UTF8.self)
            ahead.advance()
            walk = ahead
            return
        }
        scalar.path = root + frames.compactMap { $0.isList ? "[\($0.index)]" : $0.key }
        scalars.append(scalar)
    }

    private func plain() -> ConfigScalar? {
        var ahead = walk
        while let byte = ahead.current, byte != Glyph.newline, ![Glyph.comma, Glyph.closeBrace, Glyph.closeBracket].contains(byte) {
            let ends = YAMLScalar.endsKey(ahead) || (byte == Glyph.hash && (ahead.peek(-1)?.isASCIISpace ?? false))
            if ends { break }
            ahead.advance()
        }
        var end = ahead.offset
        while end > walk.offset, walk.bytes[end - 1].isASCIISpace { end -= 1 }
        guard end > walk.offset else { return nil }
        return ConfigScalar(
            path: [], range: walk.offset..<end, style: .yamlPlain(isFlow: true), content: Array(walk.bytes[walk.offset..<end]))
    }
}
