internal import RekeyReport
internal import Testing

@Suite struct RuleCostTableTests {
    private func text(_ rows: [RuleCostTable.Row], whole: UInt64 = 20_000_000) -> String {
        let table = RuleCostTable(
            files: 1, bytes: 2_500, wholeNanoseconds: whole, prefilterNanoseconds: 2_000_000, filteredBytes: 2_000_000,
            otherNanoseconds: 40_000, rows: rows)
        return String(decoding: table.text, as: UTF8.self)
    }

    @Test("numbers stand under their heads, shares are of the whole scan, and speed is that of the prefilter")
    func table() {
        let rows = [
            RuleCostTable.Row(name: "generic.assignment", candidates: 1_200, searches: 0, matches: 3, nanoseconds: 1_000_000),
            RuleCostTable.Row(name: "a.b", candidates: 7, searches: 7, matches: 0, nanoseconds: 9_999),
        ]
        #expect(
            text(rows) == """
                rule                candidates  searches  matches    ms   share
                generic.assignment        1200         0        3  1.00  5.00 %
                a.b                          7         7        0  0.00  0.04 %

                read 1 file, 2.5 kB, on one thread in 20.00 ms
                prefilter  2.00 ms  10.00 %  1000 MB/s
                rules      1.00 ms  5.04 %
                decoding and the rest  0.04 ms  0.20 %

                """)
    }

    @Test("a scan of nothing takes no time, and divides by none")
    func nothing() { #expect(text([], whole: 0).contains("0.00 %")) }
}
