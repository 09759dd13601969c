internal import RekeyCore

/// Points in time as signed URLs write them.
enum SignedURLTime {
    /// Seconds since 1970 of `2030-01-31`, `2030-01-31T10:00:00Z`, `2030-01-31T10:00Z` or `20300131T100000Z`; a day alone is its first second.
    /// `nil` for anything else.
    static func seconds(_ text: ArraySlice<UInt8>) -> Int64? {
        let digits = text.filter(\.isASCIIDigit)
        let isPlain = text.allSatisfy { $0.isASCIIDigit || "-:TZ.".utf8.contains($0) }
        guard isPlain, [8, 12, 14].contains(digits.count) || digits.count > 14 && text.contains(UInt8(ascii: ".")) else { return nil }
        func number(_ range: Range<Int>) -> Int64 {
            range.upperBound <= digits.count ? digits[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } : 0
        }
        let day = "\(String(decoding: digits[..<4], as: UTF8.self))-\(String(decoding: digits[4..<6], as: UTF8.self))"
        guard let date = CalendarDate("\(day)-\(String(decoding: digits[6..<8], as: UTF8.self))") else { return nil }
        return Int64(date.secondsSince1970) + number(8..<10) * 3_600 + number(10..<12) * 60 + number(12..<14)
    }
}
