internal import ByteSearch
package import RekeyCore
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

    private var scan: RedactionScan
    private let masksKeys: Bool
    private let capacity: Int
    private let overlap: Int
    private var text: [UInt8] = []
    /// Bytes of `text` that have left.
    private var written = 0
    private var key = KeyLines()
    /// What was replaced.
    package private(set) var tally = RedactionTally()
    /// Why some of the text could not be looked at in full.
    package var limits: Set<String> { scan.limits }
    /// Bytes that have left since the beginning.
    package private(set) var total = 0

    /// What a window is made with.
    package struct Options: Sendable {
        /// Findings of this severity and above are replaced.
        package var floor = Severity.low
        /// Whether lines of a private key are replaced that no rule reads as one, because something stands before each.
        package var masksKeys = true
        /// Bytes that wait at most.
        package var capacity = 4 << 20
        /// What the pieces share that a line leaves in which is longer than that, as those of `StreamSource`. Bytes.
        package var overlap = 64 << 10

        package init() {}
    }

    package init(_ scanner: consuming ChunkScanner, _ options: Options) {
        scan = RedactionScan(scanner, floor: options.floor)
        masksKeys = options.masksKeys
        overlap = options.overlap
        capacity = max(options.capacity, 2 * overlap + 1)
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
        let limit = limit(extent)
        guard limit > written else { return }
        // Why: a piece of a line is looked at with what follows it.
        let isPiece = extent == .lines && text[limit - 1] != 0x0A
        let start = contextStart
        let near = lineStart(max(start, written - Self.wordContext), atLeast: start)
        let seen = isPiece ? text.count : limit
        let answer = try scan.look(at: text, RedactionScan.Look(range: start..<seen, parts: [near..<seen], fresh: written))
        let end = isPiece ? pieceEnd(limit, answer.replacements) : limit
        var all = answer.replacements
        if masksKeys { all += bodies(written..<end, besides: RangeUnion(answer.kept)) }
        try write(to: end, Replacement.joined(all), &output)
        forget()
    }

    /// Bodies of keys that no rule read as a whole, without what stays.
    private mutating func bodies(_ range: Range<Int>, besides kept: RangeUnion) -> [Replacement] {
        var lines = key
        let bodies = lines.bodies(in: text.span, range)
        key = lines
        return bodies.filter { !kept.overlaps($0) }.map { Replacement(range: $0, finding: nil) }
    }

    /// Up to where bytes may leave.
    private func limit(_ extent: Extent) -> Int {
        let text = text.span
        if extent == .everything { return text.count }
        guard let feed = ByteSearch.last(of: 0x0A, in: text, before: text.count), feed >= written else {
            if extent == .overdue { return text.count }
            return isFull ? text.count - overlap : written
        }
        // Why: lines that nothing can end any more within the bound are not waited for.
        guard extent == .lines, !isFull, let held = HeldBack.start(text, lines: written..<feed + 1), feed + 1 - held < HeldBack.most - 1
        else {
            return feed + 1
        }
        return held
    }

    /// Where a piece of a long line ends: before a secret that reaches beyond, unless that is longer than what pieces share.
    private func pieceEnd(_ limit: Int, _ found: [Replacement]) -> Int {
        guard let across = Replacement.joined(found).first(where: { $0.range.lowerBound < limit && limit < $0.range.upperBound }) else {
            return limit
        }
        let isNear = text.count - across.range.lowerBound <= 2 * overlap && across.range.lowerBound > written
        return isNear ? across.range.lowerBound : across.range.upperBound
    }

    private mutating func write<Output: RedactionOutput & ~Copyable>(
        to end: Int, _ replacements: [Replacement], _ output: inout Output
    ) throws {
        let inside = replacements.filter { $0.range.upperBound > written && $0.range.lowerBound < end }
        if inside.isEmpty {
            try output.write(text.span.extracting(written..<end))
        } else {
            for replacement in inside { tally.add(replacement) }
            let redacted = try cleaned(Redacted(text, written..<end, inside))
            try output.write(redacted.span)
        }
        total += end - written
        written = end
    }

    /// Looks again at the lines in which something was replaced: a rule may have stepped back there behind another one.
    private mutating func cleaned(_ first: Redacted) throws -> [UInt8] {
        var current = first
        for _ in 0..<Self.looks {
            let lines = RangeUnion(current.marks.map { Self.line(at: $0, in: current.bytes.span) }).joined
            let look = RedactionScan.Look(range: 0..<current.bytes.count, parts: lines, fresh: 0)
            let more = Replacement.joined(try scan.look(at: current.bytes, look).replacements)
            guard !more.isEmpty else { break }
            for replacement in more { tally.add(replacement) }
            current = Redacted(current.bytes, 0..<current.bytes.count, more)
        }
        return current.bytes
    }

    /// The line that holds `offset`, as far as rules look to each side.
    private static func line(at offset: Int, in text: Span<UInt8>) -> Range<Int> {
        let low = ByteSearch.last(of: 0x0A, in: text, before: offset).map { $0 + 1 } ?? 0
        let high = ByteSearch.first(of: 0x0A, in: text, from: offset) ?? text.count
        return max(low, offset - wordContext)..<min(high, offset + wordContext)
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
    /// How often lines are looked at again.
    private static let looks = 3
    /// Bytes that have left and are not worth moving the others for.
    private static let slack = 1 << 20
}
