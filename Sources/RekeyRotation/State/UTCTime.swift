internal import RekeyCore

/// A moment as people read it in records: `2026-11-23 09:08 UTC`.
struct UTCTime: CustomStringConvertible {
    private let seconds: Int

    /// Times before 1970 and after the year 9999 give the nearest moment between.
    init(secondsSince1970 seconds: Int) { self.seconds = min(max(seconds, 0), 253_402_300_799) }

    var description: String {
        let minutes = seconds % 86_400 / 60
        return "\(CalendarDate(secondsSince1970: seconds)) \(padded(minutes / 60)):\(padded(minutes % 60)) UTC"
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
