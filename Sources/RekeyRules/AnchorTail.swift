internal import RekeyCore

/// What must stand behind the anchors of a rule, or behind the assignment to its name, worked out from its regex: enough to refuse most
/// places after a few bytes, without making the rule ready or running its regex.
package struct AnchorTail: Sendable, Hashable {
    /// The bytes that may follow the anchor.
    let run: ByteSet
    /// How many of them there must be.
    let least: Int
    /// How many of them there can be before `next`, or as far as a run is followed.
    let most: Int
    /// The byte that must stand behind the run, where the regex says.
    let next: UInt8?

    /// A run is followed this far.
    private static let longestRun = 512

    /// `nil` when the regex says nothing about what follows its anchors.
    init?(_ rule: Rule) {
        if RegexTraits(rule).hasPlainName {
            guard let value = RegexToken.tokens(of: rule.writtenRegex), let tail = AnchorTail(value[...]) else { return nil }
            self = tail
            return
        }
        guard rule.matcher == .regex, rule.keywords.isEmpty, !rule.anchors.isEmpty, rule.window != .wholeText,
            let tokens = RegexToken.tokens(of: rule.regex)
        else { return nil }
        var tails: [AnchorTail] = []
        for anchor in rule.anchors {
            guard let place = Self.place(behind: Array(anchor.utf8), in: tokens), let tail = AnchorTail(tokens[place...]) else {
                return nil
            }
            tails.append(tail)
        }
        guard let first = tails.first, tails.allSatisfy({ $0 == first }) else { return nil }
        self = first
    }

    private init?(_ tokens: ArraySlice<RegexToken>) {
        var (run, least, most) = (ByteSet(), 0, 0)
        for token in tokens {
            switch token.what {
            case .opaque: break
            case .set(let set):
                run.formUnion(set)
                least += token.least
                most += token.most ?? Self.longestRun
                continue
            case .byte(let byte):
                if token.literal != nil, !run.contains(byte) {
                    self.init(run: run, least: least, most: most, next: byte)
                    return
                }
                run.insert(byte)
                least += token.least
                most += token.most ?? Self.longestRun
                continue
            }
            break
        }
        guard least > 0 else { return nil }
        self.init(run: run, least: least, most: Self.longestRun, next: nil)
    }

    private init(run: ByteSet, least: Int, most: Int, next: UInt8?) {
        self.run = run
        self.least = min(least, 255)
        self.most = min(most, Self.longestRun)
        self.next = next
    }

    /// The index behind the only place where `anchor` can stand in the tokens byte by byte; a class that has a byte of it will do.
    private static func place(behind anchor: [UInt8], in tokens: [RegexToken]) -> Int? {
        var place: Int?
        for start in tokens.indices where start + anchor.count <= tokens.count {
            let isThere = zip(tokens[start...], anchor).allSatisfy { token, byte in
                guard token.least == 1, token.most == 1 else { return false }
                return switch token.what {
                case .byte(let own): own == byte
                case .set(let set): set.contains(byte)
                case .opaque: false
                }
            }
            guard isThere else { continue }
            guard place == nil else { return nil }
            place = start + anchor.count
        }
        return place
    }

    /// Whether a match may have its anchor end at `offset`. Where an escape begins, anything may follow.
    package func mayFollow(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        var index = offset
        var isPlain = true
        let furthest = min(text.count, offset + most)
        while index < furthest, run.contains(text[index]) {
            if Self.beginsEscape(text, index) { isPlain = false }
            if next == nil, index - offset + 1 >= least { return true }
            index += 1
        }
        if !isPlain || index - offset == Self.longestRun { return true }
        guard index < text.count else { return false }
        if Self.beginsEscape(text, index) { return true }
        return index - offset >= least && text[index] == next
    }

    /// Whether an escape may begin at `index`, which is below the text's count: backslash, percent-encoding, HTML, and in quoted-printable `=3D`
    /// and a line end.
    package static func beginsEscape(_ text: Span<UInt8>, _ index: Int) -> Bool {
        switch text[index] {
        case UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "&"): true
        case UInt8(ascii: "="): index + 1 < text.count && isSoftBreak(text[index + 1])
        default: false
        }
    }

    private static func isSoftBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "3") || byte == 0x0A || byte == 0x0D }
}

extension AnchorTail {
    func write(into writer: inout ByteWriter) {
        run.write(into: &writer)
        writer.byte(UInt8(clamping: least))
        writer.byte(UInt8(truncatingIfNeeded: most))
        writer.byte(UInt8(truncatingIfNeeded: most >> 8))
        writer.byte(next == nil ? 0 : 1)
        writer.byte(next ?? 0)
    }

    init(_ reader: inout ByteReader) throws(ByteReader.Fault) {
        run = try ByteSet(&reader)
        least = Int(try reader.byte())
        most = Int(try reader.byte()) | Int(try reader.byte()) << 8
        let hasNext = try reader.byte() == 1
        let byte = try reader.byte()
        next = hasNext ? byte : nil
    }
}
