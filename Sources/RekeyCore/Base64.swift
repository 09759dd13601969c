/// Base64 in both alphabets, for bytes found in foreign text.
package enum Base64 {
    /// Decodes standard or URL-safe base64, padded or not; `nil` when a byte is foreign or the length is impossible.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var end = text.count
        while end > 0, text[end - 1] == UInt8(ascii: "="), text.count - end < 2 { end -= 1 }
        guard end % 4 != 1 else { return nil }
        let groups = end / 4
        let table = sextetsInPlace
        guard let output = text.decodedGroups(groups, by: table.span) else { return nil }
        return decodeTail(text, groups * 4..<end, after: output)
    }

    /// The last two or three characters: one or two bytes.
    private static func decodeTail(_ text: Span<UInt8>, _ range: Range<Int>, after output: consuming [UInt8]) -> [UInt8]? {
        var bits: UInt32 = 0
        for index in range {
            let value = sextets[Int(text[index])]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
        }
        if range.count == 2 { output.append(UInt8(truncatingIfNeeded: bits >> 4)) }
        if range.count == 3 {
            output.append(UInt8(truncatingIfNeeded: bits >> 10))
            output.append(UInt8(truncatingIfNeeded: bits >> 2))
        }
        return output
    }

    /// Encodes without padding, in the URL-safe alphabet when asked.
    package static func encode(_ bytes: Span<UInt8>, urlSafe: Bool = false, padded: Bool = false) -> [UInt8] {
        let alphabet = Array((urlSafe ? urlSafeAlphabet : standardAlphabet).utf8)
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for index in bytes.indices {
            bits = bits << 8 | UInt32(bytes[index])
            held += 8
            while held >= 6 {
                held -= 6
                output.append(alphabet[Int(bits >> held & 63)])
            }
        }
        if held > 0 { output.append(alphabet[Int(bits << (6 - held) & 63)]) }
        if padded { while output.count % 4 != 0 { output.append(UInt8(ascii: "=")) } }
        return output
    }

    private static let standardAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private static let urlSafeAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// As `sextets`, for each place in a group of four, shifted to its place among the 24 bits; all bits for bytes of neither alphabet.
    private static let sextetsInPlace: [UInt32] = (0..<4).flatMap { place in
        sextets.map { $0 < 64 ? UInt32($0) << (18 - 6 * UInt32(place)) : .max }
    }

    /// The six bits of each byte, 255 for bytes of neither alphabet.
    static let sextets: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, byte) in standardAlphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        for (value, byte) in urlSafeAlphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }()
}
