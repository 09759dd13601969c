internal import ByteSearch
package import RekeyCore

/// The moment that a line of a log gives for itself, as it is written there.
///
/// It is looked for at the beginning of any line, and in logs also behind words of whoever passed the line on and in the fields that loggers
/// use. Of long lines only the beginning and the end are looked at, so that many findings in one line stay cheap.
package enum LineTimestamp {
    /// The moment of the line at `line`, at most 40 bytes; `nil` without one. What is part of a secret is none.
    ///
    /// - Parameter isLog: whether the whole of the line may say it; see `isLog(path:)`.
    package static func text(of line: Range<Int>, in text: Span<UInt8>, besides secret: SecretText, isLog: Bool) -> String? {
        let head = line.prefix(headBytes)
        let tail = max(head.upperBound, line.upperBound - tailBytes)..<line.upperBound
        for part in [head, tail] where !part.isEmpty {
            let bytes = text.copy(part)
            let isHead = part.lowerBound == line.lowerBound
            // Why first: what an object says otherwise, a program wrote that knew nothing of this line.
            let isObject = isLog && isHead && bytes[lead(bytes)...].first == UInt8(ascii: "{")
            let found =
                (isObject ? field(in: bytes) : nil) ?? (isHead ? first(in: bytes, isLog: isLog) : nil) ?? (isLog ? field(in: bytes) : nil)
            guard let found else { continue }
            return secret.withBytes { ByteSearch.first(of: bytes.span.extracting(found), in: $0) == nil }
                ? String(decoding: bytes[found], as: UTF8.self) : nil
        }
        return isLog ? entry(before: line, in: text) : nil
    }

    /// Whether a file of this name is a log: `app.log`, `app.log.1`, `app.log-20261124`, `x.jsonl`, `syslog`.
    package static func isLog(path: [UInt8]) -> Bool {
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let name = path[start...].map(\.asciiLowercased)
        if wholeNames.contains(where: { name.starts(with: $0) }) || name.elementsEqual("-".utf8) { return true }
        return endings.contains { ending in
            guard let place = ByteSearch.first(of: ending.span, in: name.span) else { return false }
            let end = place + ending.count
            return end == name.count || !name[end].isASCIILetter
        }
    }

    private static let wholeNames = ["syslog", "messages", "journal"].map { Array($0.utf8) }
    private static let endings = [".log", ".jsonl", ".ndjson", ".journal", ".out", ".err"].map { Array($0.utf8) }

    /// The moment that a line begins with.
    private static func first(in line: [UInt8], isLog: Bool) -> Range<Int>? {
        let reader = TimestampReader(line)
        let starts = isLog ? wordStarts(line) : [lead(line)]
        for start in starts { if let found = reader.moment(at: start) { return found } }
        return nil
    }

    /// Where a line without what stands before its own words begins: colours, a bracket, the priority of syslog, and `name  | ` of compose.
    private static func lead(_ line: [UInt8]) -> Int {
        var start = 0
        if let bar = line.prefix(longestName).firstIndex(of: UInt8(ascii: "|")), bar + 1 < line.count, line[bar + 1] == 0x20,
            line[..<bar].allSatisfy({ $0.isASCIIAlphanumeric || $0 < 0x21 || "-_.[;".utf8.contains($0) })
        {
            start = bar + 2
        }
        while start < line.count {
            let code = line[start] == UncolouredText.escape ? UncolouredText.sequenceLength(in: line.span, behindEscape: start + 1) : 0
            guard code > 0 || "[(<\" \t".utf8.contains(line[start]) else { break }
            start += code + 1
        }
        return start
    }

    /// Where words begin near the beginning of a line that no other word names.
    private static func wordStarts(_ line: [UInt8]) -> [Int] {
        (0..<min(line.count, nearBytes)).filter { index in
            guard line[index].isASCIIAlphanumeric, index > 0 else { return index == 0 }
            let before = line[index - 1]
            if before == 0x20, index > 1, ":=".utf8.contains(line[index - 2]) { return false }
            return !before.isASCIIAlphanumeric && !"-:.,/+_=\"".utf8.contains(before) || endsColour(line, index)
        }
    }

    /// Whether a code that colours text, or clears a line, ends before `index`.
    private static func endsColour(_ line: [UInt8], _ index: Int) -> Bool {
        guard index > 2, line[index - 1] == UInt8(ascii: "m") || line[index - 1] == UInt8(ascii: "K") else { return false }
        return line[index - 2].isASCIIDigit || line[index - 2] == UInt8(ascii: "[")
    }

    /// The moment in a field with a usual name.
    private static func field(in line: [UInt8]) -> Range<Int>? {
        let text = line.span
        let reader = TimestampReader(line)
        for name in fields {
            var from = 0
            while let place = ByteSearch.first(of: name.span, in: text.extracting(from...)).map({ $0 + from }) {
                from = place + name.count
                let isWord = place == 0 || name[0] == 0x22 || !Assignment.isName(line[place - 1]) || endsColour(line, place)
                guard isWord, let value = valueStart(line, from) else { continue }
                if let found = reader.moment(at: value) ?? reader.epoch(at: value) { return found }
            }
        }
        return nil
    }

    /// Behind blanks, a colon that a closing quote stands before, and the quote of a value.
    private static func valueStart(_ line: [UInt8], _ start: Int) -> Int? {
        var index = start
        while index < line.count, index - start < 4, " \t\"'".utf8.contains(line[index]) { index += 1 }
        return index < line.count ? index : nil
    }

    /// The moment of an entry that has a line for each field, as the journal exports them.
    ///
    /// Source: systemd, "Journal Export Formats": entries are parted by empty lines, and their fields begin with those of the address.
    private static func entry(before line: Range<Int>, in text: Span<UInt8>) -> String? {
        let start = max(0, line.lowerBound - headBytes)
        // Why first: no other log has this word, and it is looked for at every finding.
        guard ByteSearch.first(of: realtime.span, in: text.extracting(start..<line.lowerBound)) != nil else { return nil }
        let bytes = text.copy(start..<line.lowerBound)
        guard let mark = bytes.lastRange(of: realtime) else { return nil }
        guard !bytes[mark.lowerBound...].contains([0x0A, 0x0A]), mark.lowerBound == 0 || bytes[mark.lowerBound - 1] == 0x0A else {
            return nil
        }
        return TimestampReader(bytes).epoch(at: mark.upperBound).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    private static let realtime = Array("__REALTIME_TIMESTAMP=".utf8)
    /// Source: the documentation of docker's json-file driver, pino, winston, bunyan, zap, logrus, ECS, systemd and the GitLab runner.
    private static let fields = [
        "\"time\":", "\"timestamp\":", "\"@timestamp\":", "\"ts\":", "\"datetime\":", "\"date\":", "\"__REALTIME_TIMESTAMP\":", "time=",
        "ts=",
        "timestamp=", "__REALTIME_TIMESTAMP=", "section_start:", "section_end:", "time:", "timestamp:",
    ].map { Array($0.utf8) }

    /// The names of containers end before it.
    private static let longestName = 80
    /// How far from the beginning of a line the moment may stand without the name of a field. Bytes.
    private static let nearBytes = 160
    /// What is looked at of a line, at its beginning and its end: docker writes the moment behind the text. Bytes.
    private static let headBytes = 2_048
    private static let tailBytes = 512
}

extension Range<Int> {
    /// The first `count` numbers of it.
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}

extension [UInt8] {
    /// Where `sought` stands last.
    fileprivate func lastRange(of sought: [UInt8]) -> Range<Int>? {
        var last: Range<Int>?
        for start in stride(from: count - sought.count, through: 0, by: -1) where self[start] == sought[0] {
            if self[start..<start + sought.count].elementsEqual(sought) {
                last = start..<start + sought.count
                break
            }
        }
        return last
    }
}
