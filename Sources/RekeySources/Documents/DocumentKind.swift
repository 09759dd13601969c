internal import ByteSearch
internal import RekeyCore

/// A form in which a file holds texts: told by its first bytes, and by the ending of its path where that is JSON or a script.
enum DocumentKind: Sendable {
    case notebook, sourceMap, httpArchive
    /// A script or style sheet that ends with its source map.
    case script
    case database, writeAheadLog
    case pdf
    /// A part of an Office document.
    case markup
    /// A program or dump whose strings may have characters of 16 bits.
    case wide

    /// Whether its bytes are no text, so that a change of it has no lines.
    var isBinary: Bool {
        switch self {
        case .pdf, .database, .writeAheadLog, .wide: true
        case .notebook, .sourceMap, .httpArchive, .script, .markup: false
        }
    }

    /// `nil` for anything else. Cheap: most texts are told by their first byte and the last byte of their path.
    static func of(_ bytes: Span<UInt8>, path: [UInt8]) -> DocumentKind? {
        guard bytes.count >= 16, let last = path.last else { return nil }
        if let kind = byMagic(bytes) { return kind }
        switch bytes[0] {
        case 0x4D, 0x7F, 0xD0, UInt8(ascii: "r"): if WideStrings.mayHold(bytes) { return .wide }
        case UInt8(ascii: "<"), 0xEF: if isOfficeMarkup(bytes) { return .markup }
        default: break
        }
        switch last {
        case UInt8(ascii: "b"): return ends(path, ".ipynb") ? .notebook : nil
        case UInt8(ascii: "p"): return ends(path, ".map") ? .sourceMap : nil
        case UInt8(ascii: "r"): return ends(path, ".har") ? .httpArchive : nil
        case UInt8(ascii: "s"): return [".js", ".mjs", ".cjs", ".css"].contains { ends(path, $0) } ? .script : nil
        default: return nil
        }
    }

    /// Whether the first bytes alone tell a document, whatever its path.
    static func byMagic(_ bytes: Span<UInt8>) -> DocumentKind? {
        guard bytes.count > 0, bytes[0] == UInt8(ascii: "%") || bytes[0] == UInt8(ascii: "S") || bytes[0] == 0x37 else { return nil }
        if starts(bytes, "%PDF-") { return .pdf }
        // Source: SQLite, Database File Format, 1.3.1 and 4.1; the last bit of the magic of a log says how its sums are stored.
        if starts(bytes, "SQLite format 3\0") { return .database }
        let isLog = bytes.count > 4 && bytes[0] == 0x37 && bytes[1] == 0x7F && bytes[2] == 0x06 && bytes[3] | 1 == 0x83
        return isLog ? .writeAheadLog : nil
    }

    private static func starts(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.count >= word.utf8CodeUnitCount else { return false }
        for (index, byte) in word.description.utf8.enumerated() where bytes[index] != byte { return false }
        return true
    }

    private static func ends(_ path: [UInt8], _ ending: String) -> Bool {
        path.count > ending.utf8.count && path.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }

    /// Source: ECMA-376 part 1 and ISO/IEC 29500 (their namespaces), OASIS OpenDocument 1.2; all stand in the first element.
    private static let namespaces = ["schemas.openxmlformats.org/", "urn:oasis:names:tc:opendocument", "purl.oclc.org/ooxml/"]
        .map { Array($0.utf8) }
    private static let head = 1_024

    private static func isOfficeMarkup(_ bytes: Span<UInt8>) -> Bool {
        let text = bytes.extracting(0..<min(head, bytes.count))
        for namespace in namespaces where ByteSearch.first(of: namespace.span, in: text) != nil { return true }
        return false
    }
}
