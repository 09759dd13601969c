/// Tells text from other bytes by a few of them.
package struct TextGauge {
    private var count = 0
    private var foreign = 0
    private var isBinary = false
    private let expected: Int

    package init() { expected = .max }

    /// A gauge that will take `expected` bytes, and may know its answer before.
    init(expecting expected: Int) { self.expected = expected }

    /// Whether no further bytes can make it text.
    var isHopeless: Bool { isBinary || foreign > expected / 4 }

    /// Takes the next byte.
    package mutating func add(_ byte: UInt8) {
        count += 1
        if byte >= 0x80 { foreign += 1 }
        if byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 || byte == 0x7F { isBinary = true }
    }

    /// Whether all bytes may be text: no control bytes, and at most a quarter outside ASCII.
    package var isText: Bool { !isBinary && count > 0 && foreign * 4 <= count }

    /// Whether `bytes` may be text.
    package static func isText(_ bytes: Span<UInt8>) -> Bool {
        var gauge = TextGauge()
        for index in bytes.indices { gauge.add(bytes[index]) }
        return gauge.isText
    }
}

extension Base64 {
    /// Whether the whole groups of four characters in `range` decode to what may be text; nothing is allocated.
    package static func isText(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= text.count else { return false }
        var gauge = TextGauge(expecting: range.count / 4 * 3)
        // Why outside: a static table is asked for whether it is made at every use.
        let table = sextets
        var index = range.lowerBound
        while index + 4 <= range.upperBound {
            var bits: UInt32 = 0
            for place in index..<index + 4 {
                let value = table[Int(text[place])]
                guard value < 64 else { return false }
                bits = bits << 6 | UInt32(value)
            }
            for shift: UInt32 in [16, 8, 0] { gauge.add(UInt8(truncatingIfNeeded: bits >> shift)) }
            guard !gauge.isHopeless else { return false }
            index += 4
        }
        return gauge.isText
    }
}
