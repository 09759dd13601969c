internal import ByteSearch
package import RekeyCore
internal import RekeyDetect
package import RekeySources

/// The part of a stream that redaction keeps: what has not left yet, and some of what has, because rules look at what stands before a secret.
///
/// Bytes leave in order, each once. What leaves is scanned together with up to 64 KiB before it; a secret that begins in what has left is
/// replaced as far as it has not. Memory is one `capacity`, the text before it, and a copy of what leaves where something is replaced.
package struct RedactionWindow: ~Copyable {
    /// How much of what is there may leave.
    package enum Extent: Sendable {
        /// Whole lines, without those whose secret may go on.
        case lines
        /// What waited too long: held lines, or the beginning of a line.
        case overdue
        /// Everything: no more will come.
        case everything
    }

    private let scanner: ChunkScanner
    private let floor: Severity
    private let capacity: Int
    private let overlap: Int
    private var text: [UInt8] = []
    /// Bytes of `text` that have left.
    private var written = 0
    private var key: OpenKey?
    /// What was replaced.
    package private(set) var tally = RedactionTally()
    /// Why some of the text could not be looked at in full.
    package private(set) var limits: Set<String> = []
    /// Bytes that have left since the beginning.
    package private(set) var total = 0

    /// Replaces findings of `floor` and above. `capacity` bytes wait at most, by default 4 MiB; a line that is longer leaves in pieces that
    /// overlap by `overlap` bytes, as those of `StreamSource`.
    package init(_ scanner: consuming ChunkScanner, floor: Severity, capacity: Int = 4 << 20, overlap: Int = 64 << 10) {
        self.scanner = scanner
        self.floor = floor
        self.overlap = overlap
        self.capacity = max(capacity, 2 * overlap + 1)
    }

    /// Bytes that have not left.
    package var pending: Int { text.count - written }

    /// Whether nothing more can be read before something leaves.
    package var isFull: Bool { pending >= capacity }

    /// The first bytes that have not left: at most `count`.
    package func head(_ count: Int) -> [UInt8] { Array(text[written...].prefix(count)) }

    /// Takes what one read call gives; `false` at the end of the input.
    package mutating func read<Input: ByteInput & ~Copyable>(_ input: inout Input) throws(InputFault) -> Bool {
        let before = text.count
        try text.append(addingCapacity: capacity - pending) { (room: inout OutputSpan<UInt8>) throws(InputFault) in
            try input.read(into: &room)
        }
        return text.count > before
    }

    /// Lets out what may leave, with secrets replaced.
    package mutating func release<Output: RedactionOutput & ~Copyable>(_ extent: Extent, to output: inout Output) throws {
        let (limit, keyStart) = limit(extent)
        guard limit > written else { return }
        // Why: a piece of a line is looked at with what follows it.
        let isPiece = isFull && limit < text.count && extent == .lines && text[limit - 1] != 0x0A
        let found = try found(in: written..<(isPiece ? text.count : limit))
        let end = isPiece ? pieceEnd(limit, found) : limit
        if keyStart != nil, key == nil { key = OpenKey() }
        try write(to: end, Replacement.joined(found + keyBody((keyStart ?? written)..<end)), &output)
        forget()
    }

    /// Up to where bytes may leave, and where the key begins whose end may come later.
    private func limit(_ extent: Extent) -> (limit: Int, keyStart: Int?) {
        let text = text.span
        if extent == .everything { return (text.count, nil) }
        guard let feed = ByteSearch.last(of: 0x0A, in: text, before: text.count), feed >= written else {
            if extent == .overdue { return (text.count, key == nil ? KeyMarks.openKey(text, written..<text.count) : nil) }
            return (isFull ? text.count - overlap : written, nil)
        }
        let lines = written..<feed + 1
        guard key == nil, let held = HeldBack(text, lines: lines) else { return (feed + 1, nil) }
        // Why: lines that nothing can end any more within the bound are not waited for.
        let isTooLong = isFull || feed + 1 - held.start >= HeldBack.most - 1
        return extent == .overdue || isTooLong ? (feed + 1, held.key) : (held.start, nil)
    }

    /// Where a piece of a long line ends: before a secret that reaches beyond, unless that is longer than what pieces share.
    private func pieceEnd(_ limit: Int, _ found: [Replacement]) -> Int {
        guard let across = Replacement.joined(found).first(where: { $0.range.lowerBound < limit && limit < $0.range.upperBound }) else {
            return limit
        }
        let isNear = text.count - across.range.lowerBound <= 2 * overlap && across.range.lowerBound > written
        return isNear ? across.range.lowerBound : across.range.upperBound
    }

    /// What has to be replaced in `range`, judged by what stands before it.
    private mutating func found(in range: Range<Int>) throws -> [Replacement] {
        let start = contextStart
        var yield = ChunkScanner.Yield()
        let detections = try detections(in: start..<range.upperBound, &yield)
        for skip in yield.account.skips { limits.insert(skip.detail) }
        let fresh = detections.filter { $0.range.upperBound + start > written && !$0.range.isEmpty }
        return fresh.isEmpty ? [] : replacements(fresh, behind: start)
    }

    /// Detections in a part of the text, as it is and without the codes that colour it; their ranges count from the beginning of the part.
    private func detections(in range: Range<Int>, _ yield: inout ChunkScanner.Yield) throws -> [Detection] {
        let near = lineStart(max(range.lowerBound, written - Self.wordContext), atLeast: range.lowerBound) - range.lowerBound
        let span = text.span.extracting(range)
        let plain = try scanner.detect(span, Self.provenance, parts: [near..<span.count], into: &yield).detections
        guard let view = UncolouredText(span) else { return plain }
        let bytes = view.bytes
        let more = try scanner.detect(
            bytes.span, Self.provenance, parts: [view.offset(ofOriginal: near)..<bytes.count], into: &yield
        ).detections
        return plain
            + more.map { detection in
                var detection = detection
                detection.range = view.original(detection.range)
                detection.match = view.original(detection.match)
                return detection
            }
    }

    private static let provenance = Provenance(kind: .stream, path: [UInt8(ascii: "-")])

    private func replacements(_ detections: [Detection], behind start: Int) -> [Replacement] {
        let shifted = detections.map { detection in
            var detection = detection
            detection.range = detection.range.lowerBound + start..<detection.range.upperBound + start
            detection.match = detection.match.lowerBound + start..<detection.match.upperBound + start
            return detection
        }
        let chunk = Chunk(bytes: text, provenance: Self.provenance)
        return zip(scanner.judged(shifted, in: chunk), shifted).compactMap { item, detection in
            let isMeant = item.finding.suppression == nil && item.finding.severity >= floor
            return isMeant ? Replacement(range: detection.range, finding: item.finding) : nil
        }
    }

    /// The body of a key that is open.
    private mutating func keyBody(_ range: Range<Int>) -> [Replacement] {
        guard var open = key else { return [] }
        let body = open.body(text.span, range)
        key = body.hasEnded ? nil : open
        return body.ranges.map { Replacement(range: $0, finding: nil) }
    }

    private mutating func write<Output: RedactionOutput & ~Copyable>(
        to end: Int, _ replacements: [Replacement], _ output: inout Output
    ) throws {
        let inside = replacements.filter { $0.range.upperBound > written && $0.range.lowerBound < end }
        if inside.isEmpty {
            try output.write(text.span.extracting(written..<end))
        } else {
            var assembled: [UInt8] = []
            assembled.reserveCapacity(end - written + 64 * inside.count)
            var done = written
            for replacement in inside {
                tally.add(replacement)
                if replacement.range.lowerBound > done { assembled += text[done..<replacement.range.lowerBound] }
                assembled += replacement.text
                done = max(done, min(end, replacement.range.upperBound))
            }
            assembled += text[done..<end]
            try output.write(assembled.span)
        }
        total += end - written
        written = end
    }

    /// Drops what no rule looks at any more, when it is worth moving the rest.
    private mutating func forget() {
        guard written > Self.slack else { return }
        let start = contextStart
        text.removeSubrange(..<start)
        written -= start
    }

    /// Where the text before what leaves begins: at a line when there is one.
    private var contextStart: Int { lineStart(max(0, written - Self.context), atLeast: 0) }

    /// The first line that begins at `offset` or later, as long as that has left; else `offset`.
    private func lineStart(_ offset: Int, atLeast lowest: Int) -> Int {
        guard offset > lowest else { return lowest }
        let feed = ByteSearch.first(of: 0x0A, in: text.span.extracting(first: written), from: offset - 1)
        return feed.map { $0 + 1 } ?? offset
    }

    /// Text before a secret that rules may look at. Bytes.
    private static let context = 65_536
    /// Text before what leaves where words of a secret that reaches into it are looked for. Bytes.
    private static let wordContext = 4_096
    /// Bytes that have left and are not worth moving the others for.
    private static let slack = 1 << 20
}
