/// A literal that the prefilter looks for.
package struct Literal: Sendable, Hashable {
    package var bytes: [UInt8]
    /// Whether ASCII case is ignored.
    package var ignoresCase: Bool

    package init(bytes: [UInt8], ignoresCase: Bool) {
        self.bytes = bytes
        self.ignoresCase = ignoresCase
    }
}

/// Where a literal was seen: its index in the list and the offset behind its last byte.
package struct LiteralHit: Sendable, Equatable {
    package var literal: UInt32
    package var end: UInt32

    package init(literal: UInt32, end: UInt32) {
        self.literal = literal
        self.end = end
    }
}

/// Why a list of literals cannot be sought, or a text not be searched.
package enum LiteralError: Error, Equatable {
    /// The list is empty.
    case noLiterals
    /// The literal of that index is shorter than `LiteralList.shortest` bytes or longer than `LiteralList.longest`.
    case length(index: Int)
    /// More literals than have a number.
    case tooMany
    /// The text has 4 GiB or more.
    case textTooLong
}
