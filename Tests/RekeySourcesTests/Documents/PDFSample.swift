/// A PDF file that a test makes.
struct PDFSample {
    private(set) var bytes = Array("%PDF-1.7\n".utf8)

    /// Adds an object.
    mutating func add(_ number: Int, _ value: String) { bytes += "\(number) 0 obj\n\(value)\nendobj\n".utf8 }

    /// Adds a stream, compressed or not; `length` is what its dictionary claims.
    mutating func add(_ number: Int, _ dictionary: String = "", stream: [UInt8], isCompressed: Bool = true, length: Int? = nil) {
        let data = isCompressed ? Self.zlib(stream) : stream
        let filter = isCompressed ? "/Filter/FlateDecode" : ""
        bytes += "\(number) 0 obj\n<<\(dictionary)\(filter)/Length \(length ?? data.count)>>\nstream\n".utf8
        bytes += data + Array("\nendstream\nendobj\n".utf8)
    }

    /// A file with a page for each text of operators; object 9 is the font `F1`.
    static func pages(_ operators: [String], font: String = "<</Type/Font/Subtype/Type1>>", isCompressed: Bool = true) -> PDFSample {
        var sample = PDFSample()
        let kids = operators.indices.map { "\(20 + 2 * $0) 0 R" }.joined(separator: " ")
        sample.add(1, "<</Type/Catalog/Pages 2 0 R>>")
        sample.add(2, "<</Type/Pages/Kids[\(kids)]/Count \(operators.count)/Resources<</Font<</F1 9 0 R>>>>>>")
        sample.add(9, font)
        for (index, text) in operators.enumerated() {
            sample.add(20 + 2 * index, "<</Type/Page/Parent 2 0 R/Contents \(21 + 2 * index) 0 R>>")
            sample.add(21 + 2 * index, stream: Array(text.utf8), isCompressed: isCompressed)
        }
        return sample
    }

    /// Stored blocks of zlib. Source: RFC 1950, section 2.2; RFC 1951, section 3.2.4.
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            output += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)] + block
        } while !rest.isEmpty
        var (a, b) = (UInt32(1), UInt32(0))
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return output + [UInt8(b >> 8), UInt8(b & 255), UInt8(a >> 8), UInt8(a & 255)]
    }
}
