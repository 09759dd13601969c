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
        /// Those that string literals of programs and JSON have.
        case backslashes
        /// Those of XML and HTML.
        case entities
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
            guard let escape = Escape(bytes.span, at: index, style) else {
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
