/// Until when a token is honoured, judged at one moment. All times in seconds since 1970.
package enum TokenExpiry: Sendable, Equatable {
    /// No `exp` claim.
    case never
    case expires(at: Int64)
    case expired(at: Int64)

    /// A token that expires exactly now is expired. Source: RFC 7519 section 4.1.4.
    package init(expiresAt: Int64?, now: Int64) {
        switch expiresAt {
        case .none: self = .never
        case .some(let time): self = time > now ? .expires(at: time) : .expired(at: time)
        }
    }

    /// Whether a service that checks `exp` refuses the token.
    package var isExpired: Bool {
        switch self {
        case .never, .expires: false
        case .expired: true
        }
    }

    /// For example `expires 2034-01-01`, `expired 2024-05-01`, `never expires`.
    package var words: String {
        switch self {
        case .never: "never expires"
        case .expires(let time): "expires \(Self.date(time))"
        case .expired(let time): "expired \(Self.date(time))"
        }
    }

    /// ISO 8601 date in UTC; years outside 1970 to 9999 are named in words.
    ///
    /// Source: the proleptic Gregorian calendar counted in eras of 400 years (146,097 days), years beginning in March.
    static func date(_ seconds: Int64) -> String {
        guard seconds >= 0 else { return "before 1970" }
        guard seconds < 253_402_300_800 else { return "after year 9999" }
        let days = Int(seconds / 86_400) + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return "\(year)-\(padded(month))-\(padded(day))"
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
