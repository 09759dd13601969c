package import RekeyCore

/// Finds the note in the scanned text that excuses a finding; `InlineMarker` lists the forms.
///
/// A note counts for the secret on its own line when it stands behind the secret, or anywhere on the line right behind what opens a
/// comment. It counts for the next line when it says so (`-next-line`, `nextline`; anywhere on its line), or when a `rekey:allow` is
/// the first thing in a line that is only a comment and holds no secret itself. A note inside the secret never counts.
package struct InlineAllow {
    /// The secrets of one batch by the line they start on, so that no reason shows one of them.
    private var secrets: [Place: [Range<Int>]] = [:]
    private var current = ParsedLine()
    private var previous = ParsedLine()

    /// `findings` are all that the same text holds, so that a reason ends where the next secret begins.
    package init(_ findings: [Finding]) {
        for finding in findings { secrets[Place(finding), default: []].append(Self.columns(of: finding)) }
    }

    /// What excuses the finding; `nil` when nothing does.
    package mutating func suppression(of finding: Finding, in context: LineContext) -> Suppression? {
        current.parse(context.line)
        let secret = Self.columns(of: finding)
        for marker in current.markers where !marker.isForNextLine && marker.excuses(finding.rule) {
            guard marker.start >= secret.upperBound || marker.start < secret.lowerBound && marker.opensComment else { continue }
            return suppression(marker, of: current.line, at: Place(finding), finding)
        }
        previous.parse(context.previousLine)
        let above = Place(finding, linesAbove: 1)
        for marker in previous.markers where marker.excuses(finding.rule) {
            // Why: a note beside a secret in a comment speaks of that secret.
            guard marker.isForNextLine || marker.isCommentLine && secrets[above] == nil else { continue }
            return suppression(marker, of: previous.line, at: above, finding)
        }
        return nil
    }

    private func suppression(_ marker: InlineMarker, of line: [UInt8], at place: Place, _ finding: Finding) -> Suppression {
        var reason = marker.reason
        for secret in secrets[place] ?? [] where secret.overlaps(reason) {
            reason = reason.lowerBound..<max(secret.lowerBound, reason.lowerBound)
        }
        while let last = reason.last, line[last].isASCIISpace { reason = reason.lowerBound..<last }
        return Suppression(
            kind: .inline, reason: String(decoding: line[reason], as: UTF8.self),
            origin: "\(finding.provenance.displayPath):\(place.line)")
    }

    /// The bytes of its first line that the secret takes; to the end of the line and beyond when it goes on below.
    private static func columns(of finding: Finding) -> Range<Int> {
        let start = max(finding.location.column - 1, 0)
        let end = finding.location.endLine > finding.location.line ? Int.max : finding.location.endColumn
        return start..<max(start, end)
    }
}

/// A line of one input.
private struct Place: Hashable {
    let provenance: Provenance
    let line: Int

    init(_ finding: Finding, linesAbove: Int = 0) {
        provenance = finding.provenance
        line = finding.location.line - linesAbove
    }
}

/// The markers of the line asked for last: a line with thousands of secrets is read once.
private struct ParsedLine {
    private(set) var line: [UInt8] = []
    private(set) var markers: [InlineMarker] = []

    mutating func parse(_ other: [UInt8]) {
        guard other != line else { return }
        line = other
        markers = InlineMarker.all(in: other)
    }
}
