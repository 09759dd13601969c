internal import RekeyCore
internal import RekeyRules

/// A window of text with its escapes undone, and the way back to the original bytes.
struct DecodedText {
    private(set) var bytes: [UInt8]
    /// Offset in the original of the first byte that each decoded byte came from.
    private var starts: [Int]
    /// Offset behind the last original byte of each decoded byte.
    private var ends: [Int]

    /// Rounds of unescaping: JSON inside JSON inside a URL needs three.
    private static let rounds = 3

    /// Which escapes are undone.
    enum Style {
        /// Those of JSON, C, URLs and HTML, and of quoted-printable what cannot be anything else.
        case any
        /// Everything in quoted-printable.
        case quotedPrintable
    }

    /// Undoes the escapes of `window`; `nil` when it holds none.
    init?(_ text: Span<UInt8>, window: Range<Int>, style: Style = .any) {
        bytes = []
        starts = Array(window)
        ends = starts.map { $0 + 1 }
        bytes.reserveCapacity(window.count)
        for index in window { bytes.append(text[index]) }
        var changed = false
        for _ in 0..<Self.rounds {
            guard decodeOnce(style) else { break }
            changed = true
        }
        guard changed else { return nil }
    }

    /// The bytes round an anchor that escapes may hold together: no blank, no line break but one that is escaped itself. `nil` where they
    /// hold no byte that an escape begins with.
    ///
    /// Why: a secret has no blanks, and unescaping whole windows costs more than everything else a scan does.
    static func run(in text: Span<UInt8>, round anchor: Range<Int>, within window: Range<Int>) -> Range<Int>? {
        var holdsEscapes = false
        var low = anchor.lowerBound
        let lowest = max(window.lowerBound, low - longestLead)
        while low > lowest, !text[low - 1].isASCIISpace {
            low -= 1
            if AnchorTail.beginsEscape(text, low) { holdsEscapes = true }
        }
        var high = anchor.lowerBound
        let highest = min(window.upperBound, anchor.upperBound + longestRun)
        while high < highest {
            let byte = text[high]
            if AnchorTail.beginsEscape(text, high) { holdsEscapes = true }
            if byte.isASCIISpace, high >= anchor.upperBound {
                if byte == 0x20 || byte == 0x09 { break }
                let previous = text[high - 1]
                if previous != UInt8(ascii: "\\"), previous != UInt8(ascii: "="), previous != 0x0D { break }
            }
            high += 1
        }
        return holdsEscapes ? low..<high : nil
    }

    private static let longestLead = 256
    private static let longestRun = 2_048

    /// The original range of a decoded range.
    func original(_ range: Range<Int>) -> Range<Int> {
        guard let low = range.isEmpty ? nil : starts[range.lowerBound] else {
            let place = range.lowerBound < starts.count ? starts[range.lowerBound] : ends.last ?? 0
            return place..<place
        }
        return low..<max(low, ends[range.upperBound - 1])
    }

    /// The decoded offset of the first byte that came from `offset` or later.
    func decodedOffset(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// One pass over the text; whether anything was undone.
    private mutating func decodeOnce(_ style: Style) -> Bool {
        var output: [UInt8] = []
        var newStarts: [Int] = []
        var newEnds: [Int] = []
        output.reserveCapacity(bytes.count)
        var changed = false
        var index = 0
        while index < bytes.count {
            guard let escape = Escape(bytes, at: index, style) else {
                output.append(bytes[index])
                newStarts.append(starts[index])
                newEnds.append(ends[index])
                index += 1
                continue
            }
            changed = true
            if let byte = escape.byte {
                output.append(byte)
                newStarts.append(starts[index])
                newEnds.append(ends[index + escape.length - 1])
            }
            index += escape.length
        }
        bytes = output
        starts = newStarts
        ends = newEnds
        return changed
    }
}

/// One escape sequence: how long it is and which byte it stands for.
struct Escape {
    let length: Int
    /// `nil` for a line that goes on: the break stands for nothing.
    let byte: UInt8?

