extension TextEncoding {
    /// How a file stores its text, judged by its byte order mark; everything without one is `.bytes`.
    package static func detect(_ bytes: [UInt8]) -> TextEncoding {
        guard bytes.count >= 2 else { return .bytes }
        if bytes[0] == 0xFF, bytes[1] == 0xFE { return .utf16LittleEndian }
        if bytes[0] == 0xFE, bytes[1] == 0xFF { return .utf16BigEndian }
        return .bytes
    }

    /// As `detect` of an array, of bytes that are lent.
    package static func detect(_ bytes: Span<UInt8>) -> TextEncoding {
        bytes.count < 2 ? .bytes : detect([bytes[0], bytes[1]])
    }
}

extension Unicode.UTF16 {
    /// UTF-16 text with a byte order mark as UTF-8 without one; bytes that `TextEncoding.detect` calls `.bytes` unchanged.
    ///
    /// Total: a surrogate without its partner and a last odd byte become U+FFFD.
    package static func transcode(_ bytes: [UInt8]) -> [UInt8] {
        let high: Int
        switch TextEncoding.detect(bytes) {
        case .bytes: return bytes
        case .utf16LittleEndian: high = 1
        case .utf16BigEndian: high = 0
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 2)
        var offset = 2
        func unit(at offset: Int) -> UInt32? {
            guard offset + 1 < bytes.count else { return nil }
            return UInt32(bytes[offset + high]) << 8 | UInt32(bytes[offset + 1 - high])
        }
        while offset < bytes.count {
            var value = unit(at: offset) ?? 0xFFFD
            offset += 2
            if value & 0xFC00 == 0xD800, let low = unit(at: offset), low & 0xFC00 == 0xDC00 {
                value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
                offset += 2
            }
            appendUTF8(value & 0xF800 == 0xD800 ? 0xFFFD : value, to: &output)
        }
        return output
    }

    private static func appendUTF8(_ value: UInt32, to output: inout [UInt8]) {
        func last(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3F | 0x80) }
        switch value {
        case ..<0x80: output.append(UInt8(truncatingIfNeeded: value))
        case ..<0x800: output += [UInt8(truncatingIfNeeded: value >> 6 | 0xC0), last(0)]
        case ..<0x10000: output += [UInt8(truncatingIfNeeded: value >> 12 | 0xE0), last(6), last(0)]
        default: output += [UInt8(truncatingIfNeeded: value >> 18 | 0xF0), last(12), last(6), last(0)]
        }
    }
}
