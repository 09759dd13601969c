/// Reads ASN.1 in its distinguished encoding, element by element; a length beyond the end is an error.
///
/// Source: X.690, sections 8 and 10. Tags of one byte and lengths of at most four are enough for keys.
struct DERReader {
    /// Why an element cannot be read.
    enum Fault: Error { case truncated, malformed }

    struct Element {
        let tag: UInt8
        let content: ArraySlice<UInt8>

        /// The elements inside.
        var reader: DERReader { DERReader(content) }
    }

    enum Tag {
        static let integer: UInt8 = 0x02
        static let octets: UInt8 = 0x04
        static let identifier: UInt8 = 0x06
        static let sequence: UInt8 = 0x30
        /// `[0]`, built of other elements.
        static let context0: UInt8 = 0xA0
    }

    private let bytes: ArraySlice<UInt8>
    private var offset: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        offset = bytes.startIndex
    }

    var isAtEnd: Bool { offset >= bytes.endIndex }

    /// The next element, whatever it is.
    mutating func element() throws(Fault) -> Element {
        let tag = try byte()
        guard tag & 0x1F != 0x1F else { throw .malformed }
        let first = try byte()
        var count = Int(first)
        if first >= 0x80 {
            let size = Int(first & 0x7F)
            guard (1...4).contains(size) else { throw .malformed }
            count = 0
            for _ in 0..<size { count = count << 8 | Int(try byte()) }
        }
        guard count <= bytes.endIndex - offset else { throw .truncated }
        defer { offset += count }
        return Element(tag: tag, content: bytes[offset..<offset + count])
    }

    /// The next element, which must have `tag`.
    mutating func element(_ tag: UInt8) throws(Fault) -> Element {
        let element = try element()
        guard element.tag == tag else { throw .malformed }
        return element
    }

    /// A whole number that is not negative, without leading zeros.
    mutating func number() throws(Fault) -> ArraySlice<UInt8> {
        let content = try element(Tag.integer).content
        guard let first = content.first, first < 0x80 else { throw .malformed }
        return content.drop { $0 == 0 }
    }

    private mutating func byte() throws(Fault) -> UInt8 {
        guard offset < bytes.endIndex else { throw .truncated }
        defer { offset += 1 }
        return bytes[offset]
    }
}
