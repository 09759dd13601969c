package import RekeyCore

/// A value as it came through a pipe, without line ends and blanks round it, which belong to no secret.
package struct TrimmedValue: Sendable {
    package let value: SecretText
    /// What was taken off, one phrase each.
    package let notices: [String]

    package init(_ text: SecretText) {
        var rest = text.revealedBytes[...]
        var notices: [String] = []
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
            rest = rest.dropFirst(3)
            notices.append("a byte order mark was taken off")
        }
        let isEnd: (UInt8) -> Bool = { $0 == Glyph.newline || $0 == Glyph.carriageReturn }
        let isOuter: (UInt8) -> Bool = { isEnd($0) || Glyph.isBlank($0) }
        let end = rest.lastIndex { !isOuter($0) }.map { $0 + 1 } ?? rest.startIndex
        let start = rest[..<end].firstIndex { !isOuter($0) } ?? end
        let taken = rest[..<start] + rest[end...]
        if taken.contains(where: isEnd) { notices.append("a line end was taken off") }
        if taken.contains(where: Glyph.isBlank) { notices.append("blanks round the value were taken off") }
        value = SecretText(Array(rest[start..<end]))
        self.notices = notices
    }
}
