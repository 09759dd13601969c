internal import RekeyCore
internal import RekeyDetect

/// Says what of a text has to be replaced.
struct RedactionScan: ~Copyable {
    private let scanner: ChunkScanner
    private let floor: Severity
    /// Why some of the text could not be looked at in full.
    private(set) var limits: Set<String> = []

    /// Part of a text that is looked at.
    struct Look {
        /// What rules may see.
        var range: Range<Int>
        /// Where words of secrets are looked for; in order, in `range`.
        var parts: [Range<Int>]
        /// Secrets that end before it are old.
        var fresh: Int
    }

    /// What was found, in no order.
    struct Answer {
        var replacements: [Replacement] = []
        /// Findings that stay: excused by the configuration, or below the floor.
        var kept: [Range<Int>] = []
    }

    init(_ scanner: consuming ChunkScanner, floor: Severity) {
        self.scanner = scanner
        self.floor = floor
    }

    mutating func look(at text: [UInt8], _ look: Look) throws -> Answer {
        var yield = ChunkScanner.Yield()
        let start = look.range.lowerBound
        let detections = try detections(in: text, look, &yield)
            .filter { $0.range.upperBound + start > look.fresh && !$0.range.isEmpty }
            .map { detection in
                var detection = detection
                detection.range = detection.range.lowerBound + start..<detection.range.upperBound + start
                detection.match = detection.match.lowerBound + start..<detection.match.upperBound + start
                return detection
            }
        for skip in yield.account.skips { limits.insert(skip.detail) }
        var answer = Answer()
        guard !detections.isEmpty else { return answer }
        let findings = scanner.judged(detections, in: Chunk(bytes: text, provenance: Self.provenance))
        for (item, detection) in zip(findings, detections) {
            if item.finding.suppression == nil, item.finding.severity >= floor {
                answer.replacements.append(Replacement(range: detection.range, finding: item.finding))
            } else {
                answer.kept.append(detection.range)
            }
        }
        return answer
    }

    /// Detections whose ranges count from the beginning of what is looked at.
    private func detections(in text: [UInt8], _ look: Look, _ yield: inout ChunkScanner.Yield) throws -> [Detection] {
        let start = look.range.lowerBound
        let parts = look.parts.map { $0.lowerBound - start..<$0.upperBound - start }
        return try scanner.detect(text.span.extracting(look.range), Self.provenance, parts: parts, into: &yield).detections
    }

    private static let provenance = Provenance(kind: .stream, path: [UInt8(ascii: "-")])
}
