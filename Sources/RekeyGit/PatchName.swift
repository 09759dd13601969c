internal import RekeyCore

/// A path in a patch header. Source: git-diff(1) "Generating patch text with -p", `core.quotePath` in git-config(1).
enum PatchName {
    /// The path after `--- ` or `+++ `, with its prefix; `nil` for `/dev/null`. A tab ends it: dates and padding follow.
    static func headerPath(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let path = unquoted(text) ?? Array(text.prefix { $0 != 0x09 })
        return path == Array("/dev/null".utf8) ? nil : path
    }

    /// A name in double quotes with C escapes, up to its closing quote; `nil` when there are no quotes.
    static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.first == UInt8(ascii: "\"") else { return nil }
        var result: [UInt8] = []
        var rest = text.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return result }
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                result.append(byte)
                continue
            }
            result.append(octal(escape, &rest) ?? LetterEscape.value(escape) ?? escape)
        }
        return nil
    }

    /// The name of the new side, or of the old one for a deletion, without `a/`, `b/` and the like.
    static func path(old: [UInt8]?, new: [UInt8]?, gitHeader: ArraySlice<UInt8>?) -> [UInt8]? {
        guard let name = new ?? old else { return nil }
        // Why: without a second name to compare with, the `diff --git` line tells whether prefixes are in use.
        let unquotedHeader = gitHeader.map { $0.first == UInt8(ascii: "\"") ? $0.dropFirst() : $0 }
        let other: ArraySlice<UInt8>
        if let old, new != nil {
            other = old[...]
        } else if new != nil {
            other = unquotedHeader ?? Array("a/".utf8)[...]
        } else {
            other = Array("b/".utf8)[...]
        }
        guard let mine = prefix(name[...]), let theirs = prefix(other), mine != theirs else { return name }
        return Array(name.dropFirst(2))
    }

    /// The path in the rest of a `diff --git` line, for changes that have no other header.
    static func gitHeaderPath(_ rest: ArraySlice<UInt8>) -> [UInt8] {
        if rest.last == UInt8(ascii: "\""), rest.first == UInt8(ascii: "\""), let name = unquoted(rest) {
            return prefix(name[...]) == nil ? name : Array(name.dropFirst(2))
        }
        // Why: names with spaces are not quoted, but both halves name the same file.
        let middle = rest.startIndex + rest.count / 2
        guard rest.count % 2 == 1, rest[middle] == 0x20 else { return Array(rest) }
        return path(old: Array(rest[..<middle]), new: Array(rest[(middle + 1)...]), gitHeader: nil) ?? []
    }

    /// The letter of a prefix such as `a/`. Source: `diff.mnemonicPrefix` in git-config(1).
    private static func prefix(_ name: ArraySlice<UInt8>) -> UInt8? {
        guard name.count >= 2, let letter = name.first, name.dropFirst().first == PathBytes.slash else { return nil }
        return "abciow12".utf8.contains(letter) ? letter : nil
    }

    private static func octal(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8? {
        guard isOctal(first) else { return nil }
        var value = Int(first - 0x30)
        for _ in 0..<2 {
            guard let digit = rest.first, isOctal(digit) else { break }
            value = value * 8 + Int(digit - 0x30)
            rest = rest.dropFirst()
        }
        return UInt8(truncatingIfNeeded: value)
    }

    private static func isOctal(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x37 }
}
