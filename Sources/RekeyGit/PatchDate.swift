internal import RekeyCore

/// Dates as `git log` and mail headers print them, in the one form reports use.
enum PatchDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `2026-01-02T03:04:05+00:00`, or `nil` for a form that is not one of git's default, RFC 2822, ISO-like and strict ISO ones.
    static func iso8601(_ text: String) -> String? {
        let words = text.split { " ,\t\r".contains($0) }.map(String.init)
        if let first = words.first, (19...25).contains(first.utf8.count), first.utf8.first?.isASCIIDigit == true,
            first.utf8.allSatisfy({ $0.isASCIIDigit || "-:+TZ".utf8.contains($0) })
        {
            return first
        }
        switch words.count {
        case 3:
            return joined(date: words[0], time: words[1], zone: words[2])
        case 6:
            // Source: git-log(1), `--date=default`: Fri Jan 2 03:04:05 2026 +0000; `--date=rfc`: Fri, 2 Jan 2026 03:04:05 +0000.
            let isMail = Int(words[1]) != nil
            let (day, month, year, time) =
                isMail ? (words[1], words[2], words[3], words[4]) : (words[2], words[1], words[4], words[3])
            guard let number = months.firstIndex(of: month), let day = Int(day), (1...31).contains(day), year.count == 4 else { return nil }
            return joined(date: "\(year)-\(twoDigits(number + 1))-\(twoDigits(day))", time: time, zone: words[5])
        default:
            return nil
        }
    }

    private static func joined(date: String, time: String, zone: String) -> String? {
        guard date.count == 10, time.count == 8, zone.count == 5, zone.hasPrefix("+") || zone.hasPrefix("-") else { return nil }
        guard (date + time + zone.dropFirst()).utf8.allSatisfy({ $0.isASCIIDigit || "-:".utf8.contains($0) }) else { return nil }
        return "\(date)T\(time)\(zone.prefix(3)):\(zone.suffix(2))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
