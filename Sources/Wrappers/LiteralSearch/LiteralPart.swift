internal import CLiteralSearch

/// Four bytes of a text in which a literal stands, as the search sees them.
struct LiteralPart {
    /// The literal's bytes, the first one lowest, capital where case is ignored; 0 for a byte that may be any.
    let value: UInt32
    /// Which bits must be those of `value`.
    let mask: UInt32
    private let shape: Shape

    private enum Shape {
        case whole
        /// The last byte may be any.
        case start
        /// The first byte may be any.
        case end
    }

    /// The part of `literal` that begins at `lead`, which is -1 where the byte before the literal belongs to it.
    init(of literal: Span<UInt8>, at lead: Int, _ ignoresCase: Bool) {
        var (value, mask): (UInt32, UInt32) = (0, 0)
        for place in 0..<4 where literal.indices.contains(lead + place) {
            let byte = literal[lead + place]
            let bits: UInt8 = ignoresCase && byte >= 0x61 && byte <= 0x7A ? 0xDF : 0xFF
            value |= UInt32(byte & bits) << UInt32(8 * place)
            mask |= UInt32(bits) << UInt32(8 * place)
        }
        self.value = value
        self.mask = mask
        shape = lead < 0 ? .end : lead + 4 > literal.count ? .start : .whole
    }

    private var gram: UInt32 { value | rekey_gram_case }

    /// Adds the grams that the part may be.
    func mark(_ sets: inout GramSets) {
        switch shape {
        case .whole: sets.insert(gram)
        case .start: sets.insert(startingWith: gram)
        case .end:
            for first in UInt32(0x20)...0xFF where first & 0x20 != 0 { sets.insert(gram & ~0xFF | first) }
        }
    }

    // MARK: Lists

    private static let wholeBits: UInt32 = 15
    private static let openBits: UInt32 = 10
    /// The number of lists.
    static let listCount = 1 << wholeBits + 2 << openBits

    /// The number of the list that the part belongs to.
    var list: Int {
        switch shape {
        case .whole: Self.list(whole: gram)
        case .start: Self.list(start: gram)
        case .end: Self.list(end: gram)
        }
    }

    /// The list of the parts that are this gram.
    static func list(whole gram: UInt32) -> Int { Int((gram &* rekey_gram_factor) &>> (32 - wholeBits)) }

    /// The list of the parts whose last byte may be any.
    static func list(start gram: UInt32) -> Int {
        1 << wholeBits + Int(((gram &<< 8) &* rekey_wide_factor) &>> (32 - openBits))
    }

    /// The list of the parts whose first byte may be any.
    static func list(end gram: UInt32) -> Int {
        1 << wholeBits + 1 << openBits + Int(((gram &>> 8) &* rekey_gram_factor) &>> (32 - openBits))
    }
}
