internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import RekeySources
internal import Testing

/// A long input is scanned in pieces: wherever it is cut, what is found is what a look at the whole finds.
@Suite struct StreamCutTests {
    /// One provider's rule with the example of it that is cut.
    struct Family: CustomTestStringConvertible, Sendable {
        let rule: RuleID
        let example: [UInt8]
        var testDescription: String { rule.rawValue }
    }

    /// Bytes of a piece, and what it shows of its neighbours.
    private static let (piece, overlap) = (3_072, 1_536)
    private static let longestExample = 900
    private static let filler = Array("a line of a log that says nothing at all\n".utf8)

    /// The first example of each provider that speaks for itself in any text and is not as long as a piece.
    private static let families: [Family] = {
        var seen: Set<Substring> = []
        return FullCatalogue.rules.compactMap { rule in
            guard rule.files.isEmpty, !seen.contains(FullCatalogue.provider(of: rule.id)) else { return nil }
            let examples = rule.examples.map { ExampleTemplate("\($0)\n", seed: 9) }
            guard let example = examples.first(where: { $0.secret != nil && $0.text.count < longestExample }) else { return nil }
            seen.insert(FullCatalogue.provider(of: rule.id))
            return Family(rule: rule.id, example: example.text)
        }
    }()

    /// What was found, counted from the beginning of the example.
    private struct Place: Hashable {
        let rule: RuleID
        let start: Int
        let length: Int
        let line: Int
    }

    /// A text in which the example begins at `start`.
    private static func text(_ example: [UInt8], at start: Int) -> [UInt8] {
        var lead: [UInt8] = []
        while lead.count < start { lead += filler }
        let behind = Array(repeating: filler, count: 90).joined()
        return lead.suffix(start) + example + behind
    }

    /// Where the example begins: its offset, and the lines before it.
    private struct Start {
        let offset: Int
        let lines: Int
    }

    private static func places(_ chunk: Chunk, _ detector: borrowing Detector, _ start: Start) throws -> [Place] {
        try detector.scan(chunk.bytes.span, path: Array("-".utf8)).detections.filter { chunk.isNew($0.range) }.map { detection in
            let line = chunk.firstLine + chunk.bytes[..<detection.range.lowerBound].count { $0 == 0x0A }
            return Place(
                rule: detection.rule.id, start: (chunk.startOffset ?? 0) + detection.range.lowerBound - start.offset,
                length: detection.range.count, line: line - start.lines)
        }
    }

    private static func pieces(_ text: [UInt8], _ detector: borrowing Detector, _ start: Start) throws -> [Place] {
        let provenance = Provenance(kind: .stream, path: Array("-".utf8))
        var source = StreamSource(Stored(bytes: text), provenance: provenance, chunkSize: piece, overlap: overlap)
        var found: [Place] = []
        while let chunk = source.next() { found += try places(chunk, detector, start) }
        return found
    }

    /// What `scan` finds where the example begins at `offset`.
    private static func found(
        _ family: Family, at offset: Int, _ detector: borrowing Detector, _ scan: ([UInt8], borrowing Detector, Start) throws -> [Place]
    ) throws -> [Place] {
        let text = text(family.example, at: offset)
        return try scan(text, detector, Start(offset: offset, lines: text[..<offset].count { $0 == 0x0A }))
    }

    @Test("every secret is found once and at its place, whichever of its bytes a piece ends or begins at", arguments: families)
    func cuts(_ family: Family) throws {
        let detector = try Detector(FullCatalogue.set.get(), now: FullCatalogue.now)
        let whole = try Self.found(family, at: Self.piece, detector) { text, detector, place in
            try Self.places(Chunk(bytes: text, provenance: Provenance(kind: .stream, path: [])), detector, place)
        }
        for cut in -1...family.example.count {
            // The first piece ends at its size; what counts of it ends where the next one takes over.
            for edge in [Self.piece, Self.piece - Self.overlap] {
                let found = try Self.found(family, at: edge - cut, detector, Self.pieces)
                guard Set(found) == Set(whole), found.count == whole.count else {
                    Issue.record(
                        "cut at \(cut) of \(family.example.count), edge \(edge): \(found.count) found, \(whole.count) in the whole")
                    return
                }
            }
        }
    }

    @Test("nearly every provider is among them, and is found")
    func coverage() throws {
        let detector = try Detector(FullCatalogue.set.get(), now: FullCatalogue.now)
        let silent = try Self.families.filter { try detector.scan($0.example.span, path: Array("-".utf8)).detections.isEmpty }
        #expect(Self.families.count >= 200 && silent.count * 20 < Self.families.count, "\(Self.families.count), \(silent)")
    }
}

/// Gives out stored bytes.
private struct Stored: ByteInput {
    let bytes: [UInt8]
    private var next = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        let count = min(buffer.freeCapacity, bytes.count - next)
        for index in next..<next + count { buffer.append(bytes[index]) }
        next += count
    }
}
