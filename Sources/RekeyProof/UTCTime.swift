internal import RekeyCore

/// Points in time as signed URLs write them.
enum UTCTime {
    /// Seconds since 1970 of `2030-01-31`, `2030-01-31T10:00:00Z`, `2030-01-31T10:00Z` or `20300131T100000Z`; a day alone is its first second.
    /// `nil` for anything else.
    static func seconds(_ text: ArraySlice<UInt8>) -> Int64? {
        let digits = text.filter(\.isASCIIDigit)
        let isPlain = text.allSatisfy { $0.isASCIIDigit || "-:TZ.".utf8.contains($0) }
        guard isPlain, [8, 12, 14].contains(digits.count) || digits.count > 14 && text.contains(UInt8(ascii: ".")) else { return nil }
        func number(_ range: Range<Int>) -> Int64 {
            range.upperBound <= digits.count ? digits[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } : 0
        }
        let (month, day) = (number(4..<6), number(6..<8))
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return days(number(0..<4), month, day) * 86_400 + number(8..<10) * 3_600 + number(10..<12) * 60 + number(12..<14)
    }

    /// Days since 1970. Source: the civil calendar counted from March, so that the leap day comes last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
