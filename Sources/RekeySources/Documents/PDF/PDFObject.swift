/// A value of a PDF file, or a word that is none: an operator, `obj`, `]`.
///
/// Source: ISO 32000-1, section 7.3.
indirect enum PDFObject {
    case number(Double)
    case name(String)
    case string([UInt8])
    case array([PDFObject])
    case dictionary([String: PDFObject])
    /// The number of another object.
    case reference(Int)
    case word(String)

    /// A member of a dictionary.
    subscript(_ name: String) -> PDFObject? {
        guard case .dictionary(let members) = self else { return nil }
        return members[name]
    }

    var name: String? {
        guard case .name(let name) = self else { return nil }
        return name
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// A number that counts something; `nil` for what cannot.
    var count: Int? { number.flatMap { $0 >= 0 && $0 < 1e15 ? Int($0) : nil } }

    var string: [UInt8]? {
        guard case .string(let bytes) = self else { return nil }
        return bytes
    }

    /// The number of the object that is meant.
    var reference: Int? {
        guard case .reference(let number) = self else { return nil }
        return number
    }

    /// The elements of an array, or the one value.
    var elements: [PDFObject] {
        guard case .array(let elements) = self else { return [self] }
        return elements
    }

    func isWord(_ word: String) -> Bool {
        guard case .word(let own) = self else { return false }
        return own == word
    }
}
