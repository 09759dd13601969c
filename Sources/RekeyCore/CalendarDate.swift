/// A day of the Gregorian calendar, in UTC.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let year: Int
    private let month: Int
    private let day: Int

    /// Reads `YYYY-MM-DD`; `nil` for any other text and for days that do not exist.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
            (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// POSIX time of its first second; negative before 1970. Source: the civil calendar counted from March, so that the leap day comes last.
    package var secondsSince1970: Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return (shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468) * 86_400
    }

    /// The day of a POSIX time in seconds; times before 1970 give its first day.
    package init(secondsSince1970: Int) {
        var rest = max(secondsSince1970, 0) / 86_400
        // Why: 400 years are 146,097 days exactly, so a far time costs no more than a near one.
        var year = 1970 + rest / 146_097 * 400
        rest %= 146_097
        while rest >= Self.days(inYear: year) {
            rest -= Self.days(inYear: year)
            year += 1
        }
        var month = 1
        while rest >= Self.days(inMonth: month, of: year) {
            rest -= Self.days(inMonth: month, of: year)
            month += 1
        }
        self.year = year
        self.month = month
        day = rest + 1
    }

    /// `2030-12-31`.
    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy(\.isASCIIDigit) ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }

    private static func days(inYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}
