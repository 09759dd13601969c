internal import RekeyCore

/// Finds the scalars of YAML by indentation, line by line; what it does not understand is passed over.
struct YAMLScan {
    /// A key or a list item that lines further in belong to.
    private struct Level {
        let indent: Int
        let isItem: Bool
        var index = 0
        var key = ""

        var name: String { isItem ? "[\(index)]" : key }
    }

    // Why: as in `BracketScan`, names of deeper levels are left out.
    private static let deepest = 64

    private var walk: ByteWalk
    private var levels: [Level] = []
    private var document = 0
    private var scalars: [ConfigScalar] = []

    static func scalars(of bytes: [UInt8]) -> [ConfigScalar] {
        var scan = YAMLScan(walk: ByteWalk(bytes, at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0))
        while !scan.walk.isAtEnd {
            scan.readLine()
            scan.walk.skipLine()
            scan.walk.advance()
        }
        return scan.scalars
    }

    private init(walk: ByteWalk) { self.walk = walk }

    private mutating func readLine() {
        var column = walk.skip { $0 == Glyph.space }.count
        guard !isAtLineEnd, walk.current != Glyph.hash else { return }
        if column == 0, walk.starts(with: "---") || walk.starts(with: "...") || walk.starts(with: "%") {
            if walk.starts(with: "---"), !levels.isEmpty || !scalars.isEmpty { document += 1 }
            levels = []
            return
        }
        while walk.current == Glyph.hyphen, walk.peek(1).map({ Glyph.isBlank($0) || $0 == Glyph.newline }) ?? true {
            openItem(at: column)
            walk.advance()
            column += 1 + walk.skip { $0 == Glyph.space }.count
            if isAtLineEnd { return }
        }
        if let key = readKey() { openKey(key, at: column) }
        readValue()
    }

    private var isAtLineEnd: Bool { walk.isAtEnd || walk.current == Glyph.newline || walk.current == Glyph.carriageReturn }

    private var path: [String] { levels.map(\.name) }

    private mutating func openItem(at column: Int) {
        while let last = levels.last, last.indent > column { levels.removeLast() }
        if let last = levels.last, last.isItem, last.indent == column {
            levels[levels.count - 1].index += 1
        } else if levels.count < Self.deepest {
            levels.append(Level(indent: column, isItem: true))
        }
    }

    private mutating func openKey(_ key: String, at column: Int) {
        while let last = levels.last, last.indent >= column { levels.removeLast() }
        if levels.count < Self.deepest { levels.append(Level(indent: column, isItem: false, key: key)) }
    }

    /// Passes a key and its colon; `nil` without moving when the line has none.
    private mutating func readKey() -> String? {
        var ahead = walk
        let key: [UInt8]
        if let quote = ahead.current, quote == Glyph.doubleQuote || quote == Glyph.singleQuote {
            guard let scalar = YAMLScalar.quoted(ahead) else { return nil }
            key = scalar.content
            ahead.move(to: scalar.range.upperBound)
            ahead.skip(while: Glyph.isBlank)
        } else {
            let start = ahead.offset
            while let byte = ahead.current, byte != Glyph.newline, !YAMLScalar.endsKey(ahead) {
                if byte == Glyph.hash, ahead.peek(-1).map(Glyph.isBlank) ?? false { return nil }
                ahead.advance()
            }
            key = Array(ahead.bytes[start..<ahead.offset])
            guard let first = key.first, !"{[&*!|>%@".utf8.contains(first) else { return nil }
        }
        guard ahead.current == Glyph.colon, YAMLScalar.endsKey(ahead) else { return nil }
        ahead.advance()
        walk = ahead
        let end = key.lastIndex { !Glyph.isBlank($0) }.map { $0 + 1 } ?? 0
        return String(decoding: key[..<end], as: UTF8.self)
    }

    private mutating func readValue() {
        walk.skip(while: Glyph.isBlank)
        while let mark = walk.current, mark == UInt8(ascii: "&") || mark == UInt8(ascii: "!") {
            walk.skip { !$0.isASCIISpace }
            walk.skip(while: Glyph.isBlank)
        }
        guard let byte = walk.current, !isAtLineEnd, byte != Glyph.hash, byte != UInt8(ascii: "*") else { return }
        let indent = levels.last?.indent ?? -1
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: ">"): add(YAMLScalar.block(walk, deeperThan: indent))
        case Glyph.doubleQuote, Glyph.singleQuote: add(YAMLScalar.quoted(walk))
        case Glyph.openBrace, Glyph.openBracket:
            var flow = YAMLFlow(walk, path: path)
            flow.read()
            walk = flow.walk
            for var scalar in flow.scalars {
                scalar.document = document
                scalars.append(scalar)
            }
        default: add(YAMLScalar.plain(walk, deeperThan: indent))
        }
    }

    private mutating func add(_ scalar: ConfigScalar?) {
        guard var scalar else { return }
        scalar.path = path
        scalar.document = document
        scalars.append(scalar)
        walk.move(to: max(scalar.range.upperBound, walk.offset))
    }
}
