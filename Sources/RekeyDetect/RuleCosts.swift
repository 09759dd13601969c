package import RekeyCore
internal import RekeyRules

/// What a scan costs, rule by rule. One thread at a time; the clock is given, so that nothing is measured unless it is asked for.
package final class RuleCosts {
    /// What one rule cost.
    package struct Entry: Sendable {
        package var rule: RuleID
        /// How often a word of it was seen.
        package var candidates = 0
        /// How often its regex ran.
        package var searches = 0
        /// What it found, before overlaps are settled.
        package var matches = 0
        package var nanoseconds: UInt64 = 0
    }

    /// Nanoseconds since some moment. Reading it must take far less than a candidate, most of which need some 100 ns.
    let clock: () -> UInt64
    /// What asking the clock takes, in nanoseconds; it is taken off the sum of what was measured.
    private let overhead: UInt64
    /// With the time as it was measured.
    private var entries: [Entry]
    /// Bytes given to the prefilter, decoded ones included.
    package private(set) var filteredBytes = 0
    private var prefilter: (nanoseconds: UInt64, readings: UInt64) = (0, 0)
    /// Bytes of the scanned texts.
    package private(set) var scannedBytes = 0
    /// Everything a scan did, the clock's own time left out.
    package private(set) var scanNanoseconds: UInt64 = 0
    private var readings: UInt64 = 0

    /// Measures with `clock`, whose own time is found out first.
    package init(_ rules: RuleSet, clock: @escaping () -> UInt64) throws {
        self.clock = clock
        entries = try rules.catalogue.allRules().map { Entry(rule: $0.id) }
        let samples = (0..<Self.samples).map { _ in
            let start = clock()
            return clock() &- start
        }
        overhead = samples.sorted()[Self.samples / 2]
    }

    private static let samples = 1_001

    /// The rules that had a candidate, the dearest first.
    package var dearest: [Entry] {
        let settled = entries.filter { $0.candidates > 0 }.map { entry in
            var entry = entry
            entry.nanoseconds = net(entry.nanoseconds, UInt64(entry.candidates))
            return entry
        }
        return settled.sorted { ($1.nanoseconds, $0.rule) < ($0.nanoseconds, $1.rule) }
    }

    /// What looking for the words of the rules took.
    package var prefilterNanoseconds: UInt64 { net(prefilter.nanoseconds, prefilter.readings) }

    /// Time between texts and candidates: looking for what is encoded, settling overlaps, and going from hit to rule.
    package var otherNanoseconds: UInt64 {
        let known = dearest.reduce(prefilterNanoseconds) { $0 &+ $1.nanoseconds }
        return scanNanoseconds > known ? scanNanoseconds - known : 0
    }

    func addScan(of count: Int, since start: UInt64) {
        scannedBytes += count
        // Why: everything measured inside asked the clock twice.
        scanNanoseconds &+= net(clock() &- start, readings &* 2 &+ 1)
        readings = 0
    }

    func addPrefilter(of count: Int, since start: UInt64) {
        filteredBytes += count
        prefilter.nanoseconds &+= clock() &- start
        prefilter.readings += 1
        readings += 1
    }

    func addCandidate(
        of rule: Int, in nanoseconds: UInt64, _ after: (searches: Int, detections: Int), _ before: (searches: Int, detections: Int)
    ) {
        guard entries.indices.contains(rule) else { return }
        entries[rule].nanoseconds &+= nanoseconds
        entries[rule].candidates += 1
        entries[rule].searches += after.searches - before.searches
        entries[rule].matches += after.detections - before.detections
        readings += 1
    }

    /// Takes the lesser time of two scans of the same texts for each rule and for all: what else a machine does only ever adds.
    package func takeLeast(of other: RuleCosts) {
        for index in entries.indices where other.entries.indices.contains(index) {
            entries[index].nanoseconds = min(entries[index].nanoseconds, other.entries[index].nanoseconds)
        }
        prefilter.nanoseconds = min(prefilter.nanoseconds, other.prefilter.nanoseconds)
        scanNanoseconds = min(scanNanoseconds, other.scanNanoseconds)
    }

    /// A measured time without that of the clock, which was asked so often for it.
    private func net(_ nanoseconds: UInt64, _ readings: UInt64) -> UInt64 {
        let clock = readings &* overhead
        return nanoseconds > clock ? nanoseconds - clock : 0
    }
}
