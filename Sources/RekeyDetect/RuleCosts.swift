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

    /// Processor time of this thread, in nanoseconds.
    let clock: () -> UInt64
    /// What asking the clock takes, in nanoseconds; it is taken off every measured time.
    private let overhead: UInt64
    private var entries: [Entry]
    /// Bytes given to the prefilter, decoded ones included.
    package private(set) var filteredBytes = 0
    package private(set) var prefilterNanoseconds: UInt64 = 0
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
        entries.filter { $0.candidates > 0 }.sorted { ($1.nanoseconds, $0.rule) < ($0.nanoseconds, $1.rule) }
    }

    /// Time between texts and candidates: looking for what is encoded, settling overlaps, and going from hit to rule.
    package var otherNanoseconds: UInt64 {
        let known = entries.reduce(prefilterNanoseconds) { $0 &+ $1.nanoseconds }
        return scanNanoseconds > known ? scanNanoseconds - known : 0
    }

    func addScan(of count: Int, since start: UInt64) {
        scannedBytes += count
        let spent = net(start)
        // Why: everything measured inside asked the clock twice.
        let inside = readings &* 2 &* overhead
        scanNanoseconds &+= spent > inside ? spent - inside : 0
        readings = 0
    }

    func addPrefilter(of count: Int, since start: UInt64) {
        filteredBytes += count
        prefilterNanoseconds &+= net(start)
        readings += 1
    }

    func addCandidate(
        of rule: Int, since start: UInt64, _ after: (searches: Int, detections: Int), _ before: (searches: Int, detections: Int)
    ) {
        guard entries.indices.contains(rule) else { return }
        entries[rule].nanoseconds &+= net(start)
        entries[rule].candidates += 1
        entries[rule].searches += after.searches - before.searches
        entries[rule].matches += after.detections - before.detections
        readings += 1
    }

    private func net(_ start: UInt64) -> UInt64 {
        let spent = clock() &- start
        return spent > overhead ? spent - overhead : 0
    }
}
