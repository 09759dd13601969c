internal import RekeyCore

/// Positional number systems in which formats write numbers.
enum Digits {
    /// `0-9A-Za-z`, as GitHub writes checksums.
    static let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    /// `0-9a-z`, as GitLab writes lengths and checksums.
    static let base36 = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    /// Lower-case hexadecimal.
    static let hex = Array("0123456789abcdef".utf8)

    /// `value` in the system of `alphabet`, filled up with its zero to `count` digits; longer when the value needs more.
    static func write(_ value: UInt32, in alphabet: [UInt8], count: Int) -> [UInt8] {
        let base = UInt32(alphabet.count)
        var rest = value
        var output: [UInt8] = []
        while rest > 0 {
            output.append(alphabet[Int(rest % base)])
            rest /= base
        }
        while output.count < count { output.append(alphabet[0]) }
        return output.reversed()
    }

    /// The bytes that pairs of hexadecimal digits stand for; `nil` for anything else.
    static func unhex(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var output: [UInt8] = []
        for index in stride(from: 0, to: text.count, by: 2) {
            guard let high = text[index].hexValue, let low = text[index + 1].hexValue else { return nil }
            output.append(high << 4 | low)
        }
        return output
    }
}
