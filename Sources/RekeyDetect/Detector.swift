internal import LiteralSearch
internal import PCRE2
internal import RekeyCore
internal import RekeyRules
internal import RekeySupabase

/// Finds secrets in chunks, on one thread. Chunk → prefilter → candidate → confirm → validation → detection.
package struct Detector: ~Copyable {
    private let rules: RuleSet
    private let search = LiteralSearcher()
    private let confirmation: Confirmation
    private let unpacker = Unpacker()
    private let costs: RuleCosts?

    /// `now` is seconds since 1970, for expiry; `traces` collects every rejection for `rekey explain`; `costs` takes what each rule costs.
    package init(_ rules: RuleSet, now: Int64, traces: Bool = false, costs: RuleCosts? = nil) throws {
        let matcher = try Matcher()
        self.rules = rules
        self.costs = costs
        confirmation = Confirmation(rules, matcher: matcher, now: now, traces: traces)
    }

    /// Scans one text, and what is encoded in it. `path` decides how assignments are read and which rules apply.
    ///
    /// With `parts`, ascending and apart, only secrets whose words or encoded bytes lie in one of these are found, judged by the whole text.
    /// `isMessage` says that people wrote it about files, as the message of a commit.
    package func scan(
        _ text: Span<UInt8>, path: [UInt8], parts: [Range<Int>]? = nil, isMessage: Bool = false
    ) throws -> ChunkResult {
        confirmation.isMessage = isMessage
        let parts = parts ?? [0..<text.count]
        guard let costs else { return try scanAll(text, path: path, parts: parts) }
        let start = costs.clock()
        let result = try scanAll(text, path: path, parts: parts)
        costs.addScan(of: text.count, since: start)
        return result
    }

    /// The class of a path; see `PathClass`.
    package func pathClass(of path: [UInt8]) throws -> PathClass {
        try confirmation.pathClass(of: path, wholeFileRules: fileRules(for: path))
    }

    /// Scans a text as it is, and without the codes that colour it where it has some.
    private func scanAll(_ text: Span<UInt8>, path: [UInt8], parts: [Range<Int>]) throws -> ChunkResult {
        var result = try scanShown(text, path: path, parts: parts)
        var start = 0
        // Why only in parts: in a history, searching versions that hardly changed for one byte takes longer than anything else.
        while let code = UncolouredText.firstCode(in: text, parts, from: start) {
            let window = UncolouredText.Window(text, from: start, code: code)
            start = window.counted.upperBound
            guard let view = UncolouredText(text.extracting(window.seen)) else { continue }
            let lines = view.changedLines(in: window.shown(parts))
            guard !lines.isEmpty else { continue }
            let bytes = view.bytes
            result.join(try scanShown(bytes.span, path: path, parts: lines), of: view, in: window)
        }
        return result
    }

    private func scanShown(_ text: Span<UInt8>, path: [UInt8], parts: [Range<Int>]) throws -> ChunkResult {
        var (result, strings) = try scanAsIs(text, path: path, syntax: nil, parts: parts)
        var budget = DecodingBudget(chunkOf: text.count)
        var decoded = DecodedResult()
        var hasDecoded = false
        for (part, strings) in zip(parts, strings) {
            // Why cut: what is encoded is read up to the end of the part and not beyond.
            let read = text.extracting(0..<part.upperBound)
            var reader = BlobReader(unpacker, strings, from: part.lowerBound)
            while let blob = reader.next(in: read, &budget) {
                try scan(blob, in: read, path: path, depth: 1, &budget, into: &decoded)
                hasDecoded = true
            }
        }
        result.reachedDecodingLimit = budget.isExhausted
        guard hasDecoded else { return result }
        decoded.join(&result)
        for index in result.detections.indices where !result.detections[index].decodings.isEmpty {
            result.detections[index].evidence.append(Decoding.evidence(result.detections[index].decodings))
        }
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
        var (result, strings) = try scanAsIs(bytes.span, path: path, syntax: syntax, parts: [0..<bytes.count])
        var inner = DecodedResult()
        if depth < DecodingBudget.depth, let strings = strings.first {
            var reader = BlobReader(unpacker, strings, from: 0)
            while let next = reader.next(in: bytes.span, &budget) {
                try scan(next, in: bytes.span, path: path, depth: depth + 1, &budget, into: &inner)
            }
        }
        inner.join(&result)
        outer.add(result, of: blob, lead: lead.count, in: text)
    }

    /// Scans the parts of a text without undoing anything but the escapes round candidates; with each part's strings that are to be undone.
    private func scanAsIs(
        _ text: Span<UInt8>, path: [UInt8], syntax: FileKind.Syntax?, parts: [Range<Int>]
    ) throws -> (result: ChunkResult, strings: [EscapedStrings]) {
        var strings: [EscapedStrings] = []
        strings.reserveCapacity(parts.count)
        let fileRules = syntax == nil ? fileRules(for: path) : []
        var hasBegun = !fileRules.isEmpty
        if hasBegun { confirmation.begin(path: path, syntax: syntax) }
        for rule in fileRules where rules.isEnabled[rule] { try confirmation.considerWhole(rule, text) }
        for part in parts {
            var escaped = EscapedStrings(text.extracting(0..<part.upperBound), from: part.lowerBound)
            var start = costs?.clock()
            try search.scan(text.extracting(part), for: rules.database, inBatches: true) { hits in
                if let start { costs?.addPrefilter(of: 0, since: start) }
                defer { start = costs?.clock() }
                guard hits.count > 0 else { return }
                escaped.add(hits)
                if !hasBegun { confirmation.begin(path: path, syntax: syntax) }
                hasBegun = true
                // Why here: reading them from the catalogue at every hit took a twentieth of a scan.
                let (gates, wakes) = (rules.catalogue.gates, rules.catalogue.wakes)
                for index in hits.indices { try visit(hits[index], behind: part.lowerBound, gates, wakes, text) }
            }
            if let start { costs?.addPrefilter(of: part.count, since: start) }
            strings.append(escaped)
        }
        return (hasBegun ? confirmation.finish(text) : ChunkResult(), strings)
    }

    /// Rules that read files of this name whole.
    private func fileRules(for path: [UInt8]) -> [Int] {
        guard !rules.catalogue.fileRules.isEmpty else { return [] }
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return rules.catalogue.fileRules[String(decoding: path[start...], as: UTF8.self)] ?? []
    }

    private func visit(
        _ hit: LiteralHit, behind start: Int, _ gates: [Catalogue.LiteralGate], _ wakes: [UInt16], _ text: Span<UInt8>
    ) throws {
        let gate = gates[Int(hit.literal)]
        let end = start + Int(hit.end)
        let range = end - Int(gate.length)..<end
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
                let end = costs.clock()
                costs.addCandidate(of: Int(rule), in: end &- start, confirmation.counts(of: Int(rule)), before)
            }
        }
    }
}
