internal import RekeyCore

extension ProjectRef {
    /// The refs that `text` names, in order of first appearance, each once. One pass; every look around a candidate is bounded.
    ///
    /// A candidate is a run of exactly 20 lower-case letters in a place that names projects: a host, a dashboard or API URL, a pooler user,
    /// a connection option, or a variable or flag such as `--project-ref`. Call it on some hundred bytes around a literal.
    package static func harvest(from text: Span<UInt8>) -> [ProjectRef] {
        var found: [ProjectRef] = []
        var seen: Set<ProjectRef> = []
        var start = 0
        for index in 0...text.count {
            if let byte = text.byte(at: index), byte.isASCIILower { continue }
            if index - start >= count, let run = run(text, start..<index), isNamed(text, run), let ref = ProjectRef(text.copy(run).span),
                seen.insert(ref).inserted
            {
                found.append(ref)
            }
            start = index + 1
        }
        return found
    }

    /// The 20 letters of a maximal run of letters; `nil` when there are more or the bytes around belong to it.
    private static func run(_ text: Span<UInt8>, _ letters: Range<Int>) -> Range<Int>? {
        var low = letters.lowerBound
        // The letter of an escape such as `\n` is not part of the name.
        let isAfterEscape = letters.count == count + 1 && endsEscape(text, at: low)
        if isAfterEscape { low += 1 }
        guard letters.upperBound - low == count, isAfterEscape || isBoundary(text, before: low) else { return nil }
        if let after = text.byte(at: letters.upperBound), after.isASCIIAlphanumeric || after == UInt8(ascii: "_") { return nil }
        return low..<letters.upperBound
    }

    /// Whether the letter at `index` ends `\n`, `\r`, `\t` or a percent escape such as `%3d`.
    private static func endsEscape(_ text: Span<UInt8>, at index: Int) -> Bool {
        let letter = text[index]
        if text.byte(at: index - 1) == UInt8(ascii: "\\") {
            return [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(letter)
        }
        return letter.isASCIIHexDigit && text.byte(at: index - 2) == UInt8(ascii: "%")
    }

    private static func isBoundary(_ text: Span<UInt8>, before low: Int) -> Bool {
        guard let byte = text.byte(at: low - 1) else { return true }
        // `${SUPABASE_PROJECT_ID:-<ref>}` in a shell.
        if byte == UInt8(ascii: "-") { return text.byte(at: low - 2) == UInt8(ascii: ":") }
        guard byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") else { return true }
        // `%3D`, `%2F`: percent-encoded punctuation.
        return byte.isASCIIHexDigit && text.byte(at: low - 3) == UInt8(ascii: "%")
    }

    private static func isNamed(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
        isHost(text, at: run.upperBound) || isPathOrOption(text, before: run.lowerBound) || isPoolerUser(text, run)
            || isAssigned(text, before: run.lowerBound)
    }

    private static func isHost(_ text: Span<UInt8>, at end: Int) -> Bool {
        guard text.byte(at: end) == UInt8(ascii: ".") else { return false }
        for domain in domains where text.has(domain, at: end) {
            guard let next = text.byte(at: end + domain.utf8.count) else { return true }
            if !next.isASCIIAlphanumeric, next != UInt8(ascii: "-"), next != UInt8(ascii: "_") { return true }
        }
        return false
    }

    private static let domains: [String] = [
        ".supabase.co", ".storage.supabase.co", ".functions.supabase.co", ".supabase.in", ".supabase.red", ".storage.supabase.red",
        ".supabase.green", ".storage.supabase.green", ".snapcloud.dev", ".snapcloud.co",
    ]

    private static func isPathOrOption(_ text: Span<UInt8>, before low: Int) -> Bool {
        for marker in markers where text.has(marker, at: low - marker.utf8.count) { return true }
        return false
    }

    private static let markers: [String] = [
        "dashboard/project/", "supabase.com/project/", "supabase.io/project/", "/v1/projects/", "reference%3D", "reference%3d",
        "reference=",
        "dashboard\\/project\\/", "%2Fproject%2F",
    ]

    /// `postgres.<ref>`, or any `role.<ref>` that a password follows.
    private static func isPoolerUser(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
        guard text.byte(at: run.lowerBound - 1) == UInt8(ascii: ".") else { return false }
        if text.has("postgres", at: run.lowerBound - 9) { return true }
        guard let role = text.byte(at: run.lowerBound - 2), role.isASCIILower || role.isASCIIDigit || role == UInt8(ascii: "_") else {
            return false
        }
        return text.byte(at: run.upperBound) == UInt8(ascii: ":")
    }

    /// Bytes between a name and its value that are stepped over; at most `maximumGap` of them.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte.isASCIISpace || separators.utf8.contains(byte)
    }

    private static let separators = "=:,\"'`\\->|({[?"
    private static let maximumGap = 48

    /// `--project-ref <ref>`, `project_ref=<ref>`, `"projectRef": "<ref>"`, `SUPABASE_PROJECT_ID=<ref>` and the like.
    private static func isAssigned(_ text: Span<UInt8>, before low: Int) -> Bool {
        var end = low
        while let byte = text.byte(at: end - 1), isSeparator(byte) {
            guard low - end < maximumGap else { return false }
            end -= 1
        }
        if text.has("%3D", at: end - 3) || text.has("%3d", at: end - 3) { end -= 3 }
        guard end < low else { return false }
        for name in names where endsWith(text, name, at: end) { return true }
        return false
    }

    /// Lower case, without `-` and `_`.
    private static let names: [String] = ["projectref", "projectid", "supabaseref"]

    /// Whether `name` ends at `end`, whatever its case and its `-` and `_`.
    private static func endsWith(_ text: Span<UInt8>, _ name: String, at end: Int) -> Bool {
        var index = end
        for expected in name.utf8.reversed() {
            index -= 1
            if let byte = text.byte(at: index), byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") { index -= 1 }
            guard text.byte(at: index)?.asciiLowercased == expected else { return false }
        }
        return true
    }
}
