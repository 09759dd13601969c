/// The words before the bytes of a loose object: kind, size, a zero byte.
struct LooseHeader: Equatable {
    let kind: ObjectKind
    let size: Int
    /// Where the object's bytes begin.
    let end: Int

    init(_ bytes: Span<UInt8>) throws(ObjectFault) {
        var word: [UInt8] = []
        var digits: [UInt8] = []
        var isInSize = false
        for index in 0..<min(bytes.count, LooseReader.headerSize) {
            let byte = bytes[index]
            if byte == 0 {
                guard isInSize, let kind = ObjectKind(word: word), let size = Int(String(decoding: digits, as: UTF8.self)) else { break }
                (self.kind, self.size, end) = (kind, size, index + 1)
                return
            }
            if isInSize {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { break }
                digits.append(byte)
            } else if byte == UInt8(ascii: " ") {
                isInSize = true
            } else {
                word.append(byte)
            }
        }
        throw .badHeader
    }
}
