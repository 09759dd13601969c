/// The two parts of a literal by which a search that looks at every other byte knows it: one where the literal begins at an even offset of the
/// text, one where it begins at an odd one. A part is four bytes at an offset that is even there, of which three or four are the literal's.
package struct LiteralParts: Sendable, Equatable {
    /// Where the parts begin in the literal: an even and an odd number, the latter -1 where the part takes in the byte before the literal.
    package var even: Int8
    package var odd: Int8

    package init(even: Int8, odd: Int8) {
        self.even = even
        self.odd = odd
    }
}
