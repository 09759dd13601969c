internal import RekeyCore

/// Finds the strings of notations made of brackets, keys and quoted strings: JSON (with comments), TOML, Terraform.
struct BracketScan {
    enum Notation { case json, toml, terraform }

    /// An open bracket: in a list the place counts up, in a map a key waits for its value.
    private struct Frame {
        let isList: Bool
        var index = 0
        var key: [String] = []
        var words: [String] = []
    }

    // Why: names of deeper levels are left out, so that a file of brackets only stays cheap.
    private static let deepest = 64
    /// Words before a value that count as its name: `resource "type" "name"`.
    private static let mostWords = 8

    private let notation: Notation
    private var walk: ByteWalk
    private var frames: [Frame]
    private var depth = 0
    private var table: [String] = []
    private var tableCounts: [[String]: Int] = [:]
    private var scalars: [ConfigScalar] = []

    static func scalars(of bytes: [UInt8], as notation: Notation) -> [ConfigScalar] {
        var scan = BracketScan(bytes, notation)
        while !scan.walk.isAtEnd { scan.step() }
        return scan.scalars
    }

    private init(_ bytes: [UInt8], _ notation: Notation) {
        self.notation = notation
        walk = ByteWalk(bytes, at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        frames = [Frame(isList: false)]
    }

    // Why: frames are changed where they stand, because a copy of the words at every word would cost the square of them.
    private var top: Int { frames.count - 1 }

    private mutating func step() {
        guard let byte = walk.current, !skipComment() else { return }
        switch byte {
        case Glyph.openBrace: open(isList: false)
        case Glyph.openBracket where notation == .toml && depth == 0 && frames[top].key.isEmpty: readTable()
        case Glyph.openBracket: open(isList: true)
        case Glyph.closeBrace, Glyph.closeBracket: close()
        case Glyph.comma: finishItem()
        case Glyph.colon where notation != .toml,
            Glyph.equals where notation != .json:
            if !frames[top].isList, frames[top].key.isEmpty {
                frames[top].key = frames[top].words
                frames[top].words = []
            }
            walk.advance()
        case Glyph.newline:
            if notation != .json, !frames[top].isList { clearItem() }
            walk.advance()
        case Glyph.doubleQuote,
            Glyph.singleQuote where notation == .toml:
            readString(byte)
        case UInt8(ascii: "<") where notation == .terraform && walk.starts(with: "<<"): skipHeredoc()
        default: readWord(byte)
        }
    }

    private mutating func open(isList: Bool) {
        walk.advance()
        depth += 1
        if frames[top].key.isEmpty, !frames[top].isList { frames[top].key = frames[top].words }
        if frames.count < Self.deepest { frames.append(Frame(isList: isList)) }
    }

    private mutating func close() {
        walk.advance()
        if depth > 0 { depth -= 1 }
        if frames.count > 1, depth < frames.count - 1 { frames.removeLast() }
        if !frames[top].isList { clearItem() }
    }

    private mutating func finishItem() {
        walk.advance()
        if frames[top].isList { frames[top].index += 1 } else { clearItem() }
    }

    private mutating func clearItem() {
        frames[top].key = []
        frames[top].words = []
    }

    private mutating func skipComment() -> Bool {
        if walk.current == Glyph.hash, notation != .json {
            walk.skipLine()
        } else if notation != .toml, walk.starts(with: "//") {
            walk.skipLine()
        } else if notation != .toml, walk.starts(with: "/*") {
            walk.advance(2)
            while !walk.isAtEnd, !walk.starts(with: "*/") { walk.advance() }
            walk.advance(2)
        } else {
            return false
        }
        return true
    }

    private mutating func readWord(_ first: UInt8) {
        guard Glyph.isWord(first) || first == Glyph.hyphen || first >= 0x80 else { return walk.advance() }
        let word = walk.skip { Glyph.isWord($0) || $0 == Glyph.hyphen || $0 >= 0x80 }
        if !frames[top].isList, frames[top].key.isEmpty { note(walk.bytes[word]) }
    }

    private mutating func note(_ word: ArraySlice<UInt8>) {
        if frames[top].words.count < Self.mostWords { frames[top].words.append(String(decoding: word, as: UTF8.self)) }
    }

    /// `[a.b]` or `[[a.b]]` at the start of a line.
    private mutating func readTable() {
        let isArray = walk.starts(with: "[[")
        walk.advance(isArray ? 2 : 1)
        var names: [String] = []
        while let byte = walk.current, byte != Glyph.closeBracket, byte != Glyph.newline {
            if byte == Glyph.doubleQuote || byte == Glyph.singleQuote {
                let string = QuotedString(walk, notation: .toml)
                names.append(String(decoding: string.content, as: UTF8.self))
                walk.move(to: string.range.upperBound)
            } else {
                let word = walk.skip { Glyph.isWord($0) || $0 == Glyph.hyphen }
                if word.isEmpty { walk.advance() } else { names.append(String(decoding: walk.bytes[word], as: UTF8.self)) }
            }
        }
        walk.skipLine()
        if isArray {
            tableCounts[names, default: -1] += 1
            names.append("[\(tableCounts[names, default: 0])]")
        }
        table = Array(names.prefix(Self.deepest))
    }

    private mutating func readString(_ quote: UInt8) {
        let string = QuotedString(walk, notation: notation)
        walk.move(to: string.range.upperBound)
        guard frames[top].isList || !frames[top].key.isEmpty || (depth == 0 && notation == .json) else {
            return note(string.content[...])
        }
        guard string.isWhole else { return }
        scalars.append(
            ConfigScalar(path: path, range: string.range, style: string.style, content: string.content, expands: string.expands))
    }

    private var path: [String] { frames.reduce(into: table) { $0 += $1.isList ? ["[\($1.index)]"] : $1.key } }

    private mutating func skipHeredoc() {
        walk.advance(2)
        if walk.current == Glyph.hyphen { walk.advance() }
        let mark = Array(walk.bytes[walk.skip(while: Glyph.isWord)])
        repeat {
            walk.skipLine()
            walk.advance()
            walk.skip(while: Glyph.isBlank)
        } while !walk.isAtEnd && !walk.bytes[walk.offset...].starts(with: mark)
        walk.skipLine()
    }
}

/// A string in quotes, as it stands.
struct QuotedString {
    let range: Range<Int>
    let content: [UInt8]
    let style: ScalarStyle
    /// Whether it has a closing quote.
    let isWhole: Bool
    let expands: Bool

