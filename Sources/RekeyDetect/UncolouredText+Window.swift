internal import ByteSearch

extension UncolouredText {
    /// Where the first code may begin in one of `parts`, which are in order, at `start` or behind; told at the speed of a search for one byte.
    static func firstCode(in text: Span<UInt8>, _ parts: [Range<Int>], from start: Int) -> Int? {
        for part in parts where part.upperBound > start {
            let part = part.clamped(to: 0..<text.count)
            let read = text.extracting(first: part.upperBound)
            if let code = ByteSearch.first(of: escape, in: read, from: max(start, part.lowerBound)) { return code }
        }
        return nil
    }

    /// A stretch of a long text with codes in it, so that never more than that is copied at once.
    struct Window {
        /// What rules may see.
        let seen: Range<Int>
        /// Where secrets begin that count here; the others count in another window.
        let counted: Range<Int>

        /// The window at `start` or behind whose first code may be at `code`.
        init(_ text: Span<UInt8>, from start: Int, code: Int) {
            let low = max(start, code - Self.margin)
            counted = low..<min(text.count, code + Self.longest)
            seen = max(0, low - Self.margin)..<min(text.count, counted.upperBound + Self.margin)
        }

        /// The parts of a text that can be seen here, counted from the beginning of the window.
        func shown(_ parts: [Range<Int>]) -> [Range<Int>] {
            parts.compactMap { part in
                let shown = part.clamped(to: seen)
                return shown.isEmpty ? nil : shown.lowerBound - seen.lowerBound..<shown.upperBound - seen.lowerBound
            }
        }

        /// The range of the text that `range` of the view came from.
        func original(_ range: Range<Int>, of view: UncolouredText) -> Range<Int> {
            let place = view.original(range)
            return place.lowerBound + seen.lowerBound..<place.upperBound + seen.lowerBound
        }

        /// Bytes.
        private static let longest = 1 << 20
        /// As far as rules look from a word, keys aside, and as long as keys are. Bytes.
        private static let margin = 32_768
    }
}
