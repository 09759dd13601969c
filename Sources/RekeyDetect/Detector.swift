internal import PCRE2
internal import RekeyCore
internal import RekeyRules
internal import RekeySupabase
internal import Vectorscan

/// Finds secrets in chunks, on one thread. Chunk → prefilter → candidate → confirm → validation → detection.
package struct Detector: ~Copyable {
    private let rules: RuleSet
    private let scratch: Scratch
    private let confirmation: Confirmation

    /// `now` is seconds since 1970, for expiry; `traces` collects every rejection for `rekey explain`.
    package init(_ rules: RuleSet, now: Int64, traces: Bool = false) throws {
        let matcher = try Matcher()
        let scratch = try Scratch(for: rules.database)
        self.rules = rules
        self.scratch = scratch
        confirmation = Confirmation(rules, matcher: matcher, now: now, traces: traces)
    }

    /// Scans one text. `path` decides how assignments are read and which rules apply.
    package func scan(_ text: Span<UInt8>, path: [UInt8]) throws -> ChunkResult {
        try scratch.scan(text, with: rules.database) { hits in
            let fileRules = fileRules(for: path)
            guard hits.count > 0 || !fileRules.isEmpty else { return ChunkResult() }
            confirmation.begin(path: path)
            for rule in fileRules where rules.isEnabled[rule] { try confirmation.considerWhole(rule, text) }
            for index in hits.indices { try visit(hits[index], text) }
            return confirmation.finish(text)
        }
    }

    /// Rules that read files of this name whole.
    private func fileRules(for path: [UInt8]) -> [Int] {
        guard !rules.catalogue.fileRules.isEmpty else { return [] }
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return rules.catalogue.fileRules[String(decoding: path[start...], as: UTF8.self)] ?? []
    }

    private func visit(_ hit: LiteralHit, _ text: Span<UInt8>) throws {
        let gate = rules.catalogue.gates[Int(hit.literal)]
        let range = Int(hit.end - gate.length)..<Int(hit.end)
        for wake in Int(gate.firstRule)..<Int(gate.firstRule + gate.ruleCount) {
            let rule = rules.catalogue.wakes[wake]
            if rule == LiteralTable.harvest {
                confirmation.harvest(text, round: range)
            } else if rules.isEnabled[Int(rule)] {
                try confirmation.consider(Int(rule), text, anchor: range, gate)
            }
        }
    }
}
