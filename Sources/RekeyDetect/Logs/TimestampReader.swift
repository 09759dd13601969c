internal import RekeyCore

/// Reads one moment as logs write it; nothing but what such a moment is made of counts.
///
/// A date or a time of day alone is none: versions and ratios look the same.
struct TimestampReader {
    private let text: [UInt8]

    /// Longest moment that is believed. Bytes.
    static let longest = 40

    init(_ text: [UInt8]) { self.text = text }

    /// The moment that begins at `start`, without what stands round it; `nil` when none does.
    func moment(at start: Int) -> Range<Int>? {
        guard let end = dated(start) ?? named(start) ?? klog(start) ?? access(start), end - start <= Self.longest,
            !byte(end).isASCIIAlphanumeric
        else { return nil }
        return start..<end
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970 at `start`, with a fraction or none.
    ///
    /// Why 10 to 19 digits: seconds have ten from 2001 to 2286, nanoseconds nineteen.
    func epoch(at start: Int) -> Range<Int>? {
        let whole = digits(start, most: 20)
        guard [10, 13, 16, 19].contains(whole - start), byte(start) == UInt8(ascii: "1") || byte(start) == UInt8(ascii: "2") else {
            return nil
        }
        let end = fraction(whole)
        return byte(end).isASCIIAlphanumeric || byte(end) == UInt8(ascii: "-") ? nil : start..<end
    }

    /// `2026-11-24T03:29:55.123Z` and `2026/11/24 03:29:55`. Source: RFC 3339, section 5.6; ISO 8601 has a comma before fractions, too.
    private func dated(_ start: Int) -> Int? {
        let mark = byte(start + 4)
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/"), byte(start + 7) == mark, digits(start, most: 5) == start + 4,
            number(start + 5, 1...12), number(start + 8, 1...31), "Tt _".utf8.contains(byte(start + 10)),
            let time = time(start + 11)
        else { return nil }
        return zone(time)
    }

    /// `Nov 24 03:29:55`, `Tue Nov 24 03:29:55.123456 2026`, `24 Nov 2026 03:29:55.123`, `Tue, 24 Nov 2026 03:29:55 GMT`.
    ///
    /// Source: RFC 3164, section 4.1.2; asctime(3); RFC 9110, section 5.6.7.
    private func named(_ start: Int) -> Int? {
        var index = start
        if isWord(index, Self.days) { index += byte(index + 3) == UInt8(ascii: ",") ? 5 : 4 }
        if isWord(index, Self.months) {
            let day = index + (byte(index + 4) == 0x20 ? 5 : 4)
            let end = digits(day, most: 2)
            guard byte(index + 3) == 0x20, end > day, byte(end) == 0x20, let time = time(end + 1) else { return nil }
            let year = digits(time + 1, most: 5)
            return byte(time) == 0x20 && year == time + 5 && !byte(year).isASCIIAlphanumeric && byte(year) != UInt8(ascii: ":")
                ? year : time
        }
        let day = digits(index, most: 2)
        guard day > index, byte(day) == 0x20, isWord(day + 1, Self.months), byte(day + 4) == 0x20, digits(day + 5, most: 5) == day + 9,
            byte(day + 9) == 0x20, let time = time(day + 10)
        else { return nil }
        return zone(time)
    }

    /// `24/Nov/2026:03:29:55 +0000`. Source: nginx, `$time_local` in ngx_http_log_module; Apache, `%t` in mod_log_config.
    private func access(_ start: Int) -> Int? {
        guard number(start, 1...31), byte(start + 2) == UInt8(ascii: "/"), isWord(start + 3, Self.months),
            byte(start + 6) == UInt8(ascii: "/"), digits(start + 7, most: 5) == start + 11, byte(start + 11) == UInt8(ascii: ":"),
            let time = time(start + 12)
        else { return nil }
        return zone(time)
    }

    /// `I1124 03:29:55.123456`. Source: klog, "Log lines have this form" in its package comment.
    private func klog(_ start: Int) -> Int? {
        guard "IWEF".utf8.contains(byte(start)), number(start + 1, 1...12), number(start + 3, 1...31), byte(start + 5) == 0x20,
            let end = time(start + 6), byte(start + 14) == UInt8(ascii: ".")
        else { return nil }
        return end
    }

    /// `03:29:55`, with a fraction or none.
    private func time(_ start: Int) -> Int? {
        let colon = UInt8(ascii: ":")
        guard number(start, 0...23), byte(start + 2) == colon, number(start + 3, 0...59), byte(start + 5) == colon,
            number(start + 6, 0...60)
        else { return nil }
        return fraction(start + 8)
    }

    private func fraction(_ start: Int) -> Int {
        guard byte(start) == UInt8(ascii: ".") || byte(start) == UInt8(ascii: ",") else { return start }
        let end = digits(start + 1, most: 9)
        return end > start + 1 ? end : start
    }

    /// `Z`, `+01:00`, ` +0100`, `-05` and ` UTC`, or nothing.
    private func zone(_ start: Int) -> Int {
        if byte(start) | 0x20 == UInt8(ascii: "z") { return start + 1 }
        let sign = byte(start) == 0x20 ? start + 1 : start
        if byte(sign) == UInt8(ascii: "+") || byte(sign) == UInt8(ascii: "-") {
            let hours = digits(sign + 1, most: 5)
            if hours == sign + 5 { return hours }
            guard hours == sign + 3 else { return start }
            return byte(hours) == UInt8(ascii: ":") && digits(hours + 1, most: 3) == hours + 3 ? hours + 3 : hours
        }
        guard sign > start, let name = Self.zones.first(where: { holds($0, at: sign) }) else { return start }
        let end = sign + name.count
        return byte(end).isASCIIAlphanumeric ? start : end
    }

    /// Two digits in bounds.
    private func number(_ start: Int, _ bounds: ClosedRange<UInt8>) -> Bool {
        let (tens, ones) = (byte(start) &- 0x30, byte(start + 1) &- 0x30)
        return tens < 10 && ones < 10 && bounds.contains(tens * 10 + ones)
    }

    /// Where the digits end that begin at `start`, after `most` at the latest.
    private func digits(_ start: Int, most: Int) -> Int {
        var end = start
        while end - start < most, byte(end) &- 0x30 < 10 { end += 1 }
        return end
    }

    private func isWord(_ start: Int, _ words: [[UInt8]]) -> Bool { words.contains { holds($0, at: start) } }

    private func holds(_ word: [UInt8], at start: Int) -> Bool { word.indices.allSatisfy { byte(start + $0) == word[$0] } }

    /// The byte at `index`; 0 outside of the text.
    private func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

    private static func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }
    private static let days = words("Mon Tue Wed Thu Fri Sat Sun")
    private static let months = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    /// Why a list: behind the time of a line usually stands its level, in capitals as well.
    private static let zones = words("UTC GMT CET CEST EET EEST WET WEST BST IST EST EDT CST CDT MST MDT PST PDT MSK JST AEST AEDT")
}
