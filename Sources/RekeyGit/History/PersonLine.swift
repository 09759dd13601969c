internal import RekeyCore

/// Who did something and when: `Name <mail> seconds zone`. Source: git's ident.c, `split_ident_line`.
struct PersonLine {
    /// Name and address as they stand there.
    let who: [UInt8]
    /// POSIX time.
    let seconds: Int64?
    /// Minutes east of Greenwich.
    let zone: Int

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let close = range.last { bytes[$0] == UInt8(ascii: ">") }
        let end = close.map { $0 + 1 } ?? range.upperBound
        who = (range.lowerBound..<end).map { bytes[$0] }
        var place = end
        seconds = Self.number(bytes, &place, range.upperBound)
        let digits = Self.number(bytes, &place, range.upperBound) ?? 0
        let size = Int(truncatingIfNeeded: digits.magnitude % 10_000)
        zone = (digits < 0 ? -1 : 1) * (size / 100 * 60 + size % 100)
    }

    /// ISO 8601 with the zone, as git's `%aI`; `nil` without a time, and outside of the years 1970 to 9999.
    var date: String? {
        guard let seconds, case let local = Int(seconds) + zone * 60, local >= 0, local < 253_402_300_800 else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (day, rest) = (CalendarDate(secondsSince1970: local), local % 86_400)
        let offset = zone.magnitude < 1 ? "+00:00" : "\(zone < 0 ? "-" : "+")\(two(abs(zone) / 60)):\(two(abs(zone) % 60))"
        return "\(day)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))\(offset)"
    }

    /// Only the time.
    static func seconds(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        guard let close = range.last(where: { bytes[$0] == UInt8(ascii: ">") }) else { return nil }
        var place = close + 1
        return number(bytes, &place, range.upperBound)
    }

    /// Reads spaces, a sign and up to 18 digits; `nil` without digits.
    private static func number(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Int64? {
        while place < end, bytes[place] == 0x20 { place += 1 }
        var isNegative = false
        if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
            isNegative = bytes[place] == UInt8(ascii: "-")
            place += 1
        }
        let start = place
        var value: Int64 = 0
        while place < end, place - start < 18, bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") {
            value = value * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
            place += 1
        }
        return place > start ? (isNegative ? -value : value) : nil
    }
}
