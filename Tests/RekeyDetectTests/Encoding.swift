internal import RekeyCore

/// Writes text the ways that programs encode it.
enum Encoding {
    static func base64(_ text: String, padded: Bool = true, urlSafe: Bool = false) -> String { base64(Array(text.utf8), padded, urlSafe) }

    static func base64(_ bytes: [UInt8], _ padded: Bool = true, _ urlSafe: Bool = false) -> String {
        String(decoding: Base64.encode(bytes.span, urlSafe: urlSafe, padded: padded), as: UTF8.self)
    }

    /// Cuts text every `width` characters and puts `gap` between the lines.
    static func wrapped(_ text: String, _ width: Int, _ gap: String) -> String {
        var lines: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(width))
            rest = rest.dropFirst(width)
        }
        return lines.joined(separator: gap)
    }

    static func hex(_ text: String, upper: Bool = false) -> String { each(text) { digits($0, 16, 2, upper) } }
    static func percent(_ text: String) -> String { each(text) { "%" + digits($0, 16, 2, true) } }
    static func unicode(_ text: String) -> String { each(text) { "\\u00" + digits($0, 16, 2) } }
    static func hexadecimalEscapes(_ text: String) -> String { each(text) { "\\x" + digits($0, 16, 2) } }
    static func octal(_ text: String) -> String { each(text) { "\\" + digits($0, 8, 3) } }
    static func quotedPrintable(_ text: String) -> String { each(text) { "=" + digits($0, 16, 2, true) } }

    private static func each(_ text: String, _ write: (UInt8) -> String) -> String { text.utf8.map(write).joined() }

    private static func digits(_ byte: UInt8, _ radix: Int, _ width: Int, _ upper: Bool = false) -> String {
        let digits = String(byte, radix: radix, uppercase: upper)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// A gzip file whose text is stored, not compressed.
    static func gzip(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stored(bytes) + littleEndian(crc32(bytes), 4) + littleEndian(UInt32(bytes.count), 4)
    }

    /// A zlib stream whose text is stored, not compressed.
    static func zlib(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return [0x78, 0x9C] + stored(bytes) + littleEndian(adler32(bytes), 4).reversed()
    }

    /// A zlib stream that inflates to 1,032 bytes for each of its own.
    static func bomb(_ size: Int) -> [UInt8] {
        let head: [UInt8] = [0xED, 0xC1, 0x01, 0x01, 0, 0, 0, 0x82, 0x20, 0xFF, 0xAF, 0x6E, 0x48, 0x40, 0x01]
        return [0x78, 0xDA] + head + [UInt8](repeating: 0, count: size) + [0xF7, 0x06, 0, 0, 0, 0]
    }

    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        [1] + littleEndian(UInt32(bytes.count), 2) + littleEndian(~UInt32(bytes.count), 2) + bytes
    }

    private static func littleEndian(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}
