internal import RekeyCore

/// What is kept of a text that grows: the lines that came last, with what rules may see before them, and what was told of them already.
struct FollowWindow {
    private let provenance: Provenance
    private var bytes: [UInt8] = []
    /// Where `bytes` begin in the text.
    private var start = 0
    private var firstLine = 1
    /// How many of `bytes` were looked at.
    private var seen = 0
    /// What was told that begins in `bytes`.
    private var told: Set<Told> = []

    private struct Told: Hashable {
        var offset: Int
        var rule: RuleID
    }

    /// Bytes before those that came last that rules may see; the last half of them is looked at again, for what is only known by what comes
    /// behind it.
    private static let sight = 64 << 10
    /// A line that is longer is looked at before its end has come.
    private static let longestLine = 1 << 20

    init(_ provenance: Provenance) { self.provenance = provenance }

    /// The first bytes of the text as far as they came; `nil` once they are gone.
    var head: [UInt8]? { start == 0 ? Array(bytes.prefix(64)) : nil }

    mutating func append(_ more: [UInt8]) { bytes += more }

    /// What is to be looked at now; `nil` while the line that came last is not whole. `isEnd` is for a text to which nothing more comes.
    mutating func next(isEnd: Bool) -> Chunk? {
        let end = isEnd ? bytes.count : lineEnd
        guard end > seen else { return nil }
        let added = max(0, seen - Self.sight / 2)..<end
        seen = end
        return Chunk(bytes: bytes, provenance: provenance, firstLine: firstLine, startOffset: start, added: [added], isPiece: true)
    }

    /// Behind the last line that is whole.
    private var lineEnd: Int {
        var end = bytes.count
        while end > seen, bytes[end - 1] != 0x0A { end -= 1 }
        return end == seen && bytes.count - seen > Self.longestLine ? bytes.count - Self.sight : end
    }

    /// Whether a finding of the last chunk was not told before; it counts as told from now on.
    mutating func isNews(_ finding: Finding) -> Bool {
        told.insert(Told(offset: finding.location.offset ?? 0, rule: finding.rule)).inserted
    }

    /// Lets go of what no rule has to see any more: whole lines, as far as there are any.
    mutating func forget() {
        let furthest = seen - Self.sight
        guard furthest > 0 else { return }
        let line = bytes[..<furthest].lastIndex(of: 0x0A).map { $0 + 1 } ?? furthest
        firstLine += bytes[..<line].count { $0 == 0x0A }
        bytes.removeFirst(line)
        start += line
        seen -= line
        told = told.filter { $0.offset >= start }
    }
}
