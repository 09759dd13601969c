/// The wildcards of one path component: `*`, `?`, `[a-z]`, `\x`.
struct IgnoreGlob: Sendable {
    /// What one position of the pattern accepts.
    enum Token: Sendable {
        case byte(UInt8)
        case anyByte
        case oneOf(ByteSet)
        /// Any bytes, also none.
        case star
    }

    /// The common shapes are told apart once, so that most components are refused by one comparison.
    private enum Shape: Sendable {
        case literal([UInt8])
        /// `*` and a literal.
        case ending([UInt8])
        case tokens([Token])
    }

    private let shape: Shape

    init(_ tokens: [Token]) {
        var literal: [UInt8] = []
        var stars = 0
        for token in tokens {
            switch token {
            case .byte(let byte): literal.append(byte)
            case .star: stars += 1
            case .anyByte, .oneOf: break
            }
        }
        if literal.count == tokens.count {
            shape = .literal(literal)
        } else if case .star? = tokens.first, stars == 1, literal.count == tokens.count - 1 {
            shape = .ending(literal)
        } else {
            shape = .tokens(tokens)
        }
    }

    /// Whether the whole component matches. At most pattern length times text length steps.
    func matches(_ text: Span<UInt8>) -> Bool {
        switch shape {
        case .literal(let literal): text.count == literal.count && Self.ends(text, with: literal)
        case .ending(let literal): Self.ends(text, with: literal)
        case .tokens(let tokens): Self.match(tokens, text)
        }
    }

    private static func ends(_ text: Span<UInt8>, with literal: [UInt8]) -> Bool {
        let shift = text.count - literal.count
        guard shift >= 0 else { return false }
        for index in literal.indices.reversed() where literal[index] != text[shift + index] { return false }
        return true
    }

    /// Why: on a mismatch only the last star needs to take one byte more; earlier stars cannot help, so nothing grows exponentially.
    private static func match(_ tokens: [Token], _ text: Span<UInt8>) -> Bool {
        var token = 0
        var at = 0
        var retry: (token: Int, at: Int)?
        while at < text.count {
            if token < tokens.count {
                if case .star = tokens[token] {
                    retry = (token + 1, at)
                    token += 1
                    continue
                }
                if accepts(tokens[token], text[at]) {
                    token += 1
                    at += 1
                    continue
                }
            }
            guard let last = retry else { return false }
            retry = (last.token, last.at + 1)
            token = last.token
            at = last.at + 1
        }
        while token < tokens.count, case .star = tokens[token] { token += 1 }
        return token == tokens.count
    }

    private static func accepts(_ token: Token, _ byte: UInt8) -> Bool {
        switch token {
        case .byte(let literal): literal == byte
        case .anyByte: true
        case .oneOf(let set): set.contains(byte)
        case .star: false
        }
    }
}

/// A set of byte values.
struct ByteSet: Sendable, Equatable {
    private var words = SIMD4<UInt64>()

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & 1 << UInt64(byte & 63) != 0 }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    /// Every byte that is not in the set.
    var inverted: ByteSet {
        var other = self
        other.words = ~words
        return other
    }
}
