internal import RekeyCore

/// A secret within a longer value, such as the password of a database URL.
enum ValuePart {
    /// Where the wanted bytes are in a value; `nil` when they are not.
    static func find(_ wanted: [UInt8], in value: [UInt8]) -> ValuePlace.Part? {
        if value == wanted { return .whole }
        let isURL = TextSwap.contains(Array("://".utf8), in: value)
        if let range = TextSwap.range(of: wanted, in: value) {
            return isURL && wanted.allSatisfy(isUnreserved) ? .inURL(range) : .plain(range)
        }
        guard isURL else { return nil }
        return TextSwap.range(of: encoded(wanted), in: value).map { .inURL($0) }
    }

    /// The value with other bytes in that part.
    static func replacing(_ part: ValuePlace.Part, of value: [UInt8], with new: [UInt8]) -> [UInt8]? {
        switch part {
        case .whole: return new
        case .plain(let range), .inURL(let range):
            guard range.upperBound <= value.count else { return nil }
            let text = if case .inURL = part { encoded(new) } else { new }
            return value[..<range.lowerBound] + text + value[range.upperBound...]
        }
    }

    /// Percent-encoded but for the bytes that stand for themselves in every part of a URL.
    // Source: RFC 3986, section 2.3.
    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { isUnreserved($0) ? [$0] : [UInt8(ascii: "%"), digit($0 >> 4), digit($0 & 0x0F)] }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10 }

    private static func isUnreserved(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || "-._~".utf8.contains(byte) }
}