    /// `walk` stands at the opening quote.
    init(_ walk: ByteWalk, notation: BracketScan.Notation) {
        let quote = walk.current ?? Glyph.doubleQuote
        let isLong = notation == .toml && walk.peek(1) == quote && walk.peek(2) == quote
        let isLiteral = quote == Glyph.singleQuote
        style = notation == .json ? .jsonString : notation == .terraform ? .terraform : Self.toml(isLong: isLong, isLiteral: isLiteral)
        let width = isLong ? 3 : 1
        var ahead = walk
        ahead.advance(width)
        let start = ahead.offset
        while let byte = ahead.current, isLong || byte != Glyph.newline {
            if byte == quote, !isLong || (ahead.peek(1) == quote && ahead.peek(2) == quote) { break }
            ahead.advance(byte == Glyph.backslash && !isLiteral ? 2 : 1)
        }
        isWhole = ahead.current == quote
        let end = min(ahead.offset, walk.bytes.count)
        range = walk.offset..<min(end + width, walk.bytes.count)
        var body = walk.bytes[min(start, end)..<end]
        if isLong, body.first == Glyph.newline { body = body.dropFirst() }
        let decoded = isLiteral ? Array(body) : StringEscapes.decode(body, as: style)
        guard notation == .terraform else {
            (content, expands) = (decoded, false)
            return
        }
        let undone = TextSwap.replacing("%%{", with: "%{", in: TextSwap.replacing("$${", with: "${", in: decoded))
        // Why: every `${` or `%{` that is not doubled is a template.
        let marks = TextSwap.replacing("%%{", with: "", in: TextSwap.replacing("$${", with: "", in: decoded))
        (content, expands) = (undone, TextSwap.contains(Array("${".utf8), in: marks) || TextSwap.contains(Array("%{".utf8), in: marks))
    }

    private static func toml(isLong: Bool, isLiteral: Bool) -> ScalarStyle {
        isLong ? (isLiteral ? .tomlLongLiteral : .tomlLongBasic) : (isLiteral ? .tomlLiteral : .tomlBasic)
    }
}