    /// The escape that starts at `index`, if one does. Only sequences that stand for an ASCII byte count.
    init?(_ text: [UInt8], at index: Int, _ style: DecodedText.Style) {
        let found: (Int, UInt8?)? =
            switch text[index] {
            case UInt8(ascii: "\\"): Self.backslash(text, index)
            case UInt8(ascii: "%"): Self.hex(text, index + 1, digits: 2).map { (3, $0) }
            case UInt8(ascii: "&"): Self.entity(text, index)
            case UInt8(ascii: "="): Self.quotedPrintable(text, index, style)
            default: nil
            }
        guard let found else { return nil }
        length = found.0
        byte = found.1
    }

    private static func backslash(_ text: [UInt8], _ index: Int) -> (Int, UInt8?)? {
        guard index + 1 < text.count else { return nil }
        switch text[index + 1] {
        case UInt8(ascii: "u"): return hex(text, index + 2, digits: 4).map { (6, $0) }
        case UInt8(ascii: "x"): return hex(text, index + 2, digits: 2).map { (4, $0) }
        case UInt8(ascii: "0"), UInt8(ascii: "1"): return text.span.octal(at: index + 1, before: text.count).map { (4, $0) }
        case UInt8(ascii: "n"): return (2, 0x0A)
        case UInt8(ascii: "r"): return (2, 0x0D)
        case UInt8(ascii: "t"): return (2, 0x09)
        case 0x0A: return (2, nil)
        case 0x0D where index + 2 < text.count && text[index + 2] == 0x0A: return (3, nil)
        case let next where "/\"'\\&?=!#%:;@".utf8.contains(next): return (2, next)
        default: return nil
        }
    }

    private static func entity(_ text: [UInt8], _ index: Int) -> (Int, UInt8?)? {
        for (name, byte) in [("&amp;", UInt8(ascii: "&")), ("&quot;", 0x22), ("&apos;", 0x27), ("&lt;", 0x3C), ("&gt;", 0x3E)] {
            if text[index...].starts(with: name.utf8) { return (name.utf8.count, byte) }
        }
        guard index + 3 < text.count, text[index + 1] == UInt8(ascii: "#") else { return nil }
        let isHex = text[index + 2] | 0x20 == UInt8(ascii: "x")
        var value = 0
        var end = index + (isHex ? 3 : 2)
        let first = end
        while end < text.count, end - first < 6, let digit = text[end].hexValue, isHex || digit < 10 {
            value = value * (isHex ? 16 : 10) + Int(digit)
            end += 1
        }
        guard end > first, end < text.count, text[end] == UInt8(ascii: ";"), let byte = UInt8(exactly: value), byte < 0x80 else {
            return nil
        }
        return (end + 1 - index, byte)
    }

    private static func quotedPrintable(_ text: [UInt8], _ index: Int, _ style: DecodedText.Style) -> (Int, UInt8?)? {
        guard index + 1 < text.count else { return nil }
        if text[index + 1] == 0x0A { return (2, nil) }
        guard index + 2 < text.count else { return nil }
        if text[index + 1] == 0x0D, text[index + 2] == 0x0A { return (3, nil) }
        if style == .quotedPrintable { return hex(text, index + 1, digits: 2).map { (3, $0) } }
        return text[index + 1] == UInt8(ascii: "3") && text[index + 2] == UInt8(ascii: "D") ? (3, UInt8(ascii: "=")) : nil
    }

    /// A hexadecimal number that is a printable ASCII byte or a line break.
    private static func hex(_ text: [UInt8], _ start: Int, digits: Int) -> UInt8? {
        guard start + digits <= text.count else { return nil }
        var value = 0
        for index in start..<start + digits {
            guard let digit = text[index].hexValue else { return nil }
            value = value * 16 + Int(digit)
        }
        guard let byte = UInt8(exactly: value), byte < 0x7F, byte >= 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
            return nil
        }
        return byte
    }
}
