internal import RekeyCore

/// The text of a part of an Office document, a paragraph, a cell or a row a line: what is typed in one go is often cut into runs.
///
/// Source: ECMA-376 part 1 (WordprocessingML, SpreadsheetML, DrawingML), OASIS OpenDocument 1.2 part 1.
enum OfficeText {
    private enum Effect { case nothing, line, tab, blank }

    /// Lines are paragraphs, strings of the table of strings, or rows.
    static func reading(of bytes: [UInt8], path: [UInt8]) -> DocumentReading {
        var part = DocumentPart("text", seenAs: path.dropLast(".xml".utf8.count) + Array(".txt".utf8))
        var index = 0
        while index < bytes.count {
            let start = index
            if bytes[index] == UInt8(ascii: "<") {
                while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
                index = min(index + 1, bytes.count)
                apply(effect(of: bytes[start..<index]), to: &part)
            } else {
                while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
                guard bytes[start..<index].contains(where: { !$0.isASCIISpace }) || !bytes[start..<index].contains(0x0A) else { continue }
                part.append(unescaped(bytes[start..<index]), from: start..<index)
            }
        }
        var reading = DocumentReading()
        if part.bytes.contains(where: { !$0.isASCIISpace }) { reading.parts = [part] }
        return reading
    }

    private static func apply(_ effect: Effect, to part: inout DocumentPart) {
        switch effect {
        case .nothing: break
        case .line: if part.bytes.last != 0x0A, !part.bytes.isEmpty { part.append("\n") }
        case .tab: part.append("\t")
        case .blank: part.append(" ")
        }
    }

    /// What a tag means for the text.
    private static func effect(of tag: ArraySlice<UInt8>) -> Effect {
        let inner = tag.dropFirst().prefix { !$0.isASCIISpace && $0 != UInt8(ascii: ">") }
        let isEnd = inner.first == UInt8(ascii: "/")
        let isEmpty = tag.dropLast().last == UInt8(ascii: "/")
        guard isEnd || isEmpty else { return .nothing }
        var name = isEnd ? inner.dropFirst() : inner
        if name.last == UInt8(ascii: "/") { name = name.dropLast() }
        if let colon = name.lastIndex(of: UInt8(ascii: ":")) { name = name[(colon + 1)...] }
        switch String(decoding: name, as: UTF8.self) {
        case "p", "si", "row", "h", "tr", "br", "cr", "line-break", "table-row", "comment", "lpstr": return .line
        case "tab", "c", "table-cell", "tc": return .tab
        case "s": return isEmpty ? .blank : .nothing
        default: return .nothing
        }
    }

    private static let entities: [String: UInt8] = ["amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27]
    private static let longestEntity = 10

    /// The text with its entities undone.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
        var output: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let window = text[index..<min(index + longestEntity, text.endIndex)]
            if text[index] == UInt8(ascii: "&"), let end = window.firstIndex(of: UInt8(ascii: ";")),
                let meaning = meaning(String(decoding: text[(index + 1)..<end], as: UTF8.self))
            {
                output += meaning
                index = end + 1
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }

    private static func meaning(_ name: String) -> [UInt8]? {
        if let byte = entities[name] { return [byte] }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let value = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { Array(String(Character($0)).utf8) }
    }
}
