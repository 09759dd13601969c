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
    private let unpacker = Unpacker()
    private let costs: RuleCosts?

    /// `now` is seconds since 1970, for expiry; `traces` collects every rejection for `rekey explain`; `costs` takes what each rule costs.
    package init(_ rules: RuleSet, now: Int64, traces: Bool = false, costs: RuleCosts? = nil) throws {
        let matcher = try Matcher()
        let scratch = try Scratch(for: rules.database)
        self.rules = rules
        self.scratch = scratch
        self.costs = costs
        confirmation = Confirmation(rules, matcher: matcher, now: now, traces: traces)
    }

    /// Scans one text, and what is encoded in it. `path` decides how assignments are read and which rules apply.
    package func scan(_ text: Span<UInt8>, path: [UInt8]) throws -> ChunkResult {
        guard let costs else { return try scanWhole(text, path: path) }
        let start = costs.clock()
        let result = try scanWhole(text, path: path)
        costs.addScan(of: text.count, since: start)
        return result
    }

    private func scanWhole(_ text: Span<UInt8>, path: [UInt8]) throws -> ChunkResult {
        var (result, strings) = try scanAsIs(text, path: path, syntax: nil)
        var reader = BlobReader(unpacker, strings)
        var budget = DecodingBudget(chunkOf: text.count)
        guard let first = reader.next(in: text, &budget) else {
            result.reachedDecodingLimit = budget.isExhausted
            return result
        }
        var decoded = DecodedResult()
        try scan(first, in: text, path: path, depth: 1, &budget, into: &decoded)
        while let blob = reader.next(in: text, &budget) { try scan(blob, in: text, path: path, depth: 1, &budget, into: &decoded) }
        decoded.join(&result)
        for index in result.detections.indices where !result.detections[index].decodings.isEmpty {
            result.detections[index].evidence.append(Decoding.evidence(result.detections[index].decodings))
        }
        result.reachedDecodingLimit = budget.isExhausted
        return result
    }

    /// Scans what `blob` holds, and what is encoded in that.
    private func scan(
        _ blob: consuming DecodedBlob, in text: Span<UInt8>, path: [UInt8], depth: Int, _ budget: inout DecodingBudget,
        into outer: inout DecodedResult
    ) throws {
        let lead = DecodedSyntax.name(of: blob, in: text)
        let bytes = lead + blob.bytes
        let syntax = blob.isStrings ? .text : lead.isEmpty ? DecodedSyntax.guess(bytes.span) : .assignments
        var (result, strings) = try scanAsIs(bytes.span, path: path, syntax: syntax)
        var inner = DecodedResult()
        if depth < DecodingBudget.depth {
            var reader = BlobReader(unpacker, strings)
            while let next = reader.next(in: bytes.span, &budget) {
                try scan(next, in: bytes.span, path: path, depth: depth + 1, &budget, into: &inner)
            }
        }
        inner.join(&result)
        outer.add(result, of: blob, lead: lead.count, in: text)
    }

    /// Scans a text without undoing anything but the escapes round candidates; with it the strings that are to be undone.
    private func scanAsIs(
        _ text: Span<UInt8>, path: [UInt8], syntax: FileKind.Syntax?
    ) throws -> (result: ChunkResult, strings: EscapedStrings) {
        let start = costs?.clock()
        return try scratch.scan(text, with: rules.database) { hits in
            if let start { costs?.addPrefilter(of: text.count, since: start) }
            let fileRules = syntax == nil ? fileRules(for: path) : []
            let strings = EscapedStrings(text, hits)
            guard hits.count > 0 || !fileRules.isEmpty else { return (ChunkResult(), strings) }
            confirmation.begin(path: path, syntax: syntax)
            for rule in fileRules where rules.isEnabled[rule] { try confirmation.considerWhole(rule, text) }
            // Why here: reading them from the catalogue at every hit took a twentieth of a scan.
            let (gates, wakes) = (rules.catalogue.gates, rules.catalogue.wakes)
            for index in hits.indices { try visit(hits[index], gates, wakes, text) }
            return (confirmation.finish(text), strings)
        }
    }

    /// Rules that read files of this name whole.
    private func fileRules(for path: [UInt8]) -> [Int] {
        guard !rules.catalogue.fileRules.isEmpty else { return [] }
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return rules.catalogue.fileRules[String(decoding: path[start...], as: UTF8.self)] ?? []
    }

    private func visit(_ hit: LiteralHit, _ gates: [Catalogue.LiteralGate], _ wakes: [UInt16], _ text: Span<UInt8>) throws {
        let gate = gates[Int(hit.literal)]
        let range = Int(hit.end - gate.length)..<Int(hit.end)
        for wake in Int(gate.firstRule)..<Int(gate.firstRule + gate.ruleCount) {
            let rule = wakes[wake]
            if rule == LiteralTable.harvest {
                confirmation.harvest(text, round: range)
            } else if rules.isEnabled[Int(rule)] {
                guard let costs else {
                    try confirmation.consider(Int(rule), text, anchor: range, gate)
                    continue
                }
                let before = confirmation.counts(of: Int(rule))
                let start = costs.clock()
                try confirmation.consider(Int(rule), text, anchor: range, gate)
                costs.addCandidate(of: Int(rule), since: start, confirmation.counts(of: Int(rule)), before)
            }
        }
    }
}
