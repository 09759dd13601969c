internal import RekeyCore

/// Where comments lie in a text, by the comment signs of its format. Light: strings are respected, nothing else is parsed.
struct CommentRanges {
    private var ranges: [Range<Int>] = []

    /// The signs a format uses.
    struct Signs: OptionSet {
        let rawValue: Int
        /// `#` at the start of a line or behind a space.
        static let hash = Signs(rawValue: 1)
        /// `//` and `/* */`.
        static let slashes = Signs(rawValue: 2)
        /// `--`.
        static let dashes = Signs(rawValue: 4)
        /// Text between backquotes is a string over lines.
        static let backquote = Signs(rawValue: 8)
        /// A quote starts a string only behind a space or a bracket, as in YAML.
        static let plainText = Signs(rawValue: 16)
    }

    init(_ text: [UInt8], signs: Signs) {
        var offset = 0
        var previous: UInt8 = 0x0A
        while offset < text.count {
            let byte = text[offset]
            let end: Int
            if let comment = Self.comment(at: offset, in: text, after: previous, signs) {
                ranges.append(offset..<comment)
                end = comment
            } else if byte == 0x22 || byte == 0x27 || byte == 0x60 && signs.contains(.backquote) {
                end = Self.startsString(after: previous, signs) ? Self.endOfString(at: offset, in: text) : offset + 1
            } else {
                end = offset + (byte == 0x5C ? 2 : 1)
            }
            previous = text[min(end, text.count) - 1]
            offset = end
        }
    }

    /// Whether the byte at `offset` is part of a comment.
    func contains(_ offset: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(offset)
    }

    private static func startsString(after previous: UInt8, _ signs: Signs) -> Bool {
        !signs.contains(.plainText) || previous.isASCIISpace || [0x5B, 0x7B, 0x28, 0x2C, 0x3A, 0x3D].contains(previous)
    }

    private static func comment(at offset: Int, in text: [UInt8], after previous: UInt8, _ signs: Signs) -> Int? {
        let next = offset + 1 < text.count ? text[offset + 1] : 0
        switch text[offset] {
        case 0x23 where signs.contains(.hash) && (previous.isASCIISpace || previous == 0x3B): return endOfLine(from: offset, in: text)
        case 0x2F where signs.contains(.slashes) && next == 0x2F && previous != 0x3A: return endOfLine(from: offset, in: text)
        case 0x2F where signs.contains(.slashes) && next == 0x2A: return endOfBlock(from: offset + 2, in: text)
        case 0x2D where signs.contains(.dashes) && next == 0x2D: return endOfLine(from: offset, in: text)
        default: return nil
        }
    }

    private static func endOfLine(from offset: Int, in text: [UInt8]) -> Int {
        var end = offset
        while end < text.count, text[end] != 0x0A { end += 1 }
        return end
    }

    private static func endOfBlock(from offset: Int, in text: [UInt8]) -> Int {
        var end = offset
        while end + 1 < text.count {
            if text[end] == 0x2A, text[end + 1] == 0x2F { return end + 2 }
            end += 1
        }
        return text.count
    }

    /// The end of a string; one that its line does not close ends after its quote.
    private static func endOfString(at offset: Int, in text: [UInt8]) -> Int {
        let quote = text[offset]
        var end = offset + 1
        while end < text.count {
            switch text[end] {
            case quote: return end + 1
            case 0x5C: end += 2
            // Why: the rest of the line is then seen as if there were no quote; it is read at most twice, so time stays linear.
            case 0x0A where quote != 0x60: return offset + 1
            default: end += 1
            }
        }
        return quote == 0x60 ? text.count : offset + 1
    }
}
