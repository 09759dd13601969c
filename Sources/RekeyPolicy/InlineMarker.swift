internal import RekeyCore

/// A note in the scanned text that excuses a finding.
///
/// - `rekey:allow` or `rekey:allow[rule.id, provider.*] reason`, and `rekey:allow-next-line` in the same forms. Without brackets every
///   rule is meant. Brackets that do not close make no marker; an entry that is no rule pattern means no rule.
/// - `gitleaks:allow`
/// - `pragma: allowlist secret` and `pragma: allowlist nextline secret`, as detect-secrets writes them, also with `whitelist`.
struct InlineMarker: Equatable {
    /// Offset of its first byte in the line.
    var start: Int
    /// Whether it says that it speaks of the next line.
    var isForNextLine = false
    /// Whether its line is a comment that begins with it.
    var isCommentLine = false
    /// Whether it stands right behind something that opens a comment.
    var opensComment: Bool
    /// The rules it excuses; `nil` is every rule.
    var rules: [RulePattern]?
    /// Where the author's reason stands in the line, without spaces around it.
    var reason: Range<Int>

    func excuses(_ rule: RuleID) -> Bool { rules?.contains { $0.matches(rule) } ?? true }
}

extension InlineMarker {
    /// Why: a line may be hostile and megabytes long; with these limits the time stays in proportion to its length.
    static let maximumPerLine = 100
    private static let maximumRulesLength = 1_000
    private static let maximumReasonLength = 2_000

    /// The markers of a line, in order; the first `maximumPerLine` of them.
    static func all(in line: [UInt8]) -> [InlineMarker] {
        var markers: [InlineMarker] = []
        for colon in line.indices where line[colon] == UInt8(ascii: ":") {
            if let marker = rekey(line, colon) ?? gitleaks(line, colon) ?? pragma(line, colon) { markers.append(marker) }
            if markers.count == maximumPerLine { break }
        }
        return markers
    }

    private static func rekey(_ line: [UInt8], _ colon: Int) -> InlineMarker? {
        guard let start = wordStart("rekey", line, endingAt: colon), var at = skip("allow", line, at: colon + 1) else { return nil }
        let isForNextLine: Bool
        if let behind = skip("-next-line", line, at: at) {
            at = behind
            isForNextLine = true
        } else {
            isForNextLine = false
        }
        guard wordEnds(line, at) else { return nil }
        var rules: [RulePattern]?
        if at < line.count, line[at] == UInt8(ascii: "[") {
            guard let close = line[at...].prefix(maximumRulesLength).firstIndex(of: UInt8(ascii: "]")) else { return nil }
            rules = line[(at + 1)..<close].split(separator: UInt8(ascii: ",")).compactMap { entry in
                RulePattern(String(decoding: line[trimmed(line, entry.indices)], as: UTF8.self))
            }
            at = close + 1
        }
        let end = Comment.end(in: line, from: at, limit: maximumReasonLength)
        return InlineMarker(
            start: start, isForNextLine: isForNextLine,
            isCommentLine: Comment.isAllThatStands(before: start, in: line) && Comment.isAllThatStands(from: end, in: line),
            opensComment: Comment.opens(before: start, in: line), rules: rules, reason: trimmed(line, at..<end))
    }

    private static func gitleaks(_ line: [UInt8], _ colon: Int) -> InlineMarker? {
        guard let start = wordStart("gitleaks", line, endingAt: colon), let end = skip("allow", line, at: colon + 1), wordEnds(line, end)
        else {
            return nil
        }
        return InlineMarker(start: start, opensComment: Comment.opens(before: start, in: line), reason: end..<end)
    }

    private static func pragma(_ line: [UInt8], _ colon: Int) -> InlineMarker? {
        guard let start = wordStart("pragma", line, endingAt: colon) else { return nil }
        var at = colon + 1
        while at < line.count, line[at] == 0x20 { at += 1 }
        guard let list = skip("allowlist", line, at: at) ?? skip("whitelist", line, at: at) else { return nil }
        guard var word = skip(" ", line, at: list) ?? skip("-", line, at: list) else { return nil }
        let next = skip("nextline ", line, at: word) ?? skip("nextline-", line, at: word)
        word = next ?? word
        guard let end = skip("secret", line, at: word), wordEnds(line, end) else { return nil }
        return InlineMarker(
            start: start, isForNextLine: next != nil, opensComment: Comment.opens(before: start, in: line), reason: end..<end)
    }

    /// Where `word` starts, if it ends right before `end` and no letter or digit touches it.
    private static func wordStart(_ word: StaticString, _ line: [UInt8], endingAt end: Int) -> Int? {
        let start = end - word.utf8CodeUnitCount
        guard start >= 0, skip(word, line, at: start) == end else { return nil }
        return start == 0 || !line[start - 1].isASCIIAlphanumeric ? start : nil
    }

    /// The offset behind `word`, if it stands at `start` in any letter case.
    private static func skip(_ word: StaticString, _ line: [UInt8], at start: Int) -> Int? {
        var at = start
        for byte in "\(word)".utf8 {
            guard at < line.count, line[at].asciiLowercased == byte else { return nil }
            at += 1
        }
        return at
    }

    private static func wordEnds(_ line: [UInt8], _ at: Int) -> Bool {
        guard at < line.count else { return true }
        guard line[at] == UInt8(ascii: "-") else { return !line[at].isASCIIAlphanumeric && line[at] != UInt8(ascii: "_") }
        return at + 1 == line.count || !line[at + 1].isASCIIAlphanumeric
    }

    private static func trimmed(_ line: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, line[first].isASCIISpace { range = (first + 1)..<range.upperBound }
        while let last = range.last, line[last].isASCIISpace { range = range.lowerBound..<last }
        return range
    }
}
