/// A moment as people read it in records: `2026-11-23 09:08 UTC`.
struct UTCTime: CustomStringConvertible {
    private let seconds: Int

    /// Times before 1970 and after the year 9999 give the nearest moment between.
    init(secondsSince1970 seconds: Int) { self.seconds = min(max(seconds, 0), 253_402_300_799) }

    var description: String {
        let minutes = seconds % 86_400 / 60
        let (year, month, day) = date
        return "\(year)-\(padded(month))-\(padded(day)) \(padded(minutes / 60)):\(padded(minutes % 60)) UTC"
    }

    /// Counts from 1 March of year 0, so that a leap day ends its year; 400 years have 146,097 days, 4 years 1,461.
    private var date: (year: Int, month: Int, day: Int) {
        let days = seconds / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
