/// What each rule costs in a scan, for `rekey rules check --cost`.
package struct RuleCostTable: Sendable {
    /// What one rule cost.
    package struct Row: Sendable {
        package var name: String
        package var candidates: Int
        package var searches: Int
        package var matches: Int
        package var nanoseconds: UInt64

        package init(name: String, candidates: Int, searches: Int, matches: Int, nanoseconds: UInt64) {
            self.name = name
            self.candidates = candidates
            self.searches = searches
            self.matches = matches
            self.nanoseconds = nanoseconds
        }
    }

    private let files: Int
    private let bytes: Int
    private let wholeNanoseconds: UInt64
    private let prefilterNanoseconds: UInt64
    private let filteredBytes: Int
    private let otherNanoseconds: UInt64
    private let rows: [Row]

    /// `wholeNanoseconds` is the same scan without a clock inside, finding and reading the files included: what shares are of. `filteredBytes` went
    /// through the prefilter. Keeps the order of `rows`.
    package init(
        files: Int, bytes: Int, wholeNanoseconds: UInt64, prefilterNanoseconds: UInt64, filteredBytes: Int, otherNanoseconds: UInt64,
        rows: [Row]
    ) {
        self.files = files
        self.bytes = bytes
        self.wholeNanoseconds = wholeNanoseconds
        self.prefilterNanoseconds = prefilterNanoseconds
        self.filteredBytes = filteredBytes
        self.otherNanoseconds = otherNanoseconds
        self.rows = rows
    }

    /// Aligned columns and the totals behind them, as UTF-8 ending with a line feed.
    package var text: [UInt8] {
        let head = ["rule", "candidates", "searches", "matches", "ms", "share"]
        let cells =
            [head]
            + rows.map { row in
                [
                    TerminalText.escaped(row.name), String(row.candidates), String(row.searches), String(row.matches),
                    Self.milliseconds(row.nanoseconds), share(row.nanoseconds),
                ]
            }
        let widths = head.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let table = cells.map { line in
            line.indices.map { column in
                let room = String(repeating: " ", count: widths[column] - line[column].count)
                return column == 0 ? line[column] + room : room + line[column]
            }.joined(separator: "  ")
        }
        return Array((table + [""] + totals).joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    }

    private var totals: [String] {
        let rules = rows.reduce(0) { $0 &+ $1.nanoseconds }
        let speed = prefilterNanoseconds == 0 ? 0 : UInt64(filteredBytes) &* 1_000 / prefilterNanoseconds
        return [
            "read \(Quantity.of(files, "file")), \(Quantity.bytes(bytes)), on one thread in \(Self.milliseconds(wholeNanoseconds)) ms",
            "prefilter  \(Self.milliseconds(prefilterNanoseconds)) ms  \(share(prefilterNanoseconds))  \(speed) MB/s",
            "rules      \(Self.milliseconds(rules)) ms  \(share(rules))",
            "decoding and the rest  \(Self.milliseconds(otherNanoseconds)) ms  \(share(otherNanoseconds))",
        ]
    }

    /// `12.34`
    private static func milliseconds(_ nanoseconds: UInt64) -> String { hundredths(nanoseconds / 10_000) }

    /// `4.20 %` of the whole scan.
    private func share(_ nanoseconds: UInt64) -> String {
        Self.hundredths(wholeNanoseconds == 0 ? 0 : nanoseconds &* 10_000 / wholeNanoseconds) + " %"
    }

    private static func hundredths(_ count: UInt64) -> String {
        let digits = String(count % 100)
        return "\(count / 100).\(digits.count < 2 ? "0" : "")\(digits)"
    }
}
