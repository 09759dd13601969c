internal import ByteSearch
internal import RekeyCore

/// The lines that private keys begin and end with.
enum KeyMarks {
    /// Where the last private key begins that does not end in `range`.
    static func openKey(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while let begin = begin(text, start..<range.upperBound) {
            guard let end = end(text, begin..<range.upperBound) else { return begin }
            start = end
        }
        guard let putty = find(putty, text, range) else { return nil }
        return find(puttyEnd, text, putty..<range.upperBound) == nil ? putty : nil
    }

    /// Where the first private key begins: the word behind its dashes.
    static func begin(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while let begin = find(begins, text, start..<range.upperBound) {
            start = begin + begins.count
            if isDashed(text, begin, range.lowerBound), isKey(text, start..<range.upperBound) { return begin }
        }
        return nil
    }

    /// Where the line of dashes that ends a key stands.
    static func end(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while let end = find(ends, text, start..<range.upperBound) {
            if isDashed(text, end, range.lowerBound) { return end }
            start = end + ends.count
        }
        return find(puttyEnd, text, range)
    }

    /// Whether the words behind `BEGIN ` are those of a private key.
    private static func isKey(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let label = range.lowerBound..<min(range.upperBound, range.lowerBound + longestLabel)
        return labels.contains { find($0, text, label) != nil }
    }

    /// Whether dashes stand before `offset`.
    private static func isDashed(_ text: Span<UInt8>, _ offset: Int, _ lowest: Int) -> Bool {
        guard offset - 2 >= lowest else { return false }
        return text[offset - 2] == UInt8(ascii: "-") && (text[offset - 1] == UInt8(ascii: "-") || text[offset - 1] == 0x20)
    }

    private static func find(_ sought: [UInt8], _ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        let sought = sought.span
        return ByteSearch.first(of: sought, in: text.extracting(range)).map { $0 + range.lowerBound }
    }

    // Why in pieces: no scanner may take this file for one that holds a key.
    private static let begins = Array("BEGIN ".utf8)
    private static let ends = Array("END ".utf8)
    private static let labels = ["PRIVATE" + " KEY", "Static" + " key"].map { Array($0.utf8) }
    private static let longestLabel = 64
    private static let putty = Array(("PuTTY" + "-User-Key-File-").utf8)
    private static let puttyEnd = Array("Private-MAC:".utf8)
}
