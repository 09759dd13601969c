internal import RekeyCore

/// Copies out of borrowed bytes; every range is clamped, so that a wrong offset can never trap.
extension Span<UInt8> {
    /// The bytes of `range` that exist.
    func copy(_ range: Range<Int>) -> [UInt8] { extracting(range.clamped(to: 0..<count)).copied() }

    /// The byte at `index`; `nil` outside.
    func byte(at index: Int) -> UInt8? { index >= 0 && index < count ? self[index] : nil }

    /// Whether the bytes of `literal` stand at `offset`.
    func has(_ literal: String, at offset: Int) -> Bool {
        guard offset >= 0, offset <= count, count - offset >= literal.utf8.count else { return false }
        var index = offset
        for byte in literal.utf8 {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }
}

/// Lower-case hexadecimal.
func hexadecimal(_ bytes: [UInt8]) -> String {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
    var output: [UInt8] = []
    output.reserveCapacity(2 * bytes.count)
    for byte in bytes {
        output.append(digit(byte >> 4))
        output.append(digit(byte & 15))
    }
    return String(decoding: output, as: UTF8.self)
}
