internal import RekeyCore

/// The strings in an object of a PDF, as what people typed: notes, values of forms, addresses of links, titles. Each is a line behind its key.
struct PDFStrings {
    private(set) var text: [UInt8] = []
    private let takesPlain: Bool
    private static let longestName = 16

    /// `takesPlain` is false where plain strings are read in the file itself: then only those in UTF-16 are taken.
    init(_ object: PDFObject, takesPlain: Bool) {
        self.takesPlain = takesPlain
        add(object, key: "")
    }

    /// Goes as deep as `PDFReader` does.
    private mutating func add(_ object: PDFObject, key: String) {
        switch object {
        case .string(let bytes): add(bytes, key)
        case .array(let elements): for element in elements { add(element, key: key) }
        case .dictionary(let members): for (key, value) in members.sorted(by: { $0.key < $1.key }) { add(value, key: key) }
        case .name(let name): if takesPlain, name.utf8.count > Self.longestName { add(Array(name.utf8), key) }
        case .number, .reference, .word: break
        }
    }

    private mutating func add(_ bytes: [UInt8], _ key: String) {
        // Source: ISO 32000-1, 7.9.2.2: a text string with this mark is in UTF-16.
        let isUTF16 = bytes.starts(with: [0xFE, 0xFF])
        guard isUTF16 || takesPlain, !bytes.isEmpty else { return }
        text += "/\(key) ".utf8
        text += isUTF16 ? UTF16.transcode(bytes) : bytes
        text.append(0x0A)
    }
}
