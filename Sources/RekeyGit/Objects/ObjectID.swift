internal import RekeyCore

/// The name of an object: the hash of its kind, size and bytes. Kept without heap; ordered bytewise, as indexes are.
package struct ObjectID: Hashable, Sendable, Comparable {
    // Four big-endian words; what a SHA-1 does not fill is zero.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64
    /// Which hash it is, and so how long.
    package let format: ObjectFormat

    init(_ words: (UInt64, UInt64, UInt64, UInt64), _ format: ObjectFormat) {
        (first, second, third, fourth) = words
        self.format = format
    }

    /// From its bytes; `nil` when they are too few or too many.
    package init?(_ bytes: some Collection<UInt8>, _ format: ObjectFormat) {
        guard bytes.count == format.idLength else { return nil }
        var words: [4 of UInt64] = [0, 0, 0, 0]
        for (place, byte) in bytes.enumerated() { words[place / 8] |= UInt64(byte) << UInt64(56 - place % 8 * 8) }
        self.init((words[0], words[1], words[2], words[3]), format)
    }

    /// From the bytes at `start`; `nil` when there are too few.
    @inline(__always) init?(_ bytes: Span<UInt8>, at start: Int, _ format: ObjectFormat) {
        guard start >= 0, bytes.count >= format.idLength, start <= bytes.count &- format.idLength else { return nil }
        var words: [4 of UInt64] = [0, 0, 0, 0]
        for place in 0..<format.idLength {
            words[place &>> 3] |= UInt64(bytes[start &+ place]) &<< UInt64(truncatingIfNeeded: 56 &- (place & 7) &* 8)
        }
        self.init((words[0], words[1], words[2], words[3]), format)
    }

    /// From the hexadecimal digits at `start`; `nil` when there are too few.
    init?(hex digits: Span<UInt8>, at start: Int, _ format: ObjectFormat) {
        guard start >= 0, digits.count >= format.idLength * 2, start <= digits.count - format.idLength * 2 else { return nil }
        var words: [4 of UInt64] = [0, 0, 0, 0]
        for place in 0..<format.idLength * 2 {
            guard let value = Self.value(ofDigit: digits[start &+ place]) else { return nil }
            words[place &>> 4] |= UInt64(value) &<< UInt64(truncatingIfNeeded: 60 &- (place & 15) &* 4)
        }
        self.init((words[0], words[1], words[2], words[3]), format)
    }

    /// From 40 or 64 hexadecimal digits of either case; `nil` for anything else.
    package init?(hex: some Collection<UInt8>, _ format: ObjectFormat) {
        guard hex.count == format.idLength * 2 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in hex {
            guard let value = Self.value(ofDigit: digit) else { return nil }
            if let half = high {
                bytes.append(half << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.init(bytes, format)
    }

    /// From text; `nil` unless it is 40 or 64 hexadecimal digits.
    package init?(_ text: String) {
        self.init(hex: text.utf8, text.utf8.count == 64 ? .sha256 : .sha1)
    }

    /// The bytes, as they stand in trees and indexes.
    package var bytes: [UInt8] {
        (0..<format.idLength).map { byte($0) }
    }

    /// Lower-case hexadecimal digits, as git prints them.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The first eight bytes.
    var leadingBits: UInt64 { first }

    /// What the fan-out table of an index goes by.
    var firstByte: Int { Int(first >> 56) }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        if left.third != right.third { return left.third < right.third }
        return left.fourth < right.fourth
    }

    private func byte(_ place: Int) -> UInt8 {
        let word =
            switch place / 8 {
            case 0: first
            case 1: second
            case 2: third
            default: fourth
            }
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - place % 8 * 8))
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
