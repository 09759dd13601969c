package import RekeyCore

/// A value as it came out of a clipboard, a file or a pipe, without what was only round it.
package struct PastedText: Sendable {
    /// What was taken off.
    package enum Trim: Sendable, Equatable, CaseIterable {
        case byteOrderMark, lineEnd, blanks, quotes, assignment, bearer

        /// One phrase for the person who pasted.
        package var words: String {
            switch self {
            case .byteOrderMark: "an invisible mark was taken off"
            case .lineEnd: "a line end was taken off"
            case .blanks: "blanks round the value were taken off"
            case .quotes: "quotes round the value were taken off"
            case .assignment: "the name in front of the value was taken off"
            case .bearer: "the word Bearer in front of the value was taken off"
            }
        }
    }

    /// What is left.
    package let value: SecretText
    /// In the order of first notice, each once.
    package let trims: [Trim]

    /// Takes off what cannot belong to a value, from outside in; a value never loses a byte inside.
    package init(_ text: Span<UInt8>) {
        var rest = text.copied()[...]
        var trims: [Trim] = []
        // Why: a quoted value with its name and a line end needs four rounds; the limit only stops an endless onion.
        for _ in 0..<8 {
            guard let trim = Self.step(&rest) else { break }
            if !trims.contains(trim) { trims.append(trim) }
        }
        value = SecretText(Array(rest))
        self.trims = trims
    }

    /// Whether more than one line is left and neither JSON nor a PEM block explains them.
    package var hasSeveralLines: Bool {
        value.withBytes { bytes in
            if bytes.has("{", at: 0) || bytes.has("[", at: 0) || bytes.has("-----BEGIN", at: 0) { return false }
            return bytes.indices.contains { bytes[$0] == 0x0A || bytes[$0] == 0x0D }
        }
    }

    private static func step(_ text: inout ArraySlice<UInt8>) -> Trim? {
        let count = text.count
        for mark in invisibleMarks {
            if text.starts(with: mark) { text = text.dropFirst(mark.count) }
            if text.reversed().starts(with: mark.reversed()) { text = text.dropLast(mark.count) }
        }
        if text.count < count { return .byteOrderMark }
        while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
        while let first = text.first, first == 0x0A || first == 0x0D { text.removeFirst() }
        if text.count < count { return .lineEnd }
        while let last = text.last, isBlank(last) { text.removeLast() }
        while let first = text.first, isBlank(first) { text.removeFirst() }
        if text.count < count { return .blanks }
        if stripQuotes(&text) { return .quotes }
        if let name = assignedName(text) {
            text = text.dropFirst(name)
            return .assignment
        }
        guard text.count > 7, String(decoding: text.prefix(7), as: UTF8.self).lowercased() == "bearer " else { return nil }
        text = text.dropFirst(7)
        return .bearer
    }

    /// Byte order mark, zero-width space, no-break space.
    private static let invisibleMarks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0x8B], [0xC2, 0xA0]]

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func stripQuotes(_ text: inout ArraySlice<UInt8>) -> Bool {
        let pairs: [([UInt8], [UInt8])] =
            ["\"", "'", "`"].map { (Array($0.utf8), Array($0.utf8)) } + [
                (Array("“".utf8), Array("”".utf8)), (Array("‘".utf8), Array("’".utf8)),
            ]
        for (open, close) in pairs where text.count >= open.count + close.count {
            guard text.starts(with: open), text.suffix(close.count).elementsEqual(close) else { continue }
            text = text.dropFirst(open.count).dropLast(close.count)
            return true
        }
        return false
    }

    /// Bytes of `NAME=` or `export NAME=` in front; `nil` when there is none or nothing but padding would be left.
    private static func assignedName(_ text: ArraySlice<UInt8>) -> Int? {
        let exported = text.starts(with: "export ".utf8) ? 7 : 0
        let name = text.dropFirst(exported).prefix { $0.isASCIIUpper || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
        guard name.count >= 3, let first = name.first, !first.isASCIIDigit, name.contains(UInt8(ascii: "_")) else { return nil }
        let rest = text.dropFirst(exported + name.count)
        guard rest.first == UInt8(ascii: "="), rest.contains(where: { $0 != UInt8(ascii: "=") }) else { return nil }
        return exported + name.count + 1
    }
}
