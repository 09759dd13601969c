/// Numbers with their units, as people read them.
package enum Quantity {
    /// `1 file`, `2 files`; the plural of other words is given.
    static func of(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
    }

    /// `0 bytes`, `1.2 kB`, `34.5 MB`: thousands, cut to one decimal.
    package static func bytes(_ count: Int) -> String {
        for (size, unit) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")] where count >= size {
            return "\(count / size).\(count % size / (size / 10)) \(unit)"
        }
        return of(count, "byte")
    }

    /// Whole milliseconds, never negative.
    static func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        // Why: a clock set back, or centuries of it, must not stop the report.
        let (scaled, overflows) = seconds.multipliedReportingOverflow(by: 1000)
        return overflows ? 0 : max(0, Int(scaled) + Int(attoseconds / 1_000_000_000_000_000))
    }

    /// `0.412 s`
    static func seconds(_ duration: Duration) -> String {
        let milliseconds = String(milliseconds(duration))
        let padded = String(repeating: "0", count: max(0, 4 - milliseconds.count)) + milliseconds
        return "\(padded.dropLast(3)).\(padded.suffix(3)) s"
    }
}
