internal import RekeyCore

/// Bytes as ASCII text, eight characters for seven bytes: what a string literal of the program can hold, and quicker to undo than base64.
package enum SevenBits {
    /// The characters for `bytes`, filled up with zero bits to a multiple of eight.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 6) / 7 * 8)
        for start in stride(from: 0, to: bytes.count, by: 7) {
            var word: UInt64 = 0
            for index in start..<min(start + 7, bytes.count) { word |= UInt64(bytes[index]) << UInt64(8 * (index - start)) }
            for place in 0..<8 { text.append(UInt8(truncatingIfNeeded: word >> UInt64(7 * place)) & 0x7F) }
        }
        return text
    }

    /// The first `count` bytes that `text` stands for; `nil` when it is too short or no such text.
    package static func decode(_ text: Span<UInt8>, count: Int) -> [UInt8]? {
        guard count >= 0, text.count % 8 == 0, count <= text.count / 8 * 7 else { return nil }
        return text.decodedSevenBits(count)
    }

    /// `encode` as a Swift string literal, without quotes.
    package static func literal(_ bytes: [UInt8]) -> String {
        var literal: [UInt8] = []
        for byte in encode(bytes) {
            switch byte {
            case 0: literal += Array(#"\0"#.utf8)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal += [UInt8(ascii: "\\"), byte]
            case 0x20...0x7E: literal.append(byte)
            default: literal += Array("\\u{\(String(byte, radix: 16))}".utf8)
            }
        }
        return String(decoding: literal, as: UTF8.self)
    }
}
