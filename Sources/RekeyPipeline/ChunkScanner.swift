package import RekeyCore
package import RekeyDetect
package import RekeyPolicy
internal import RekeySources

/// A candidate that came to nothing, with its place in the input.
package struct NearMiss: Sendable {
    package var rejection: Rejection
    package var location: Location
}

/// Scans chunks on one thread and turns detections into findings with lines, fingerprints and excuses.
package struct ChunkScanner: ~Copyable {
    private let detector: Detector
    private let key: FingerprintKey
    private let policy: Policy
    private let patterns = CompiledPatterns()

    /// What a run of chunks gave.
    package struct Yield: Sendable {
        package var items: [ClaimedFinding] = []
        package var projectRefs: Set<String> = []
        package var account = Account()
        /// What archives say of container images, by the path of the archive.
        var images: [[UInt8]: ImageRecord] = [:]
        /// Candidates that came to nothing, the closest first; empty unless traced.
        package var nearMisses: [NearMiss] = []

        /// Adds what another worker gave.
        package mutating func merge(_ other: Yield) {
            items += other.items
            projectRefs.formUnion(other.projectRefs)
            account.merge(other.account)
            images.merge(other.images) { first, _ in first }
            nearMisses += other.nearMisses
        }
    }

    /// `traces` collects near misses, for `rekey explain`.
    package init(_ rules: RuleSet, key: FingerprintKey, policy: Policy, now: Int64, traces: Bool = false) throws {
        let detector = try Detector(rules, now: now, traces: traces)
        self.detector = detector
        self.key = key
        self.policy = policy
    }

    /// Adds the findings of one chunk to `yield`.
    package func scan(_ chunk: Chunk, into yield: inout Yield) throws {
        let result = try detector.scan(chunk.bytes.span, path: chunk.provenance.textPath, isMessage: chunk.provenance.isMessage)
        note(result, in: chunk.provenance, &yield)
        if !result.rejections.isEmpty {
            let lines = LineBlocks(chunk.bytes.span, through: chunk.bytes.count)
            yield.nearMisses += result.closest.map { NearMiss(rejection: $0, location: lines.location(of: $0.range, in: chunk)) }
        }
        let fresh = result.detections.filter { chunk.isNew($0.range) }
        yield.items += judged(fresh, in: chunk)
    }

    /// The class of a path; see `PathClass`.
    func pathClass(of path: [UInt8]) throws -> PathClass { try detector.pathClass(of: path) }

    /// Scans bytes that are only lent, or `parts` of them, without making findings. Limits and project references go into `yield`.
    func detect(_ text: Span<UInt8>, _ provenance: Provenance, parts: [Range<Int>]?, into yield: inout Yield) throws -> ChunkResult {
        let result = try detector.scan(text, path: provenance.textPath, parts: parts, isMessage: provenance.isMessage)
        note(result, in: provenance, &yield)
        return result
    }

    /// Findings of detections in a chunk, excused where the policy says so.
    func judged(_ detections: [Detection], in chunk: Chunk) -> [ClaimedFinding] {
        guard !detections.isEmpty else { return [] }
        let furthest = detections.reduce(0) { max($0, $1.range.upperBound, $1.match.upperBound) }
        let lines = LineBlocks(chunk.bytes.span, through: furthest)
        let findings = detections.map { finding($0, chunk, lines) }
        let judged = policy.apply(to: findings, patterns: patterns) { Self.context(of: detections[$0], chunk, lines) }
        return zip(judged, detections).map { ClaimedFinding(finding: $0, claim: $1.claim) }
    }

    /// Keeps what a text says of the rest of the scan, and which limits were met.
    private func note(_ result: ChunkResult, in provenance: Provenance, _ yield: inout Yield) {
        yield.projectRefs.formUnion(result.projectRefs)
        if result.reachedLimit {
            yield.account.skips.append(
                Skip(path: provenance.displayPath, reason: .matchLimit, detail: "a pattern was stopped by its match limit"))
        }
        if result.reachedDecodingLimit {
            yield.account.skips.append(
                Skip(
                    path: provenance.displayPath, reason: .decodingLimit,
                    detail: "something compressed in it grows more than is believed; unpack it and scan that"))
        }
    }

    private func finding(_ detection: Detection, _ chunk: Chunk, _ lines: LineBlocks) -> Finding {
        var finding = Finding(
            rule: detection.rule, provenance: chunk.provenance, location: lines.location(of: detection.range, in: chunk),
            secret: detection.secret)
        finding.timestamp = Self.timestamp(of: detection, chunk, lines)
        finding.severity = detection.severity
        finding.confidence = detection.confidence
        finding.variable = detection.variable
        finding.evidence = detection.evidence
        finding.decodings = detection.decodings
        finding.fingerprint = key.fingerprint(rule: detection.rule.id, secret: detection.secret)
        return finding
    }

    private static func timestamp(of detection: Detection, _ chunk: Chunk, _ lines: LineBlocks) -> String? {
        let text = chunk.bytes.span
        let line = lines.range(ofLineAt: detection.range.lowerBound, in: text, most: longestContext)
        // Why: a piece of a text, or of a long line, may begin anywhere.
        let isWhole = line.lowerBound > 0 ? text[line.lowerBound - 1] == 0x0A : !chunk.isPiece || chunk.startOffset == 0
        guard isWhole else { return nil }
        let isLog = chunk.provenance.kind == .stream || LineTimestamp.isLog(path: chunk.provenance.textPath)
        return LineTimestamp.text(of: line, in: text, besides: detection.secret, isLog: isLog)
    }

    private static func context(of detection: Detection, _ chunk: Chunk, _ lines: LineBlocks) -> LineContext {
        let text = chunk.bytes.span
        let start = detection.range.lowerBound
        let line = lines.range(ofLineAt: start, in: text, most: longestContext)
        let before = line.lowerBound > 0 && text[line.lowerBound - 1] == 0x0A ? line.lowerBound - 1 : nil
        let previous = before.map { lines.range(ofLineAt: $0, in: text, most: longestContext) }
        return LineContext(
            line: Array(chunk.bytes[line]), previousLine: previous.map { Array(chunk.bytes[$0]) } ?? [],
            match: Array(chunk.bytes[detection.match.clamped(to: 0..<chunk.bytes.count)]))
    }

    /// What policy sees of a line to each side of a secret: a line may be a whole log. Bytes.
    private static let longestContext = 65_536
}
