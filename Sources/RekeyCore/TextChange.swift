/// A place where a text differs from the one that it was made from.
package struct TextChange: Sendable, Equatable {
    /// Bytes that are new; empty where two stretches of the other text meet, or where its start or end is missing.
    package var range: Range<Int>
    /// Where in the other text the stretch begins that stands behind it. The stretch before the first change begins at 0.
    package var source: Int

    package init(_ range: Range<Int>, source: Int) {
        self.range = range
        self.source = source
    }
}
